namespace Onboarding.Model.Onboardings;

/// <summary>Lifecycle of an onboarding.</summary>
public enum OnboardingPhase
{
    Active,

    /// <summary>Set-up, communication and handoff are done and logged; the customer is in business as usual.</summary>
    Live,
    Cancelled,
}
