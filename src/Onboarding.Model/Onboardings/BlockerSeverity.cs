namespace Onboarding.Model.Onboardings;

/// <summary>How badly a blocker holds an onboarding up, least first.</summary>
public enum BlockerSeverity
{
    Low = -1,

    /// <summary>What the blockers of earlier builds have, whose states say nothing of it.</summary>
    Medium = 0,
    High = 1,
    Critical = 2,
}
