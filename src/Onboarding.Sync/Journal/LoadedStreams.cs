using System.Collections.Immutable;

using Onboarding.Model.Journal;

namespace Onboarding.Sync.Journal;

/// <summary>What one round trip read.</summary>
/// <param name="Aggregates">The aggregates that exist, without those of <paramref name="Unchanged"/>.</param>
/// <param name="EarlierRequest">The earlier call of the same request id, if there was one.</param>
/// <param name="Unchanged">Streams that still have the version that the caller knows; their states were not read.</param>
public sealed record LoadedStreams(
    ImmutableArray<StoredAggregate> Aggregates, RequestStamp? EarlierRequest, ImmutableArray<StreamId> Unchanged);
