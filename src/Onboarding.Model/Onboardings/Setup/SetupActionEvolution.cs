using System.Diagnostics;

namespace Onboarding.Model.Onboardings.Setup;

/// <summary>The state of a set-up action after an event.</summary>
internal static class SetupActionEvolution
{
    public static OnboardingState Evolve(OnboardingState state, OnboardingEvent.SetupActionEvent happened) =>
        state with
        {
            SetupActions = [.. state.SetupActions.Select(
                action => action.Key == happened.Key ? After(action, happened) : action)],
        };

    private static SetupActionState After(SetupActionState action, OnboardingEvent.SetupActionEvent happened) =>
        happened switch
        {
            OnboardingEvent.SetupActionRequested requested => action with
            {
                Phase = SetupActionPhase.Requested,
                Request = requested.Request,
                RequestedAt = requested.At,
                ConfirmBy = requested.ConfirmBy,
                Overdue = false,
                Reason = null,
                ClosedBy = null,
                ClosedAt = null,
            },
            OnboardingEvent.SetupActionAccepted => action with { Phase = SetupActionPhase.Accepted },
            OnboardingEvent.SetupActionHandedOver => action with { Phase = SetupActionPhase.ByHand },
            OnboardingEvent.SetupActionConfirmed confirmed => action with
            {
                Phase = SetupActionPhase.Confirmed,
                Reference = confirmed.Reference,
                Reason = null,
                ClosedBy = confirmed.By,
                ClosedAt = confirmed.At,
            },
            OnboardingEvent.SetupActionFailed failed => action with
            {
                Phase = SetupActionPhase.Failed,
                Reason = failed.Reason,
                ClosedBy = failed.By,
                ClosedAt = failed.At,
            },
            OnboardingEvent.SetupActionSkipped skipped => action with
            {
                Phase = SetupActionPhase.Skipped,
                Reason = skipped.Reason,
                ClosedBy = skipped.By,
                ClosedAt = skipped.At,
            },
            OnboardingEvent.SetupActionOverdue => action with { Overdue = true },
            _ => throw new UnreachableException(),
        };
}
