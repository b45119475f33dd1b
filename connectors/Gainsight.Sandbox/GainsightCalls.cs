using System.Collections.Immutable;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Counts every call that reaches the sandbox, the refused and the faulty included. Safe for many threads.
/// </summary>
public sealed class GainsightCalls
{
    /// <summary>The log keeps this many of the newest calls.</summary>
    public const int LogLengthMax = 10_000;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<GainsightCallKind, long> _kinds = [];
    private readonly Queue<GainsightCall> _log = new();
    private long _total;
    private long _throttled;
    private long _faulty;

    /// <summary>A call has arrived and is not answered yet; called on the thread that will answer it.</summary>
    public event EventHandler? Arrived;

    /// <summary>All calls since the start.</summary>
    public long Total => Locked(() => _total);

    /// <summary>Calls that were over a limit and got 429; faults are not counted.</summary>
    public long Throttled => Locked(() => _throttled);

    /// <summary>Calls that were answered badly on purpose.</summary>
    public long Faulty => Locked(() => _faulty);

    /// <summary>Calls of one kind since the start.</summary>
    public long this[GainsightCallKind kind] => Locked(() => _kinds.GetValueOrDefault(kind));

    /// <summary>The newest calls, oldest first.</summary>
    public ImmutableArray<GainsightCall> Log => Locked(() => _log.ToImmutableArray());

    internal long Count(GainsightCallKind kind, string method, string path, DateTimeOffset at)
    {
        long number;
        lock (_lock)
        {
            number = ++_total;
            _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
            _log.Enqueue(new(number, kind, method, path, at));
            if (_log.Count > LogLengthMax)
            {
                _log.Dequeue();
            }
        }

        Arrived?.Invoke(this, EventArgs.Empty);
        return number;
    }

    internal void CountFaulty() => Locked(() => ++_faulty);

    internal void CountThrottled() => Locked(() => ++_throttled);

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }
}
