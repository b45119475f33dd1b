using Onboarding.Model.Ids;
using Onboarding.Model.Journal;

namespace Onboarding.Sync.Journal;

/// <summary>
/// The journal with the states it leads to. Every member is one round trip, may be called from several threads at
/// once, and leaves nothing half-done when cancelled.
/// </summary>
public interface IJournalStore
{
    /// <summary>
    /// The aggregates of these streams that exist and are not as they are known, in any order, and the call stamped with
    /// the request id.
    /// </summary>
    Task<LoadedStreams> LoadNewsAsync(
        WorkspaceId workspace, IReadOnlyCollection<KnownStream> streams, string? requestId, CancellationToken cancellationToken);

    /// <summary>Writes all of the set in one transaction, or nothing.</summary>
    Task<CommitOutcome> CommitAsync(WriteSet writes, CancellationToken cancellationToken);

    /// <summary>
    /// Events after a position, oldest first, at most <paramref name="max"/>, of one workspace. Never one behind which
    /// an earlier position may still become visible.
    /// </summary>
    Task<IReadOnlyList<JournalEvent>> ReadAsync(
        WorkspaceId workspace, long after, int max, CancellationToken cancellationToken);

    /// <summary>The events of one stream after a version, oldest first, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<JournalEvent>> ReadStreamAsync(
        WorkspaceId workspace, StreamId stream, int afterVersion, int max, CancellationToken cancellationToken);

    /// <summary>Aggregates of a kind whose parent is one of these, hidden ones included.</summary>
    Task<IReadOnlyList<StoredAggregate>> ChildrenAsync(
        WorkspaceId workspace, string kind, IReadOnlyCollection<string> parents, CancellationToken cancellationToken);

    /// <summary>How far a follower has come; 0 when it has not begun.</summary>
    Task<long> FollowerPositionAsync(WorkspaceId workspace, string follower, CancellationToken cancellationToken);

    /// <summary>Every workspace, in ordinal order.</summary>
    Task<IReadOnlyList<WorkspaceId>> WorkspacesAsync(CancellationToken cancellationToken);
}
