using Onboarding.Model.Ids;

namespace Onboarding.Sync.Runs;

/// <summary>
/// Reads what sync runs keep; it is written with a <see cref="Journal.WriteSet"/>. Every member is one statement.
/// </summary>
public interface ISyncStore
{
    /// <summary>Saved cursors of a connection, by stream.</summary>
    Task<IReadOnlyDictionary<string, Checkpoint>> CheckpointsAsync(
        WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>Dead letters of a connection in a state, oldest first.</summary>
    Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(
        WorkspaceId workspace, ConnectionId connection, DeadLetterState state, int max, CancellationToken cancellationToken);

    /// <summary>Dead letters by id, in whatever state.</summary>
    Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(
        WorkspaceId workspace, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Dead letters of a connection that failed at or after an instant and are not resolved.</summary>
    Task<int> DeadLettersSinceAsync(
        WorkspaceId workspace, ConnectionId connection, DateTimeOffset since, CancellationToken cancellationToken);

    Task<SyncRun?> RunAsync(WorkspaceId workspace, Guid id, CancellationToken cancellationToken);

    /// <summary>Runs that are marked as running, of every connection: after a restart these were cut off.</summary>
    Task<IReadOnlyList<SyncRun>> RunningAsync(WorkspaceId workspace, CancellationToken cancellationToken);

    /// <summary>
    /// Adds calls made to the platform at an instant, and gives how many there were since another. One statement, so
    /// that every process on the database sees one budget.
    /// </summary>
    Task<int> SpendCallsAsync(
        WorkspaceId workspace, ConnectionId connection, DateTimeOffset at, int calls, DateTimeOffset since,
        CancellationToken cancellationToken);

    /// <summary>
    /// Takes the right to sync a connection, which one run among all processes on the database has at a time. It is
    /// given back by disposing, and by the end of the process, however it ends.
    /// </summary>
    /// <returns>The right; null while another run has it.</returns>
    Task<IAsyncDisposable?> HoldAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);
}
