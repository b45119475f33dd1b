using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Onboardings.Waiting;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Explanations;

/// <summary>Explains what keeps an onboarding where it is, from its gates down to who can do something.</summary>
public sealed class BlockExplanations
{
    private readonly OnboardingState _state;
    private readonly WaitGraph _graph;

    private BlockExplanations(OnboardingState state)
    {
        _state = state;
        _graph = WaitGraph.Of(state);
    }

    public static BlockExplanation Of(OnboardingState state, DateTimeOffset now) =>
        state.Phase == OnboardingPhase.Active
            ? new BlockExplanations(state).Explain(FallingDue.HealthOf(state, now).Why)
            : new BlockExplanation(
                $"Nothing holds the onboarding of {state.Start.Title}: "
                + $"it is {state.Phase.ToString().ToLowerInvariant()} since {Day(state, state.EndedAt!.Value)}.",
                "", [], []);

    private BlockExplanation Explain(string health)
    {
        StageState stage = _state.CurrentStage;
        ImmutableArray<Piece> gates = stage.CompletedAt is null
            ? [new Piece(PieceKind.Stage, stage.Key), Piece.GoLive]
            : [Piece.GoLive];
        ImmutableArray<OpenGate> open =
            [.. gates.Select(gate => new OpenGate(gate, _graph.WaitsFor(gate), RootsOf(gate)))];
        ImmutableArray<WaitingPiece> pieces =
            [.. gates.Concat(gates.SelectMany(gate => _graph.AllWaitsFor(gate))).Distinct().Select(Describe)];
        string where = stage.CompletedAt is null
            ? $"is in stage {StageOf(stage.Key).Title} since {Day(_state, stage.EnteredAt ?? _state.StartedAt)}"
            : $"has passed all stages on {Day(_state, stage.CompletedAt.Value)} and is not live";
        IEnumerable<string> roots = pieces
            .Where(piece => open[0].RootCauses.Contains(piece.Piece))
            .OrderBy(piece => open[0].RootCauses.IndexOf(piece.Piece))
            .Select(piece => piece.Words);
        return new BlockExplanation(
            $"{_state.Start.Title} {where}. "
            + $"In the end it waits for {open[0].RootCauses.Length}: {string.Join("; ", roots)}.",
            health, open, pieces);
    }

    private ImmutableArray<Piece> RootsOf(Piece gate) =>
    [
        .. _graph.AllWaitsFor(gate)
            .Where(IsRoot)
            .OrderByDescending(piece => _graph.AllWaitingFor(piece).Count(one => one.Kind == PieceKind.Task)),
    ];

    private bool IsRoot(Piece piece) => _graph.WaitsFor(piece).IsEmpty || WaitsForItself(piece);

    private bool WaitsForItself(Piece piece) =>
        _graph.WaitsFor(piece).Any(next => next == piece || _graph.AllWaitsFor(next).Contains(piece));

    private WaitingPiece Describe(Piece piece)
    {
        (string title, string owner, DateTimeOffset since, DateOnly? due, string words) = piece.Kind switch
        {
            PieceKind.Task => OfTask(_state.Task(piece.Key)!),
            PieceKind.Input => OfInput(piece.Key),
            PieceKind.Milestone => OfMilestone(piece.Key),
            PieceKind.Blocker => OfBlocker(_state.Blockers.First(blocker => blocker.Key == piece.Key)),
            PieceKind.SetupAction => OfSetupAction(_state.SetupAction(piece.Key)!),
            PieceKind.Stage => OfStage(piece.Key, "is not passed"),
            PieceKind.StageEntry => OfStage(piece.Key, "is not entered"),
            PieceKind.GoLive => ("Going live", _state.Owner, LastStep, null, "The customer is not live"),
            _ => throw new UnreachableException(),
        };
        bool circle = WaitsForItself(piece);
        return new WaitingPiece
        {
            Piece = piece,
            Title = title,
            Owner = owner,
            Since = since,
            DueOn = due,
            WaitsFor = _graph.WaitsFor(piece),
            IsRootCause = IsRoot(piece),
            Words = circle ? $"{words}; it waits for itself by way of others, and somebody must let it go" : words,
        };
    }

