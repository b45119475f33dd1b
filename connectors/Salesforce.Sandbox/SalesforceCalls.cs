using System.Collections.Immutable;

namespace Onboarding.Connectors.Salesforce.Sandbox;

/// <summary>Counts the calls and remembers the latest of them. Safe for use by several threads.</summary>
public sealed class SalesforceCalls
{
    private const int LogLengthMax = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<SalesforceCall> _log = [];
    private readonly Dictionary<SalesforceCallKind, int> _byKind = [];
    private int _charged;
    private long _received;
    private long _signIns;
    private long _faulty;

    /// <summary>A call has arrived and is not answered yet; called on the thread that will answer it.</summary>
    public event EventHandler? Arrived;

    internal SalesforceCalls()
    {
    }

    /// <summary>
    /// Calls charged to the daily allocation: a composite once, sign-ins and refused calls not at all.
    /// </summary>
    public int Total => Read(() => _charged);

    /// <summary>Every call that arrived, charged or not, without sign-ins.</summary>
    public long Received => Read(() => _received);

    /// <summary>Calls that were answered badly on purpose.</summary>
    public long Faulty => Read(() => _faulty);

    /// <summary>Requests for tokens.</summary>
    public long SignIns => Read(() => _signIns);

    /// <summary>Charged calls by kind; a kind that was never called is absent.</summary>
    public ImmutableDictionary<SalesforceCallKind, int> ByKind => Read(() => _byKind.ToImmutableDictionary());

    /// <summary>The latest calls, oldest first, at most 10,000.</summary>
    public ImmutableArray<SalesforceCall> Log => Read(() => _log.ToImmutableArray());

    /// <summary>Charged calls of one kind.</summary>
    public int Of(SalesforceCallKind kind) => Read(() => _byKind.GetValueOrDefault(kind));

    /// <summary>
    /// Sets all counts to zero and empties the log. The numbering of calls goes on, and so does the fault plan.
    /// </summary>
    public void Reset()
    {
        lock (_gate)
        {
            _charged = 0;
            _byKind.Clear();
            _log.Clear();
        }
    }

    internal long NextNumber(SalesforceCallKind kind)
    {
        long number;
        lock (_gate)
        {
            number = kind == SalesforceCallKind.SignIn ? ++_signIns : ++_received;
        }

        Arrived?.Invoke(this, EventArgs.Empty);
        return number;
    }

    internal void Charge(SalesforceCallKind kind)
    {
        lock (_gate)
        {
            _charged++;
            _byKind[kind] = _byKind.GetValueOrDefault(kind) + 1;
        }
    }

    internal void Note(SalesforceCall call)
    {
        lock (_gate)
        {
            if (_log.Count == LogLengthMax)
            {
                _log.Dequeue();
            }

            _log.Enqueue(call);
            _faulty += call.Fault is null ? 0 : 1;
        }
    }

    private T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
