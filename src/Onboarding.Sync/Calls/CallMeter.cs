using System.Collections.Concurrent;
using System.Collections.Immutable;

using Onboarding.Model.Ids;

namespace Onboarding.Sync.Calls;

/// <summary>Counts the calls made to one connection's platform, sign-in and repeats included. Safe for several threads.</summary>
public sealed class CallMeter(ConnectionId connection, SyncMetrics metrics)
{
    private readonly ConcurrentDictionary<string, int> _byPurpose = new(StringComparer.Ordinal);

    public ConnectionId Connection { get; } = connection;

    /// <summary>Counts up to now, since the meter was made. A run takes one at its start and compares at its end.</summary>
    public CallCounts Counts => new(_byPurpose.ToImmutableSortedDictionary(StringComparer.Ordinal));

    internal void Count(string purpose)
    {
        _byPurpose.AddOrUpdate(purpose, 1, static (_, count) => count + 1);
        metrics.CallMade(Connection, purpose);
    }
}
