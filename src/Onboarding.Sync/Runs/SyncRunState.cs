namespace Onboarding.Sync.Runs;

/// <summary>Where a sync run stands.</summary>
public enum SyncRunState
{
    Running,
    Succeeded,

    /// <summary>
    /// Ended early from its last checkpoint; what it had done is kept, and the next run goes on from there.
    /// </summary>
    Failed,

    /// <summary>Stopped because somebody asked for it, or because the process ended.</summary>
    Cancelled,
}
