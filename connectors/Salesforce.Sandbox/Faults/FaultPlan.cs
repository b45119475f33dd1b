namespace Onboarding.Connectors.Salesforce.Sandbox.Faults;

/// <summary>
/// Draws the faults from the seed, the number of the call and, where a call has rows, the number of the row.
/// </summary>
internal sealed class FaultPlan(SalesforceFaults faults)
{
    private static readonly SalesforceFault[] OfCalls =
    [
        SalesforceFault.DroppedBefore, SalesforceFault.EdgeThrottled, SalesforceFault.Unavailable,
        SalesforceFault.ServerError,
        SalesforceFault.SessionLost, SalesforceFault.OrgThrottled, SalesforceFault.DroppedAfter,
        SalesforceFault.TornBody,
    ];

    private static readonly SalesforceFault[] OfSignIns =
        [SalesforceFault.DroppedBefore, SalesforceFault.EdgeThrottled, SalesforceFault.Unavailable,
            SalesforceFault.DroppedAfter];

    // Sign-ins are numbered by themselves; this keeps their draws apart from those of the calls.
    private const long SignInSalt = 1L << 40;

    private readonly Queue<SalesforceFault> _next = [];

    /// <summary>Makes the next call meet that fault, whatever the shares say. Several calls queue up.</summary>
    public void Next(SalesforceFault fault) => _next.Enqueue(fault);

    /// <summary>The fault of a call, or null; a fault asked for by name goes first.</summary>
    public SalesforceFault? OfCall(long call) => _next.TryDequeue(out var asked) ? asked : Drawn(OfCalls, call);

    public SalesforceFault? OfSignIn(long signIn) => Drawn(OfSignIns, signIn + SignInSalt);

    public bool Strikes(SalesforceFault fault, long call, long row = 0)
    {
        var share = faults.Share(fault);
        return share > 0 && Draw(fault, call, row) < share;
    }

    public int ShortenedPage(long call, int size) => 1 + (int)(Draw(SalesforceFault.ShortPage, call, 1) * (size - 1));

    /// <summary>How long the n-th edit of the world stays uncommitted.</summary>
    public TimeSpan? CommitDelay(long edit) => Strikes(SalesforceFault.LateCommit, edit)
        ? TimeSpan.FromSeconds(
            1 + Math.Floor(Draw(SalesforceFault.LateCommit, edit, 1) * (faults.LateCommitMax.TotalSeconds - 1)))
        : null;

    private SalesforceFault? Drawn(SalesforceFault[] kinds, long call)
    {
        foreach (var kind in kinds)
        {
            if (Strikes(kind, call))
            {
                return kind;
            }
        }

        return null;
    }

    private double Draw(SalesforceFault fault, long call, long row)
    {
        var mixed = Mix(Mix(Mix((ulong)faults.Seed) ^ (ulong)fault) ^ (ulong)call) ^ (ulong)row;
        return (Mix(mixed) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>The finalizer of SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
