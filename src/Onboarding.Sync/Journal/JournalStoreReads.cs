using Onboarding.Model.Ids;
using Onboarding.Model.Journal;

namespace Onboarding.Sync.Journal;

/// <summary>Reading for those who know nothing yet.</summary>
public static class JournalStoreReads
{
    /// <summary>The aggregates of these streams that exist, in any order, and the call stamped with the request id.</summary>
    public static Task<LoadedStreams> LoadAsync(
        this IJournalStore store, WorkspaceId workspace, IReadOnlyCollection<StreamId> streams, string? requestId,
        CancellationToken cancellationToken) =>
        store.LoadNewsAsync(
            workspace, [.. streams.Select(stream => new KnownStream(stream, 0))], requestId, cancellationToken);
}
