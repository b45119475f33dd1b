namespace Onboarding.Model.Onboardings;

/// <summary>How badly a blocker holds an onboarding up, least first.</summary>
public enum BlockerSeverity
{
    Low,
    Medium,
    High,
    Critical,
}
