using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub;

/// <summary>A journal that raises the signal after each commit.</summary>
public sealed class SignallingJournal(IJournalStore inner, JournalSignal signal) : IJournalStore
{
    public async Task<CommitOutcome> CommitAsync(WriteSet writes, CancellationToken cancellationToken)
    {
        CommitOutcome outcome = await inner.CommitAsync(writes, cancellationToken);
        if (outcome is CommitOutcome.Committed)
        {
            signal.Raise(writes);
        }

        return outcome;
    }

    public Task<LoadedStreams> LoadNewsAsync(
        WorkspaceId workspace, IReadOnlyCollection<KnownStream> streams, string? requestId,
            CancellationToken cancellationToken) =>
        inner.LoadNewsAsync(workspace, streams, requestId, cancellationToken);

    public Task<IReadOnlyList<JournalEvent>> ReadAsync(
        WorkspaceId workspace, long after, int max, CancellationToken cancellationToken) =>
        inner.ReadAsync(workspace, after, max, cancellationToken);

    public Task<IReadOnlyList<JournalEvent>> ReadStreamAsync(
        WorkspaceId workspace, StreamId stream, int afterVersion, int max, CancellationToken cancellationToken) =>
        inner.ReadStreamAsync(workspace, stream, afterVersion, max, cancellationToken);

    public Task<IReadOnlyList<StoredAggregate>> ChildrenAsync(
        WorkspaceId workspace, string kind, IReadOnlyCollection<string> parents, CancellationToken cancellationToken) =>
        inner.ChildrenAsync(workspace, kind, parents, cancellationToken);

    public Task<long> FollowerPositionAsync(
        WorkspaceId workspace, string follower, CancellationToken cancellationToken) =>
        inner.FollowerPositionAsync(workspace, follower, cancellationToken);

    public Task<IReadOnlyList<WorkspaceId>> WorkspacesAsync(CancellationToken cancellationToken) =>
        inner.WorkspacesAsync(cancellationToken);
}
