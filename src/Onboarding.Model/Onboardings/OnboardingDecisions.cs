using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings.Alerts;
using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings;

/// <summary>
/// What follows from a command to an onboarding: what the command itself says, and then everything that follows from
/// that by rule (<see cref="Consequences"/>), in one decision.
/// </summary>
public static class OnboardingDecisions
{
    public static Decision<OnboardingEvent> Decide(OnboardingState? state, OnboardingCommand command, DateTimeOffset now)
    {
        if (command is OnboardingCommand.Begin begin)
        {
            return state is null ? DecideBegin(begin.Start, now) : Decision<OnboardingEvent>.Unchanged;
        }

        if (state is null)
        {
            return Decision<OnboardingEvent>.Refuse(
                RefusalReason.NotFound, "There is no such onboarding; it starts when the handoff of a won deal is complete.");
        }

        if (state.Phase != OnboardingPhase.Active)
        {
            return DecideEnded(state, command, now);
        }

        return DecideActive(state, command, now) switch
        {
            Decision<OnboardingEvent>.Refused refused => refused,
            Decision<OnboardingEvent>.Accepted accepted => Decision<OnboardingEvent>.Of(
                Consequences.After(state, accepted.Events, now)),
            _ => throw new UnreachableException(),
        };
    }

    private static Decision<OnboardingEvent> DecideActive(OnboardingState state, OnboardingCommand command, DateTimeOffset now) =>
        command switch
        {
            OnboardingCommand.Review => Decision<OnboardingEvent>.Unchanged,
            OnboardingCommand.MoveKickoff move => move.On == state.KickoffOn
                ? Decision<OnboardingEvent>.Unchanged
                : Of(new OnboardingEvent.KickoffMoved(move.On)),
            OnboardingCommand.CompleteTask complete => DecideComplete(state, complete, now),
            OnboardingCommand.SkipTask skip => DecideSkip(state, skip, now),
            OnboardingCommand.AssignTask assign => DecideAssignTask(state, assign),
            OnboardingCommand.AssignRole assign => DecideAssignRole(state, assign),
            OnboardingCommand.ObserveFacts observe => DecideFacts(state, observe.Facts),
            OnboardingCommand.ObserveStakeholders observe => observe.People.SequenceEqual(state.Stakeholders)
                ? Decision<OnboardingEvent>.Unchanged
                : Of(new OnboardingEvent.StakeholdersObserved(observe.People)),
            OnboardingCommand.ObservePilot observe => observe.InPilot == state.InPilot
                ? Decision<OnboardingEvent>.Unchanged
                : Of(new OnboardingEvent.PilotObserved(observe.InPilot)),
            OnboardingCommand.ConfirmMilestone confirm => DecideConfirm(state, confirm, now),
            OnboardingCommand.ReceiveInput receive => DecideInput(state, receive.Key, InputPhase.Received, receive.Content, now),
            OnboardingCommand.VerifyInput verify => DecideInput(state, verify.Key, InputPhase.Verified, "", now),
            OnboardingCommand.RefuseInput refuse => DecideInput(state, refuse.Key, InputPhase.Refused, refuse.Reason, now),
            OnboardingCommand.RaiseBlocker raise => DecideBlocker(state, raise, now),
            OnboardingCommand.RaiseSeverity raise => DecideSeverity(state, raise, now),
            OnboardingCommand.ObserveSignal observe => SignalDecisions.Decide(state, observe, now),
            OnboardingCommand.SetupActionCommand setup => SetupActionDecisions.Decide(state, setup, now),
            OnboardingCommand.ResolveBlocker resolve => DecideResolve(state, resolve.Key, now),
            OnboardingCommand.AcknowledgeEscalation acknowledge => DecideAcknowledge(state, acknowledge),
            OnboardingCommand.GoLive => DecideGoLive(state),
            OnboardingCommand.Migrate migrate => Migration.Decide(state, migrate, now),
            OnboardingCommand.Cancel cancel => string.IsNullOrWhiteSpace(cancel.Reason)
                ? Refuse(RefusalReason.InvalidField, "A cancelled onboarding needs a reason; say why.")
                : Of(new OnboardingEvent.Cancelled(cancel.Reason, now)),
            _ => throw new UnreachableException(),
        };

