using System.Collections.Immutable;

using Onboarding.Model.Journal;

namespace Onboarding.Sync.Journal;

/// <summary>New events of one aggregate with the state they lead to.</summary>
public sealed record StreamWrite
{
    public required StreamId Stream { get; init; }

    /// <summary>Version that the events were decided on; 0 for an aggregate that does not exist yet.</summary>
    public required int ExpectedVersion { get; init; }

    /// <summary>Versions follow on from <see cref="ExpectedVersion"/> without a gap; never empty.</summary>
    public required ImmutableArray<PendingEvent> Events { get; init; }

    /// <summary>The first line of the state after the last event, as its kind writes it.</summary>
    public required string State { get; init; }

    /// <summary>The second line, which is the same for many aggregates and is kept once; null where there is none.</summary>
    public string? Steady { get; init; }

    public required AggregateIndex Index { get; init; }

    /// <summary>When the passing of time next changes the aggregate; null takes its timer away.</summary>
    public required DateTimeOffset? NextDue { get; init; }

    /// <summary>What its timer needs besides time, within the workspace; null for nothing.</summary>
    public string? Lane { get; init; }
}
