using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rows;

/// <summary>Who writes or reads, and what that user may see.</summary>
internal sealed record Actor(string UserId, FieldAccess Access)
{
    /// <summary>True when alerting duplicate rules are waved through ("REST API, Duplicate Rule Header").</summary>
    public bool SavesDuplicates { get; init; }

    /// <summary>When set, what is written becomes visible only then, with the stamp of now.</summary>
    public DateTimeOffset? CommitsAt { get; init; }
}
