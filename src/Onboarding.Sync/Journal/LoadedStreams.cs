using System.Collections.Immutable;

using Onboarding.Model.Journal;

namespace Onboarding.Sync.Journal;

/// <summary>What one round trip read: the aggregates that exist, and the earlier call of the same request id if there was one.</summary>
public sealed record LoadedStreams(ImmutableArray<StoredAggregate> Aggregates, RequestStamp? EarlierRequest);
