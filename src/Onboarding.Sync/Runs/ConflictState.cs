namespace Onboarding.Sync.Runs;

/// <summary>Where a conflict stands.</summary>
public enum ConflictState
{
    /// <summary>The policy asks a person, and nobody has answered yet; the hub keeps its value.</summary>
    Open,

    /// <summary>Decided by policy or by a person; kept as history.</summary>
    Resolved,
}
