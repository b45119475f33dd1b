using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Streams;

/// <summary>One object of a platform, as received.</summary>
public sealed record PlatformRecord
{
    /// <summary>Identity in its stream, in the platform's normal form (18 characters for a Salesforce id).</summary>
    public required string Id { get; init; }

    /// <summary>When the platform says it last changed; null where it does not say.</summary>
    public required DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>
    /// Stream that the record belongs to, where it came with another one: a delete log tells of records of many
    /// streams. Null for a record of the stream that was read.
    /// </summary>
    public string? Stream { get; init; }

    /// <summary>Whether it is a tombstone.</summary>
    public bool Deleted { get; init; }

    /// <summary>Id of the record that it was merged into; null unless it is a tombstone of a merge.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Native fields by name; a field that the platform did not send is absent.</summary>
    public required JsonObject Fields { get; init; }
}
