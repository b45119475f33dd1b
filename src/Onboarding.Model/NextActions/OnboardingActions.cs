using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;

using Onboarding.Model.Conditions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Onboardings.Waiting;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.NextActions;

/// <summary>What is to be done next in an onboarding, by whom and why. An active one always has something.</summary>
public sealed class OnboardingActions
{
    /// <summary>
    /// Calendar days before its target day from which a milestone counts as at risk: as many as a late one is given
    /// before it is an alarm.
    /// </summary>
    public const int AtRiskDays = 7;

    private readonly OnboardingState _state;
    private readonly WaitGraph _graph;
    private readonly DateOnly _today;
    private readonly ActionRouting _routing;

    private OnboardingActions(OnboardingState state, DateTimeOffset now)
    {
        _state = state;
        _graph = WaitGraph.Of(state);
        _today = state.Start.Calendar.DayOf(now);
        _routing = new ActionRouting(state, _graph, _today);
    }

    /// <summary>Everything that can be done now, the most pressing first; empty once it has ended.</summary>
    public static ImmutableArray<NextAction> Of(OnboardingState state, DateTimeOffset now) =>
        state.Phase == OnboardingPhase.Active ? new OnboardingActions(state, now).Ranked() : [];

    private ImmutableArray<NextAction> Ranked()
    {
        List<Draft> drafts =
        [
            .. Escalations(), .. Blockers(), .. Tasks(), .. Inputs(), .. Milestones(), .. SetupActions(), .. Kickoff(),
            .. Recipients(),
        ];

        // An alarm or a far milestone opens no gate: what holds the onboarding where it is must be named as well.
        ImmutableArray<Piece> gate = AtGate();
        if (!drafts.Exists(draft => draft.Finishes is { } piece && gate.Contains(piece)))
        {
            drafts.Add(Deadlock());
        }

        return ActionOrder.Ranked(drafts.SelectMany(_routing.Route));
    }

    /// <summary>Everything that the next gate waits for: of the stage that it is in, or of going live.</summary>
    private ImmutableArray<Piece> AtGate() => _graph.AllWaitsFor(_state.CurrentStage is { CompletedAt: null } stage
        ? new Piece(PieceKind.Stage, stage.Key)
        : Piece.GoLive);

    private IEnumerable<Draft> Escalations() => _state.Escalations
        .Where(escalation => escalation.Phase == EscalationPhase.Raised)
        .Select(escalation => new Draft
        {
            Kind = ActionKind.AcknowledgeEscalation,
            Key = escalation.Cause,
            Role = FallingDue.RoleOf(_state.Plan, escalation),
            Owner = escalation.Owner,
            What = $"Acknowledge: {escalation.Why}",
            Reason = ActionReason.EscalationRaised,
            Note = $"raised on {_state.Start.Calendar.DayOf(escalation.RaisedAt):yyyy-MM-dd} and not acknowledged",
            DueOn = escalation.AcknowledgeBy,
        });

    private IEnumerable<Draft> Blockers() => _state.Blockers
        .Where(blocker => blocker.ResolvedAt is null)
        .Select(blocker => new Draft
        {
            Kind = ActionKind.ResolveBlocker,
            Finishes = new Piece(PieceKind.Blocker, blocker.Key),
            Key = blocker.Key,
            Role = _routing.RoleOf(blocker.Owner),
            Owner = blocker.Owner,
            What = $"Resolve: {blocker.Description}",
            Reason = ActionReason.BlockerOpen,
            Note = $"{(blocker.Kind == BlockerKind.Other ? "" : $"{Kind(blocker.Kind)}; ")}it holds the onboarding up "
                + $"since {_state.Start.Calendar.DayOf(blocker.RaisedAt):yyyy-MM-dd}{Target()}",
        });

    private static string Kind(BlockerKind kind) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName($"{kind}").Replace('_', ' ');

    // A blocker is cleared away before the day that it endangers, or that day slips.
    private string Target()
    {
        MilestoneState? next = _state.Milestones
            .Where(milestone => milestone is { AchievedOn: null, TargetOn: not null } && milestone.TargetOn >= _today)
            .MinBy(milestone => milestone.TargetOn);
        return next is null ? "" : $"; the target of milestone {next.Key} is {next.TargetOn:yyyy-MM-dd}";
    }

    private IEnumerable<Draft> Tasks()
    {
        foreach (TaskDefinition definition in _state.Plan.Tasks)
        {
            var piece = new Piece(PieceKind.Task, definition.Key);
            if (_state.Task(definition.Key) is { Phase: TaskPhase.Open } task && _graph.WaitsFor(piece).IsEmpty)
            {
                yield return new Draft
                {
                    Kind = ActionKind.CompleteTask,
                    Finishes = piece,
                    Key = task.Key,
                    Role = definition.OwnerRole,
                    Owner = task.Owner,
                    What = definition.Title,
                    CustomerVisible = definition.CustomerVisible,
                    Reason = WaitedFor(piece),
                    DueOn = task.DueOn,
                };
            }
        }
    }

