using Onboarding.Model.Journal;

namespace Onboarding.Sync.Journal;

/// <summary>An event about to be journaled: everything but its position, which the database gives.</summary>
public sealed record PendingEvent(int Version, string Type, string Payload, Origin Origin, DateTimeOffset Time, string Hash);