    private static Decision<OnboardingEvent> DecideBegin(OnboardingStart start, DateTimeOffset now)
    {
        ImmutableArray<string> unowned =
        [
            .. OnboardingViews.RolesOf(start.Plan).Where(role => string.IsNullOrWhiteSpace(start.Owners.GetValueOrDefault(role))),
        ];
        if (!unowned.IsEmpty)
        {
            return Decision<OnboardingEvent>.Refuse(
                RefusalReason.OwnerRequired,
                $"The onboarding of {start.Title} would be unowned: nobody holds {string.Join(", ", unowned)}. "
                + "Give the roles to people in the workspace's settings.",
                unowned);
        }

        ImmutableArray<string> tasks =
        [
            .. start.Plan.Tasks
                .Where(task => task.OnAlert is null && (task.AppliesWhen?.Evaluate(start.Facts).Holds ?? true))
                .Select(task => task.Key),
        ];
        ImmutableArray<string> setup =
        [
            .. start.Plan.SetupActions
                .Where(action => action.AppliesWhen?.Evaluate(start.Facts).Holds ?? true)
                .Select(action => action.Key),
        ];
        return Decision<OnboardingEvent>.Of(
            Consequences.After(null, [new OnboardingEvent.Started(start, now, tasks, setup)], now));
    }

    // What repeats after the end changes nothing; what would change something is refused.
    private static Decision<OnboardingEvent> DecideEnded(
        OnboardingState state, OnboardingCommand command, DateTimeOffset now) => command switch
    {
        OnboardingCommand.Review or OnboardingCommand.ObserveFacts or OnboardingCommand.ObserveStakeholders
            or OnboardingCommand.ObservePilot or OnboardingCommand.AcceptSetupAction
            or OnboardingCommand.HandOverSetupAction => Decision<OnboardingEvent>.Unchanged,
        // Who comes too late with another word is told what is known already.
        OnboardingCommand.SetupActionCommand { Request: not null } said
            when SetupActionDecisions.Decide(state, said, now) is Decision<OnboardingEvent>.Refused refused => refused,
        OnboardingCommand.GoLive when state.Phase == OnboardingPhase.Live => Decision<OnboardingEvent>.Unchanged,
        OnboardingCommand.Cancel when state.Phase == OnboardingPhase.Cancelled => Decision<OnboardingEvent>.Unchanged,
        _ when DecideActive(state, command, now) is Decision<OnboardingEvent>.Accepted { Events.IsEmpty: true } =>
            Decision<OnboardingEvent>.Unchanged,
        _ => Refuse(
            RefusalReason.StateConflict,
            $"The onboarding of {state.Start.Title} is {state.Phase.ToString().ToLowerInvariant()} and takes no more changes."),
    };

    private static Decision<OnboardingEvent> DecideComplete(
        OnboardingState state, OnboardingCommand.CompleteTask command, DateTimeOffset now) =>
        state.Task(command.Key)?.Phase switch
        {
            null => NoSuch("task", command.Key, state.Tasks.Select(task => task.Key)),
            TaskPhase.Completed => Decision<OnboardingEvent>.Unchanged,
            TaskPhase.Skipped => Refuse(RefusalReason.StateConflict, $"Task {command.Key} was skipped and cannot be completed."),
            // An input that is refused after its check was good holds up the work that was opened by it.
            TaskPhase.Locked or TaskPhase.Open when OnboardingGates.OfTask(state, command.Key) is { IsEmpty: false } waits =>
                Decision<OnboardingEvent>.Refuse(
                    RefusalReason.TaskLocked,
                    $"Task {command.Key} cannot be completed yet: it waits for {string.Join(", ", waits)}.",
                    waits),
            TaskPhase.Locked or TaskPhase.Open => Of(new OnboardingEvent.TaskCompleted(command.Key, command.By, now)),
            _ => throw new UnreachableException(),
        };

    private static Decision<OnboardingEvent> DecideSkip(
        OnboardingState state, OnboardingCommand.SkipTask command, DateTimeOffset now) =>
        state.Task(command.Key)?.Phase switch
        {
            null => NoSuch("task", command.Key, state.Tasks.Select(task => task.Key)),
            TaskPhase.Skipped => Decision<OnboardingEvent>.Unchanged,
            TaskPhase.Completed => Refuse(RefusalReason.StateConflict, $"Task {command.Key} is completed and cannot be skipped."),
            _ when string.IsNullOrWhiteSpace(command.Reason) =>
                Refuse(RefusalReason.InvalidField, $"Task {command.Key} is skipped only for a stated reason; say why."),
            _ => Of(new OnboardingEvent.TaskSkipped(command.Key, command.By, command.Reason, now)),
        };

