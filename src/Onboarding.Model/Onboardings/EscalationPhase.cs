namespace Onboarding.Model.Onboardings;

/// <summary>Lifecycle of an escalation.</summary>
public enum EscalationPhase
{
    /// <summary>Somebody was told and has not answered.</summary>
    Raised,

    /// <summary>Somebody has taken it.</summary>
    Acknowledged,

    /// <summary>Its cause is gone.</summary>
    Resolved,
}
