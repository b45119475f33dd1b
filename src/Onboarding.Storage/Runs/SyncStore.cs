using System.Collections.Immutable;

using Onboarding.Model.Ids;
using Onboarding.Storage.Databases;
using Onboarding.Storage.Journal;
using Onboarding.Sync.Runs;

namespace Onboarding.Storage.Runs;

/// <summary>Reads what sync runs keep, and counts calls, on either database.</summary>
internal sealed class SyncStore(Database database) : ISyncStore
{
    private readonly Statement _checkpoints = new(
        $"select {CheckpointRow.Columns} from checkpoints where workspace = @workspace and connection = @connection");

    private readonly Statement _deadLetters = new(
        $"""
        select {DeadLetterRow.Columns} from dead_letters
        where workspace = @workspace and connection = @connection and state = @state
        order by failed_at, id limit @max
        """);

    private readonly Statement _deadLettersById = new(
        $"select {DeadLetterRow.Columns} from dead_letters where workspace = @workspace and {database.IsIn("id", "ids")}");

    private readonly Statement _deadLettersSince = new(
        """
        select count(*) as Value from dead_letters
        where workspace = @workspace and connection = @connection and state in ('open', 'replaying')
          and failed_at >= @since
        """);

    private readonly Statement _run = new(
        $"select {SyncRunRow.Columns} from sync_runs where workspace = @workspace and id = @id");

    private readonly Statement _running = new(
        $"select {SyncRunRow.Columns} from sync_runs where workspace = @workspace and state = 'running' order by id");

    private readonly Statement _spend = new(
        """
        insert into platform_calls (workspace, connection, second, calls)
        values (@workspace, @connection, @second, @calls)
        on conflict (workspace, connection, second) do update set calls = platform_calls.calls + excluded.calls
        """);

    private readonly Statement _spent = new(
        """
        select cast(coalesce(sum(calls), 0) as bigint) as Value from platform_calls
        where workspace = @workspace and connection = @connection and second >= @since
        """);

    public Task<IAsyncDisposable?> HoldAsync(
        WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken) =>
        database.HoldAsync($"{workspace}/{connection}", cancellationToken);

    public async Task<IReadOnlyDictionary<string, Checkpoint>> CheckpointsAsync(
        WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken)
    {
        List<CheckpointRow> rows = await database.QueryAsync<CheckpointRow>(
            workspace,
            _checkpoints.With(("workspace", workspace.Value), ("connection", connection.Value)),
            cancellationToken);
        return rows.Select(row => row.ToCheckpoint())
            .ToImmutableSortedDictionary(
                checkpoint => checkpoint.Stream, checkpoint => checkpoint, StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(
        WorkspaceId workspace, ConnectionId connection, DeadLetterState state, int max,
        CancellationToken cancellationToken)
    {
        List<DeadLetterRow> rows = await database.QueryAsync<DeadLetterRow>(
            workspace,
            _deadLetters.With(
                ("workspace", workspace.Value), ("connection", connection.Value), ("state", StateText.Of(state)),
                ("max", (long)max)),
            cancellationToken);
        return [.. rows.Select(row => row.ToDeadLetter())];
    }

    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(
        WorkspaceId workspace, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        List<DeadLetterRow> rows = await database.QueryAsync<DeadLetterRow>(
            workspace,
            _deadLettersById.With(("workspace", workspace.Value), ("ids", ids.Select(id => id.ToString("D")).ToList())),
            cancellationToken);
        return [.. rows.Select(row => row.ToDeadLetter())];
    }

    public async Task<int> DeadLettersSinceAsync(
        WorkspaceId workspace, ConnectionId connection, DateTimeOffset since, CancellationToken cancellationToken)
    {
        List<ValueRow> rows = await database.QueryAsync<ValueRow>(
            workspace,
            _deadLettersSince.With(
                ("workspace", workspace.Value), ("connection", connection.Value), ("since", StoredTime.Write(since))),
            cancellationToken);
        return (int)rows[0].Value;
    }

    public async Task<SyncRun?> RunAsync(WorkspaceId workspace, Guid id, CancellationToken cancellationToken)
    {
        List<SyncRunRow> rows = await database.QueryAsync<SyncRunRow>(
            workspace, _run.With(("workspace", workspace.Value), ("id", id.ToString("D"))), cancellationToken);
        return rows.SingleOrDefault()?.ToRun();
    }

    public async Task<IReadOnlyList<SyncRun>> RunningAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        List<SyncRunRow> rows = await database.QueryAsync<SyncRunRow>(
            workspace, _running.With(("workspace", workspace.Value)), cancellationToken);
        return [.. rows.Select(row => row.ToRun())];
    }

    /// <summary>
    /// Calls are kept by the second, and a second that has begun before the window counts whole: the answer may be a
    /// little too high and is never too low. Of two that spend in one second the later waits for the earlier, so each
    /// sees the other's calls.
    /// </summary>
    public async Task<int> SpendCallsAsync(
        WorkspaceId workspace, ConnectionId connection, DateTimeOffset at, int calls, DateTimeOffset since,
        CancellationToken cancellationToken)
    {
        BoundStatement spend = _spend.With(
            ("workspace", workspace.Value), ("connection", connection.Value), ("second", at.ToUnixTimeSeconds()),
            ("calls", (long)calls));
        BoundStatement spent = _spent.With(
            ("workspace", workspace.Value), ("connection", connection.Value), ("since", since.ToUnixTimeSeconds()));
        List<ValueRow> rows = await database.WriteAsync(
            workspace, [spend, spent], results => results.RowsAsync<ValueRow>(cancellationToken), cancellationToken);
        return (int)rows[0].Value;
    }
}
