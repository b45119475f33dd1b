using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Tests.Sync;

/// <summary>The real stores, with a step of the kill switch before and after everything that they do.</summary>
internal sealed class MortalStore(HubDatabase hub, KillSwitch kill) : IJournalStore, ILinkStore, ISyncStore
{
    /// <summary>Commits that wrote something.</summary>
    public int Commits { get; set; }

    public Task<LoadedStreams> LoadNewsAsync(
        WorkspaceId workspace, IReadOnlyCollection<KnownStream> streams, string? requestId, CancellationToken cancellationToken) =>
        Do(() => hub.Journal.LoadNewsAsync(workspace, streams, requestId, cancellationToken));

    public Task<CommitOutcome> CommitAsync(WriteSet writes, CancellationToken cancellationToken)
    {
        Commits++;
        return Do(() => hub.Journal.CommitAsync(writes, cancellationToken));
    }

    public Task<IReadOnlyList<JournalEvent>> ReadAsync(
        WorkspaceId workspace, long after, int max, CancellationToken cancellationToken) =>
        Do(() => hub.Journal.ReadAsync(workspace, after, max, cancellationToken));

    public Task<IReadOnlyList<JournalEvent>> ReadStreamAsync(
        WorkspaceId workspace, StreamId stream, int afterVersion, int max, CancellationToken cancellationToken) =>
        Do(() => hub.Journal.ReadStreamAsync(workspace, stream, afterVersion, max, cancellationToken));

    public Task<IReadOnlyList<StoredAggregate>> ChildrenAsync(
        WorkspaceId workspace, string kind, IReadOnlyCollection<string> parents, CancellationToken cancellationToken) =>
        Do(() => hub.Journal.ChildrenAsync(workspace, kind, parents, cancellationToken));

    public Task<long> FollowerPositionAsync(WorkspaceId workspace, string follower, CancellationToken cancellationToken) =>
        Do(() => hub.Journal.FollowerPositionAsync(workspace, follower, cancellationToken));

    public Task<IReadOnlyList<WorkspaceId>> WorkspacesAsync(CancellationToken cancellationToken) =>
        Do(() => hub.Journal.WorkspacesAsync(cancellationToken));

    public Task<IReadOnlyList<Link>> ByExternalIdsAsync(
        WorkspaceId workspace, ConnectionId connection, string stream, IReadOnlyCollection<string> externalIds,
        CancellationToken cancellationToken) =>
        Do(() => hub.Links.ByExternalIdsAsync(workspace, connection, stream, externalIds, cancellationToken));

    public Task<IReadOnlyList<Link>> ByResourcesAsync(
        WorkspaceId workspace, ConnectionId connection, IReadOnlyCollection<string> resourceKeys,
        CancellationToken cancellationToken) =>
        Do(() => hub.Links.ByResourcesAsync(workspace, connection, resourceKeys, cancellationToken));

    public Task<IReadOnlyList<Link>> UnsettledAsync(
        WorkspaceId workspace, ConnectionId connection, string? afterResourceKey, int max, CancellationToken cancellationToken) =>
        Do(() => hub.Links.UnsettledAsync(workspace, connection, afterResourceKey, max, cancellationToken));

    public Task<IAsyncDisposable?> HoldAsync(
        WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken) =>
        hub.Sync.HoldAsync(workspace, connection, cancellationToken);

    public Task<int> LinkedAsync(
        WorkspaceId workspace, ConnectionId connection, string stream, CancellationToken cancellationToken) =>
        Do(() => hub.Links.LinkedAsync(workspace, connection, stream, cancellationToken));

    public Task<IReadOnlyList<Link>> LinkedPageAsync(
        WorkspaceId workspace, ConnectionId connection, string stream, string? afterExternalId, int max,
        CancellationToken cancellationToken) =>
        Do(() => hub.Links.LinkedPageAsync(workspace, connection, stream, afterExternalId, max, cancellationToken));

    public Task<IReadOnlyDictionary<string, Checkpoint>> CheckpointsAsync(
        WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken) =>
        Do(() => hub.Sync.CheckpointsAsync(workspace, connection, cancellationToken));

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(
        WorkspaceId workspace, ConnectionId connection, DeadLetterState state, int max, CancellationToken cancellationToken) =>
        Do(() => hub.Sync.DeadLettersAsync(workspace, connection, state, max, cancellationToken));

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(
        WorkspaceId workspace, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        Do(() => hub.Sync.DeadLettersAsync(workspace, ids, cancellationToken));

    public Task<int> DeadLettersSinceAsync(
        WorkspaceId workspace, ConnectionId connection, DateTimeOffset since, CancellationToken cancellationToken) =>
        Do(() => hub.Sync.DeadLettersSinceAsync(workspace, connection, since, cancellationToken));

    public Task<SyncRun?> RunAsync(WorkspaceId workspace, Guid id, CancellationToken cancellationToken) =>
        Do(() => hub.Sync.RunAsync(workspace, id, cancellationToken));

    public Task<IReadOnlyList<SyncRun>> RunningAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        Do(() => hub.Sync.RunningAsync(workspace, cancellationToken));

    public Task<int> SpendCallsAsync(
        WorkspaceId workspace, ConnectionId connection, DateTimeOffset at, int calls, DateTimeOffset since,
        CancellationToken cancellationToken) =>
        Do(() => hub.Sync.SpendCallsAsync(workspace, connection, at, calls, since, cancellationToken));

    private async Task<T> Do<T>(Func<Task<T>> work)
    {
        kill.Step();
        T result = await work();
        kill.Step();
        return result;
    }
}
