namespace Onboarding.Sync.Journal;

/// <summary>The timer table: what falls due, when, for which aggregate.</summary>
public interface ITimerStore
{
    /// <summary>
    /// Claims due timers that nobody holds, the longest due first. A claimed timer is not given to anybody else before
    /// its lease ends.
    /// </summary>
    Task<IReadOnlyList<TimerLease>> ClaimAsync(TimerClaim claim, CancellationToken cancellationToken);

    /// <summary>
    /// Ends every lease, so that what a dead process had claimed is due at once. For a process that knows that it is
    /// the only one.
    /// </summary>
    Task ReleaseAsync(CancellationToken cancellationToken);
}
