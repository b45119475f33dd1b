namespace Onboarding.Model.Onboardings;

/// <summary>Lifecycle of an input.</summary>
public enum InputPhase
{
    Requested,
    Received,

    /// <summary>Checked and good; only this opens a gate.</summary>
    Verified,

    /// <summary>Checked and not good; asked for again.</summary>
    Refused,
}