    // What nothing waits for any more, because the work that needed it was put aside, is nobody's next action.
    private IEnumerable<Draft> Inputs() => _state.Plan.Inputs
        .Where(definition => _graph.WaitingFor(new Piece(PieceKind.Input, definition.Key)).Count > 0)
        .Select(definition => (definition, _state.Input(definition.Key)))
        .Where(pair => pair.Item2 is { Phase: not InputPhase.Verified })
        .Select(pair => Input(pair.definition, pair.Item2!));

    private Draft Input(InputDefinition definition, InputState input)
    {
        var piece = new Piece(PieceKind.Input, input.Key);
        bool received = input.Phase == InputPhase.Received;
        // Whoever handed it in at the customer does not judge whether it is good.
        (string role, string owner) = received && _routing.IsAtCustomer(definition.OwnerRole, input.Owner)
            ? _routing.Inside
            : (definition.OwnerRole, input.Owner);
        return new Draft
        {
            Kind = received ? ActionKind.VerifyInput : ActionKind.ReceiveInput,
            Finishes = piece,
            Key = input.Key,
            Role = role,
            Owner = owner,
            What = $"{(received ? "Verify" : "Hand in")}: {definition.Title}",
            CustomerVisible = !received && Role.IsAtCustomer(definition.OwnerRole),
            Reason = received ? ActionReason.InputReceived : ActionReason.InputMissing,
            Note = input.RefusedBecause is { } why ? $"what was handed in was refused: {why}" : "",
            DueOn = _routing.FirstDayOf(_graph.WaitingFor(piece)),
        };
    }

    private IEnumerable<Draft> Milestones()
    {
        foreach (MilestoneDefinition definition in _state.Plan.Milestones)
        {
            var piece = new Piece(PieceKind.Milestone, definition.Key);
            if (_state.Milestone(definition.Key) is not { AchievedOn: null } milestone)
            {
                continue;
            }

            bool atRisk = milestone.TargetOn is { } target && target.DayNumber - _today.DayNumber <= AtRiskDays;
            if (atRisk || _graph.WaitingFor(piece).Any(IsNear))
            {
                yield return Milestone(definition, milestone, atRisk ? ActionReason.MilestoneAtRisk : WaitedFor(piece));
            }
        }
    }

    private Draft Milestone(MilestoneDefinition definition, MilestoneState milestone, ActionReason reason)
    {
        string role = definition.ConfirmedBy ?? _routing.StageOf(_state.CurrentStage.Key).OwnerRole;
        bool confirmed = definition.ConfirmedBy is not null;
        ImmutableArray<string> fields = [.. ConditionFields.Of(definition.Proof).Append(definition.AchievedOnField)
            .OfType<string>().Distinct(StringComparer.Ordinal)];
        return new Draft
        {
            Kind = confirmed ? ActionKind.ConfirmMilestone : ActionKind.ProveMilestone,
            Finishes = new Piece(PieceKind.Milestone, milestone.Key),
            Key = milestone.Key,
            Role = role,
            Owner = _state.Owners.GetValueOrDefault(role) ?? _state.Owner,
            What = $"{(confirmed ? "Confirm" : "Reach")}: {definition.Title}",
            CustomerVisible = confirmed && Role.IsAtCustomer(role),
            Reason = reason,
            Note = fields.IsEmpty ? "" : $"the account shows it by {string.Join(", ", fields)}",
            DueOn = milestone.TargetOn,
            Fields = confirmed ? [] : fields,
        };
    }

    private IEnumerable<Draft> SetupActions() =>
        _state.SetupActions.Where(action => action.IsUnderWay).Select(SetupAction);

    private Draft SetupAction(SetupActionState action)
    {
        SetupActionDefinition definition = SetupActionRules.Definition(_state, action);
        string on = $"{_state.Start.Calendar.DayOf(action.RequestedAt!.Value):yyyy-MM-dd}";
        (string act, string note) = action.Phase switch
        {
            SetupActionPhase.Failed => ("Ask again", $"it failed: {action.Reason}"),
            SetupActionPhase.ByHand => ("Do by hand", $"the system {definition.System} has no address here"),
            SetupActionPhase.Accepted =>
                ("See to the confirmation", $"the system {definition.System} has it since {on} and has not confirmed it"),
            SetupActionPhase.Requested =>
                ("See to the confirmation", $"it was asked of the system {definition.System} on {on}"),
            _ => throw new UnreachableException(),
        };
        bool failed = action.Phase == SetupActionPhase.Failed;
        return new Draft
        {
            Kind = failed ? ActionKind.RetrySetupAction : ActionKind.ConfirmSetupAction,
            Finishes = new Piece(PieceKind.SetupAction, action.Key),
            Key = action.Key,
            Role = definition.OwnerRole,
            Owner = action.Owner,
            What = $"{act}: {definition.Title}",
            Reason = failed ? ActionReason.SetupActionFailed : ActionReason.SetupActionOpen,
            Note = note,
            DueOn = action.ConfirmBy,
        };
    }

