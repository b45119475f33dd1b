namespace Onboarding.Model.NextActions;

/// <summary>Why now; where several hold, the first of this order.</summary>
public enum ActionReason
{
    EscalationRaised,
    BlockerOpen,

    /// <summary>A set-up action failed, and nothing more happens to it by itself.</summary>
    SetupActionFailed,

    /// <summary>Its day is past.</summary>
    Overdue,

    /// <summary>A milestone whose target day is near.</summary>
    MilestoneAtRisk,

    /// <summary>It was handed in and waits to be looked at.</summary>
    InputReceived,

    /// <summary>It was asked for, or refused, and is not there.</summary>
    InputMissing,

    /// <summary>Other work waits for it.</summary>
    WorkWaits,

    /// <summary>A stage cannot be passed without it.</summary>
    StageWaits,

    /// <summary>The customer cannot go live without it.</summary>
    GoLiveWaits,
    KickoffOpen,

    /// <summary>A message was made and nobody is known who could get it.</summary>
    RecipientUnknown,

    /// <summary>A set-up action was asked for and is not confirmed.</summary>
    SetupActionOpen,

    /// <summary>It waits for what will never happen by itself.</summary>
    Deadlock,
    HandoffIncomplete,
    StartRefused,
}
