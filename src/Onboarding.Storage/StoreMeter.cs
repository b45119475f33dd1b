using System.Diagnostics.Metrics;

namespace Onboarding.Storage;

/// <summary>
/// Counts what a database is asked, as metrics and as plain figures that a benchmark can read. A round trip is one
/// exchange with PostgreSQL; on SQLite it is one turn at a connection.
/// </summary>
public sealed class StoreMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Onboarding.Storage";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _roundTripCounter;
    private readonly Counter<long> _commitCounter;
    private long _roundTrips;
    private long _commits;

    public StoreMeter()
    {
        _roundTripCounter =
            _meter.CreateCounter<long>("hub.store.round_trips", "{round trip}", "Exchanges with the database.");
        _commitCounter =
            _meter.CreateCounter<long>("hub.store.commits", "{commit}", "Transactions that stored something.");
    }

    /// <summary>
    /// Exchanges with the database since it was opened, reads and writes, those that failed included.
    /// </summary>
    public long RoundTrips => Volatile.Read(ref _roundTrips);

    /// <summary>
    /// Write sets and other writes that were stored since it was opened. SQLite may have made several of them durable
    /// with one write to disk.
    /// </summary>
    public long Commits => Volatile.Read(ref _commits);

    public void Dispose() => _meter.Dispose();

    internal void WentThere()
    {
        Interlocked.Increment(ref _roundTrips);
        _roundTripCounter.Add(1);
    }

    internal void Committed()
    {
        Interlocked.Increment(ref _commits);
        _commitCounter.Add(1);
    }
}