    private static Decision<OnboardingEvent> DecideAssignTask(OnboardingState state, OnboardingCommand.AssignTask command) =>
        state.Task(command.Key) switch
        {
            null => NoSuch("task", command.Key, state.Tasks.Select(task => task.Key)),
            { } task when task.Owner == command.Owner => Decision<OnboardingEvent>.Unchanged,
            _ when !MailAddress.IsOne(command.Owner) => Unowned($"task {command.Key}"),
            { Phase: TaskPhase.Completed or TaskPhase.Skipped } =>
                Refuse(RefusalReason.StateConflict, $"Task {command.Key} is closed and keeps its owner."),
            _ => Of(new OnboardingEvent.TaskAssigned(command.Key, command.Owner)),
        };

    private static Decision<OnboardingEvent> DecideAssignRole(OnboardingState state, OnboardingCommand.AssignRole command) =>
        state.Owners.GetValueOrDefault(command.Role) switch
        {
            null when !OnboardingViews.AudienceOf(state.Plan).Contains(command.Role)
                && state.MessageGaps.All(gap => gap.Role != command.Role) =>
                NoSuch("role", command.Role, state.Owners.Keys),
            _ when !MailAddress.IsOne(command.Owner) => Unowned($"role {command.Role}"),
            // Nobody held it, so nothing but messages goes over.
            null => Of(new OnboardingEvent.RoleAssigned(command.Role, "", command.Owner)),
            { } before when before == command.Owner => Decision<OnboardingEvent>.Unchanged,
            { } before => Of(new OnboardingEvent.RoleAssigned(command.Role, before, command.Owner)),
        };

    // Only facts that some milestone asks for are kept: everything else about an account is in the account.
    private static Decision<OnboardingEvent> DecideFacts(OnboardingState state, FieldMap facts)
    {
        FieldMap news = OnboardingViews.News(state.Plan, state.Facts, facts);
        return news.Count == 0 ? Decision<OnboardingEvent>.Unchanged : Of(new OnboardingEvent.FactsObserved(news));
    }

    private static Decision<OnboardingEvent> DecideConfirm(
        OnboardingState state, OnboardingCommand.ConfirmMilestone command, DateTimeOffset now)
    {
        MilestoneDefinition? definition = state.Plan.Milestones.FirstOrDefault(milestone => milestone.Key == command.Key);
        if (definition is null)
        {
            return NoSuch("milestone", command.Key, state.Milestones.Select(milestone => milestone.Key));
        }

        if (state.Milestone(command.Key)!.AchievedOn is not null)
        {
            return Decision<OnboardingEvent>.Unchanged;
        }

        if (definition.ConfirmedBy is null)
        {
            return Refuse(
                RefusalReason.StateConflict,
                $"Milestone {command.Key} is proved by the account's fields alone and takes no confirmation.");
        }

        if (command.On > state.Start.Calendar.DayOf(now) || string.IsNullOrWhiteSpace(command.By)
            || string.IsNullOrWhiteSpace(command.Evidence))
        {
            return Refuse(
                RefusalReason.InvalidField,
                $"Milestone {command.Key} is confirmed by a named person with evidence, for a day that is not in the future.");
        }

        return Of(new OnboardingEvent.MilestoneAchieved(
            command.Key, command.On, $"confirmed by {command.By}: {command.Evidence}"));
    }

    private static Decision<OnboardingEvent> DecideInput(
        OnboardingState state, string key, InputPhase to, string words, DateTimeOffset now)
    {
        if (state.Input(key) is not { } input)
        {
            return NoSuch("input", key, state.Inputs.Select(known => known.Key));
        }

        return (input.Phase, to) switch
        {
            (InputPhase.Verified, InputPhase.Verified) => Decision<OnboardingEvent>.Unchanged,
            (InputPhase.Received, InputPhase.Received) when input.Content == words => Decision<OnboardingEvent>.Unchanged,
            (InputPhase.Refused, InputPhase.Refused) when input.RefusedBecause == words => Decision<OnboardingEvent>.Unchanged,
            (_, not InputPhase.Verified) when string.IsNullOrWhiteSpace(words) =>
                Refuse(RefusalReason.InvalidField, $"Input {key} needs what was given, or why it is refused."),
            (InputPhase.Verified, InputPhase.Received) =>
                Refuse(RefusalReason.StateConflict, $"Input {key} is verified; refuse it first to take it in anew."),
            (_, InputPhase.Received) => Of(new OnboardingEvent.InputReceived(key, words, now)),
            (InputPhase.Received, InputPhase.Verified) => Of(new OnboardingEvent.InputVerified(key, now)),
            (InputPhase.Received or InputPhase.Verified, InputPhase.Refused) =>
                Of(new OnboardingEvent.InputRefused(key, words, now)),
            _ => Refuse(
                RefusalReason.StateConflict,
                $"Input {key} is {input.Phase.ToString().ToLowerInvariant()}; it must be received first."),
        };
    }

