using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Tests.Api;

/// <summary>A journal that fails when a test asks for it.</summary>
public sealed class FaultyJournal(IJournalStore inner) : IJournalStore
{
    /// <summary>What every call throws; null lets them through.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Whether every commit loses its race.</summary>
    public bool LosesRaces { get; set; }

    /// <summary>Runs before each commit, and may throw or say what comes of it instead; null lets it be.</summary>
    public Func<WriteSet, Task<CommitOutcome?>>? Instead { get; set; }

    /// <summary>The streams that cannot be read.</summary>
    public Func<WorkspaceId, StreamId, bool> IsUnreadable { get; set; } = (_, _) => false;

    public async Task<CommitOutcome> CommitAsync(WriteSet writes, CancellationToken cancellationToken)
    {
        if (Failure is not null)
        {
            throw Failure;
        }

        return LosesRaces ? new CommitOutcome.Raced()
            : Instead is not null && await Instead(writes) is { } outcome ? outcome
            : await inner.CommitAsync(writes, cancellationToken);
    }

    public Task<LoadedStreams> LoadNewsAsync(
        WorkspaceId workspace, IReadOnlyCollection<KnownStream> streams, string? requestId,
            CancellationToken cancellationToken) =>
        streams.Any(stream => IsUnreadable(workspace, stream.Stream))
            ? throw new StoreException(StoreFailure.Unusable, "A part is missing.")
            : Failure is null ? inner.LoadNewsAsync(workspace, streams, requestId, cancellationToken) : throw Failure;

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
