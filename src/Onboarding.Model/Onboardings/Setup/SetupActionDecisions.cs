using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Model.Journal;

namespace Onboarding.Model.Onboardings.Setup;

/// <summary>
/// What a command to a set-up action leads to. What becomes of an earlier request changes nothing, because another one
/// has taken its place, unless it is done: then it is done, under whichever request.
/// </summary>
internal static class SetupActionDecisions
{
    public static Decision<OnboardingEvent> Decide(
        OnboardingState state, OnboardingCommand.SetupActionCommand command, DateTimeOffset now)
    {
        if (state.SetupAction(command.Key) is not { } action)
        {
            string known = string.Join(", ", state.SetupActions.Select(one => one.Key).DefaultIfEmpty("none"));
            return Refuse(
                RefusalReason.NotFound, $"The onboarding has no set-up action '{command.Key}'; it has {known}.");
        }

        if (command is not OnboardingCommand.ConfirmSetupAction && command.Request is { } request
            && request != action.Request)
        {
            return Decision<OnboardingEvent>.Unchanged;
        }

        return command switch
        {
            OnboardingCommand.AcceptSetupAction => action.Phase == SetupActionPhase.Requested
                ? Of(new OnboardingEvent.SetupActionAccepted(action.Key, now))
                : Decision<OnboardingEvent>.Unchanged,
            OnboardingCommand.HandOverSetupAction => action.Phase == SetupActionPhase.Requested
                ? Of(new OnboardingEvent.SetupActionHandedOver(action.Key, now))
                : Decision<OnboardingEvent>.Unchanged,
            OnboardingCommand.ConfirmSetupAction confirm => Confirm(state, action, confirm, now),
            OnboardingCommand.FailSetupAction fail => Fail(state, action, fail, now),
            OnboardingCommand.SkipSetupAction skip => Skip(action, skip, now),
            OnboardingCommand.RetrySetupAction retry => Retry(state, action, retry, now),
            _ => throw new UnreachableException(),
        };
    }

    private static Decision<OnboardingEvent> Confirm(
        OnboardingState state, SetupActionState action, OnboardingCommand.ConfirmSetupAction command,
        DateTimeOffset now) => action.Phase switch
    {
        _ when string.IsNullOrWhiteSpace(command.Reference) => Refuse(
            RefusalReason.InvalidField,
            $"Set-up action {action.Key} is confirmed with what the system calls it, such as a ticket number."),
        SetupActionPhase.Waiting => Waits(state, action),
        SetupActionPhase.Confirmed when action.Reference == command.Reference => Decision<OnboardingEvent>.Unchanged,
        SetupActionPhase.Confirmed => Refuse(
            RefusalReason.StateConflict, $"Set-up action {action.Key} is confirmed as {action.Reference} already."),
        SetupActionPhase.Skipped => Skipped(action),
        _ => Of(new OnboardingEvent.SetupActionConfirmed(
            action.Key, action.Request, command.Reference, command.By, now)),
    };

    private static Decision<OnboardingEvent> Fail(
        OnboardingState state, SetupActionState action, OnboardingCommand.FailSetupAction command,
        DateTimeOffset now) => action.Phase switch
    {
        _ when string.IsNullOrWhiteSpace(command.Reason) => Refuse(
            RefusalReason.InvalidField, $"Set-up action {action.Key} fails only for a stated reason; say why."),
        SetupActionPhase.Waiting => Waits(state, action),
        SetupActionPhase.Confirmed => Refuse(
            RefusalReason.StateConflict,
            $"Set-up action {action.Key} is confirmed as {action.Reference} and cannot fail any more."),
        SetupActionPhase.Skipped => Skipped(action),
        SetupActionPhase.Failed when action.Reason == command.Reason => Decision<OnboardingEvent>.Unchanged,
        _ => Of(new OnboardingEvent.SetupActionFailed(action.Key, action.Request, command.Reason, command.By, now)),
    };

    private static Decision<OnboardingEvent> Skip(
        SetupActionState action, OnboardingCommand.SkipSetupAction command, DateTimeOffset now) => action.Phase switch
    {
        SetupActionPhase.Skipped => Decision<OnboardingEvent>.Unchanged,
        SetupActionPhase.Confirmed => Refuse(
            RefusalReason.StateConflict,
            $"Set-up action {action.Key} is confirmed as {action.Reference} and cannot be put aside."),
        _ when string.IsNullOrWhiteSpace(command.Reason) => Refuse(
            RefusalReason.InvalidField, $"Set-up action {action.Key} is put aside only for a stated reason; say why."),
        _ => Of(new OnboardingEvent.SetupActionSkipped(action.Key, action.Request, command.By, command.Reason, now)),
    };

    // Asking again is for what failed, and for what was left to be done by hand before the system had an address.
    private static Decision<OnboardingEvent> Retry(
        OnboardingState state, SetupActionState action, OnboardingCommand.RetrySetupAction command,
        DateTimeOffset now) => action.Phase switch
    {
        SetupActionPhase.Waiting => Waits(state, action),
        SetupActionPhase.Requested or SetupActionPhase.Accepted => Decision<OnboardingEvent>.Unchanged,
        SetupActionPhase.Confirmed => Refuse(
            RefusalReason.StateConflict,
            $"Set-up action {action.Key} is confirmed as {action.Reference}; it is not asked for again."),
        SetupActionPhase.Skipped => Skipped(action),
        _ => Of(SetupActionRules.RequestOf(state, action, now) with { By = command.By }),
    };

    private static Decision<OnboardingEvent> Waits(OnboardingState state, SetupActionState action)
    {
        ImmutableArray<string> waits = OnboardingGates.OfSetupAction(state, action.Key);
        return Decision<OnboardingEvent>.Refuse(
            RefusalReason.StateConflict,
            $"Set-up action {action.Key} was not asked for yet: it waits for {string.Join(", ", waits)}.",
            waits);
    }

    private static Decision<OnboardingEvent> Skipped(SetupActionState action) => Refuse(
        RefusalReason.StateConflict, $"Set-up action {action.Key} was put aside by {action.ClosedBy}: {action.Reason}");

    private static Decision<OnboardingEvent> Of(OnboardingEvent @event) => Decision<OnboardingEvent>.Of(@event);

    private static Decision<OnboardingEvent> Refuse(RefusalReason reason, string message) =>
        Decision<OnboardingEvent>.Refuse(reason, message);
}