    private static Decision<OnboardingEvent> DecideBlocker(
        OnboardingState state, OnboardingCommand.RaiseBlocker command, DateTimeOffset now)
    {
        string owner = command.Owner ?? OnboardingViews.OwnerOf(state, command.Kind);
        if (!MailAddress.IsOne(owner))
        {
            return Unowned("the blocker");
        }

        return string.IsNullOrWhiteSpace(command.Description)
            ? Refuse(RefusalReason.InvalidField, "A blocker needs a description; say what holds the onboarding up.")
            : Of(new OnboardingEvent.BlockerRaised(
                $"b{state.Blockers.Length + 1}", command.Kind, command.Description, owner, now,
                command.Severity));
    }

    private static Decision<OnboardingEvent> DecideSeverity(
        OnboardingState state, OnboardingCommand.RaiseSeverity command, DateTimeOffset now) =>
        state.Blockers.FirstOrDefault(blocker => blocker.Key == command.Key) switch
        {
            null => NoSuch("blocker", command.Key, state.Blockers.Select(blocker => blocker.Key)),
            { } blocker when blocker.Severity >= command.Severity => Decision<OnboardingEvent>.Unchanged,
            { ResolvedAt: not null } =>
                Refuse(RefusalReason.StateConflict, $"Blocker {command.Key} is resolved; raise a new one."),
            _ => Of(new OnboardingEvent.BlockerSeverityRaised(command.Key, command.Severity, now)),
        };

    private static Decision<OnboardingEvent> DecideResolve(OnboardingState state, string key, DateTimeOffset now) =>
        state.Blockers.FirstOrDefault(blocker => blocker.Key == key) switch
        {
            null => NoSuch("blocker", key, state.Blockers.Select(blocker => blocker.Key)),
            { ResolvedAt: not null } => Decision<OnboardingEvent>.Unchanged,
            _ => Of(new OnboardingEvent.BlockerResolved(key, now)),
        };

    private static Decision<OnboardingEvent> DecideAcknowledge(
        OnboardingState state, OnboardingCommand.AcknowledgeEscalation command) =>
        state.Escalations.LastOrDefault(escalation => escalation.Cause == command.Cause)?.Phase switch
        {
            null => NoSuch("escalation", command.Cause, state.Escalations.Select(escalation => escalation.Cause)),
            EscalationPhase.Raised => Of(new OnboardingEvent.EscalationAcknowledged(command.Cause, command.By)),
            _ => Decision<OnboardingEvent>.Unchanged,
        };

    private static Decision<OnboardingEvent> DecideGoLive(OnboardingState state)
    {
        // With nothing open it would be live already: the last thing that closes takes it there.
        ImmutableArray<string> open = OnboardingGates.OfGoLive(state);
        return Decision<OnboardingEvent>.Refuse(
            RefusalReason.GateOpen, $"{state.Start.Title} cannot go live: {string.Join("; ", open)}.", open);
    }

    private static Decision<OnboardingEvent> Of(OnboardingEvent @event) => Decision<OnboardingEvent>.Of(@event);

    private static Decision<OnboardingEvent> Refuse(RefusalReason reason, string message) =>
        Decision<OnboardingEvent>.Refuse(reason, message);

    private static Decision<OnboardingEvent> Unowned(string what) =>
        Refuse(RefusalReason.OwnerRequired, $"A named person must own {what}; give a mail address.");

    private static Decision<OnboardingEvent> NoSuch(string what, string key, IEnumerable<string> known) => Refuse(
        RefusalReason.NotFound, $"The onboarding has no {what} '{key}'; it has {string.Join(", ", known.DefaultIfEmpty("none"))}.");
}
