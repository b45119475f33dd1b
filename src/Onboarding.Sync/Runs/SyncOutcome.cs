namespace Onboarding.Sync.Runs;

/// <summary>What came of asking for a sync run.</summary>
public abstract record SyncOutcome
{
    private SyncOutcome()
    {
    }

    /// <summary>It ran.</summary>
    /// <param name="Run">The run as it was stored at its end.</param>
    /// <param name="PauseBecause">Why the connection is to be paused and what to do; null when it is not.</param>
    public sealed record Ended(SyncRun Run, string? PauseBecause) : SyncOutcome;

    /// <summary>
    /// The connection is being synced by this process already; what is new will be read by that run or the next.
    /// </summary>
    public sealed record Busy : SyncOutcome;
}
