using Onboarding.Model.Ids;
using Onboarding.Storage.Databases;
using Onboarding.Storage.Runs;
using Onboarding.Sync.Runs;

namespace Onboarding.Storage.Queries;

/// <summary>Which passes there were over the connections of a workspace, the latest first.</summary>
public sealed class SyncRunsByStart
{
    private readonly Database _database;

    internal SyncRunsByStart(Database database) => _database = database;

    /// <summary>Where a page that ends with this one ends.</summary>
    public static TimePlace PlaceOf(SyncRun last) => new(last.StartedAt, last.Id);

    /// <summary>One page; a connection or state that is null asks for all.</summary>
    public async Task<IReadOnlyList<SyncRun>> PageAsync(
        WorkspaceId workspace, ConnectionId? connection, SyncRunState? state, TimePlace? after, int max,
        CancellationToken cancellationToken)
    {
        BoundStatement page = new Where(("workspace", workspace.Value))
            .Equal("connection", connection?.Value)
            .Equal("state", state is { } asked ? StateText.Of(asked) : null)
            .After(
                "(started_at, id) < (@time, @id)",
                after is null ? [] : [("time", StoredTime.Write(after.Time)), ("id", after.Id.ToString("D"))])
            .Statement($"select {SyncRunRow.Columns} from sync_runs", "started_at desc, id desc", max);
        List<SyncRunRow> rows = await _database.QueryAsync<SyncRunRow>(workspace, page, cancellationToken);
        return [.. rows.Select(row => row.ToRun())];
    }
}