    private (string, string, DateTimeOffset, DateOnly?, string) OfTask(TaskState task)
    {
        TaskDefinition definition = _state.Plan.Tasks.First(known => known.Key == task.Key);
        DateTimeOffset entered = EnteredAt(definition.Stage);
        bool waits = !_graph.WaitsFor(new Piece(PieceKind.Task, task.Key)).IsEmpty;
        DateTimeOffset since = waits ? entered : task.OpenedAt ?? entered;
        string due = task.DueOn is { } on ? $", due on {on:yyyy-MM-dd}" : "";
        return (definition.Title, task.Owner, since, task.DueOn, waits
            ? $"Task {definition.Title} of {task.Owner} waits since {Day(_state, since)}{due}"
            : $"Task {definition.Title} is open since {Day(_state, since)} and {task.Owner} has not done it{due}");
    }

    private (string, string, DateTimeOffset, DateOnly?, string) OfInput(string key)
    {
        if (_state.Input(key) is not { } input)
        {
            return (key, _state.Owner, _state.StartedAt, null, $"Input {key} is in no plan, so nobody can hand it in");
        }

        string title = _state.Plan.Inputs.First(known => known.Key == key).Title;
        DateTimeOffset since = input.ChangedAt ?? _state.StartedAt;
        string day = Day(_state, since);
        return (title, input.Owner, since, null, input.Phase switch
        {
            InputPhase.Requested => $"Input {title} was asked for on {day} and {input.Owner} has not seen to it",
            InputPhase.Received => $"Input {title} was handed in on {day} and nobody has verified it",
            InputPhase.Refused =>
                $"Input {title} was refused on {day} ({input.RefusedBecause}) "
                + $"and {input.Owner} has not seen to it again",
            _ => throw new UnreachableException(),
        });
    }

    private (string, string, DateTimeOffset, DateOnly?, string) OfMilestone(string key)
    {
        MilestoneDefinition? definition = _state.Plan.Milestones.FirstOrDefault(known => known.Key == key);
        MilestoneState? milestone = _state.Milestone(key);
        string owner = _state.Owners.GetValueOrDefault(definition?.ConfirmedBy ?? "") ?? _state.Owner;
        string due = milestone?.TargetOn is { } on ? $", its target is {on:yyyy-MM-dd}" : "";
        return (definition?.Title ?? key, owner, _state.StartedAt, milestone?.TargetOn,
            $"Milestone {definition?.Title ?? key} is not reached{due}");
    }

    private (string, string, DateTimeOffset, DateOnly?, string) OfBlocker(BlockerState blocker) => (
        blocker.Description, blocker.Owner, blocker.RaisedAt, null,
        $"Blocker {blocker.Key} ({blocker.Description}) is {blocker.Owner}'s to resolve since "
        + $"{Day(_state, blocker.RaisedAt)}");

    private (string, string, DateTimeOffset, DateOnly?, string) OfSetupAction(SetupActionState action)
    {
        SetupActionDefinition definition = SetupActionRules.Definition(_state, action);
        DateTimeOffset since = (action.Phase == SetupActionPhase.Failed ? action.ClosedAt : action.RequestedAt)
            ?? _state.StartedAt;
        string what = $"Set-up action {definition.Title} of {action.Owner}";
        string day = Day(_state, since);
        string due = action.ConfirmBy is { } on ? $", due on {on:yyyy-MM-dd}" : "";
        return (definition.Title, action.Owner, since, action.ConfirmBy, action.Phase switch
        {
            SetupActionPhase.Waiting => $"{what} waits since {day}",
            SetupActionPhase.Requested => $"{what} was asked of the system {definition.System} on {day}{due}",
            SetupActionPhase.Accepted =>
                $"{what} was asked of the system {definition.System} on {day} and is not confirmed{due}",
            SetupActionPhase.ByHand => $"{what} is to be done by hand since {day}{due}",
            SetupActionPhase.Failed => $"{what} failed on {day} ({action.Reason}) and nobody has seen to it{due}",
            _ => throw new UnreachableException(),
        });
    }

    private (string, string, DateTimeOffset, DateOnly?, string) OfStage(string key, string how)
    {
        StageState stage = _state.Stage(key)!;
        string title = StageOf(key).Title;
        return (title, stage.Owner, EnteredAt(key), stage.SlaDueOn, $"Stage {title} {how}");
    }

    private DateTimeOffset LastStep => _state.Stages.Select(stage => stage.CompletedAt).Max() ?? _state.StartedAt;

    private DateTimeOffset EnteredAt(string stage) =>
        _state.Stage(stage)!.EnteredAt ?? _state.StartedAt;

    private StageDefinition StageOf(string key) => _state.Plan.Stages.First(stage => stage.Key == key);

    private static string Day(OnboardingState state, DateTimeOffset instant) =>
        $"{state.Start.Calendar.DayOf(instant):yyyy-MM-dd}";
}
