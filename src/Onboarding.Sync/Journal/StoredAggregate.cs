using Onboarding.Model.Journal;

namespace Onboarding.Sync.Journal;

/// <summary>An aggregate as it was read: its version and its state as its kind writes it.</summary>
public sealed record StoredAggregate(StreamId Stream, int Version, string State);
