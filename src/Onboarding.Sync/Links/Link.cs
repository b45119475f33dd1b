using Onboarding.Model.Fields;
using Onboarding.Model.Ids;

namespace Onboarding.Sync.Links;

/// <summary>
/// That a resource of the hub and a record of a platform are one, and what both sides last agreed on.
/// </summary>
public sealed record Link
{
    public required ConnectionId Connection { get; init; }

    /// <summary>Name of the stream of the connection.</summary>
    public required string Stream { get; init; }

    /// <summary>Key of the resource in the hub: an id, or "{onboarding}/{task}" for what lives inside one.</summary>
    public required string ResourceKey { get; init; }

    /// <summary>
    /// Id of the record on the platform; null while <see cref="LinkState.Intended"/>. Unique in the stream.
    /// </summary>
    public required string? ExternalId { get; init; }

    public required LinkState State { get; init; }

    /// <summary>Per canonical field the last value that both sides held.</summary>
    public required FieldMap Base { get; init; }

    /// <summary>
    /// Per canonical field that the hub writes, the value that was found in place of the hub's. Found a second time, after
    /// the hub's was written again, it is the platform's own form of it (trimmed, rounded, cut off) and left alone.
    /// </summary>
    public FieldMap Altered { get; init; } = FieldMap.None;

    /// <summary>
    /// Whether the record must be compared with the hub's wish at the next push, though no event asks for it.
    /// </summary>
    public bool Dirty { get; init; }

    /// <summary>When the platform says it last changed the record; null when it was never read.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    public LinkKey Key => new(Connection, Stream, ResourceKey);
}
