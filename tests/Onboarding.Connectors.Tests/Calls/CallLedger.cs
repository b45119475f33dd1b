using Onboarding.Model.Ids;
using Onboarding.Sync.Runs;

namespace Onboarding.Connectors.Tests.Calls;

/// <summary>
/// The part of the store that counts calls, in memory and by the second as the databases do. Two budgets on one ledger
/// are two processes.
/// </summary>
internal sealed class CallLedger : ISyncStore
{
    private readonly List<(ConnectionId Connection, long Second, int Calls)> _rows = [];

    /// <summary>Statements that were made.</summary>
    public int Statements { get; private set; }

    public int CallsOf(string connection) => _rows.Where(row => row.Connection.Value == connection).Sum(row => row.Calls);

    public Task<int> SpendCallsAsync(
        WorkspaceId workspace, ConnectionId connection, DateTimeOffset at, int calls, DateTimeOffset since,
        CancellationToken cancellationToken)
    {
        lock (_rows)
        {
            Statements++;
            _rows.Add((connection, at.ToUnixTimeSeconds(), calls));
            return Task.FromResult(_rows
                .Where(row => row.Connection == connection && row.Second >= since.ToUnixTimeSeconds())
                .Sum(row => row.Calls));
        }
    }

    public Task<IReadOnlyDictionary<string, Checkpoint>> CheckpointsAsync(
        WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(
        WorkspaceId workspace, ConnectionId connection, DeadLetterState state, int max, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(
        WorkspaceId workspace, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<int> DeadLettersSinceAsync(
        WorkspaceId workspace, ConnectionId connection, DateTimeOffset since, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<SyncRun?> RunAsync(WorkspaceId workspace, Guid id, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<SyncRun>> RunningAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IAsyncDisposable?> HoldAsync(
        WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