    private IEnumerable<Draft> Recipients() =>
        _state.MessageGaps.GroupBy(gap => gap.Role, StringComparer.Ordinal).Select(gaps => new Draft
        {
            Kind = ActionKind.NameRecipient,
            Key = gaps.Key,
            Role = _routing.Manager.Role,
            Owner = _routing.Manager.Owner,
            What = "Name the customer's person in the role "
                + (Role.Usual.FirstOrDefault(role => role.Key == gaps.Key)?.Title ?? gaps.Key),
            Reason = ActionReason.RecipientUnknown,
            Note = $"{(gaps.Count() == 1 ? "a message waits" : $"{gaps.Count()} messages wait")} for somebody who could "
                + $"get it since {gaps.Min(gap => gap.On):yyyy-MM-dd}",
        });

    // A plan that prepares the kickoff by tasks of its own says no more unless the day passes before they are done.
    private IEnumerable<Draft> Kickoff()
    {
        List<TaskDefinition> before =
        [
            .. _state.Plan.Tasks.Where(task => task.Due is { Anchor: DueAnchor.Kickoff, Offset: <= 0 }
                && _state.Task(task.Key) is not null),
        ];
        int open = before.Count(task => Waits.IsOpen(_state.Task(task.Key)));
        bool isProposal = before.Count == 0 && _state.KickoffOn == _state.Start.KickoffOn && _today <= _state.KickoffOn;
        if (isProposal || (open > 0 && _state.KickoffOn < _today))
        {
            (string role, string owner) = _routing.Manager;
            yield return new Draft
            {
                Kind = ActionKind.MoveKickoff,
                Key = "",
                Role = role,
                Owner = owner,
                What = isProposal
                    ? "Agree the day of the kickoff with the customer"
                    : "Agree a new day for the kickoff",
                Reason = ActionReason.KickoffOpen,
                Note = isProposal
                    ? $"{_state.KickoffOn:yyyy-MM-dd} is a proposal of the plan that nobody has changed"
                    : open == 1 ? "1 task that comes before it is not done"
                    : $"{open} tasks that come before it are not done",
                DueOn = _state.KickoffOn,
            };
        }
    }

    // A plan like this is refused at publication; one that came about otherwise must not leave a customer to nobody.
    private Draft Deadlock()
    {
        TaskState? stuck = _state.Tasks.FirstOrDefault(Waits.IsOpen);
        (string role, string owner) = _routing.Inside;
        string waits = string.Join(
            ", ", stuck is null ? OnboardingGates.OfGoLive(_state) : OnboardingGates.OfTask(_state, stuck.Key));
        return new Draft
        {
            Kind = stuck is null ? ActionKind.MigrateOnboarding : ActionKind.SkipTask,
            Finishes = stuck is null ? Piece.GoLive : new Piece(PieceKind.Task, stuck.Key),
            Key = stuck?.Key ?? "",
            Role = role,
            Owner = owner,
            What = stuck is null
                ? "Move the onboarding to a revision whose gates can open"
                : $"Decide on: {_routing.TaskOf(stuck.Key).Title}",
            Reason = ActionReason.Deadlock,
            Note = $"nothing can be done by itself; it waits for {waits}",
            DueOn = stuck?.DueOn,
        };
    }

    // What lies in stages to come is not pressing yet.
    private bool IsNear(Piece waiting) => waiting.Kind switch
    {
        PieceKind.Stage => IsEntered(waiting.Key),
        PieceKind.Task => IsEntered(_routing.TaskOf(waiting.Key).Stage),
        PieceKind.SetupAction => _state.SetupAction(waiting.Key) is { } action
            && (SetupActionRules.Definition(_state, action).Stage is not { } stage || IsEntered(stage)),
        PieceKind.GoLive => _state.CurrentStage.CompletedAt is not null,
        _ => false,
    };

    private bool IsEntered(string stage) => _state.Stage(stage)!.EnteredAt is not null;

    private ActionReason WaitedFor(Piece piece)
    {
        IReadOnlyList<Piece> waiting = _graph.WaitingFor(piece);
        return waiting.Any(one => one.Kind is PieceKind.Task or PieceKind.SetupAction) ? ActionReason.WorkWaits
            : waiting.Any(one => one.Kind == PieceKind.Stage) ? ActionReason.StageWaits : ActionReason.GoLiveWaits;
    }
}
