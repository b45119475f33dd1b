namespace Onboarding.Sync.Journal;

/// <summary>The timer table: what falls due, when, for which aggregate.</summary>
public interface ITimerStore
{
    /// <summary>
    /// Claims up to <paramref name="max"/> timers of some kinds of aggregates that are due at <paramref name="now"/> and
    /// that nobody holds, the longest due first, for the length of the lease. A claimed timer is not given to anybody else
    /// before its lease ends.
    /// </summary>
    Task<IReadOnlyList<TimerLease>> ClaimAsync(
        IReadOnlyCollection<string> kinds, DateTimeOffset now, int max, TimeSpan lease,
        CancellationToken cancellationToken);

    /// <summary>
    /// Ends every lease, so that what a dead process had claimed is due at once. For a process that knows that it is
    /// the only one.
    /// </summary>
    Task ReleaseAsync(CancellationToken cancellationToken);
}
