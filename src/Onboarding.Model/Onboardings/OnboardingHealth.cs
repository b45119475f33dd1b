namespace Onboarding.Model.Onboardings;

/// <summary>How an active onboarding stands against its plan.</summary>
public enum OnboardingHealth
{
    OnTrack,

    /// <summary>A task, milestone or stage is past its day.</summary>
    Behind,

    /// <summary>It has been in one stage, or past the last one and not live, for longer than the playbook's limit.</summary>
    Stalled,

    /// <summary>In time so far, and an alert says that it may not stay so.</summary>
    AtRisk,
}
