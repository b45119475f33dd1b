using System.Collections.Immutable;

using Onboarding.Model.Ids;

namespace Onboarding.Model.Playbooks;

/// <summary>A playbook with its revisions, oldest first; never empty.</summary>
public sealed record PlaybookState
{
    public required PlaybookId Id { get; init; }

    public required ImmutableArray<PlaybookRevision> Revisions { get; init; }

    /// <summary>The newest revision: the one that new onboardings start with.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public PlaybookRevision Newest => Revisions[^1];
}
