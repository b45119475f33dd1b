namespace Onboarding.Hub.Api.Callers;

/// <summary>What a caller may do; each role includes the ones before it.</summary>
public enum CallerRole
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Also changes accounts, handoffs, playbooks and onboardings.</summary>
    Member,

    /// <summary>Also sets up workspaces and runs connections.</summary>
    Operator,
}
