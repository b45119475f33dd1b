using Onboarding.Model.Ids;
using Onboarding.Storage.Databases;
using Onboarding.Storage.Runs;
using Onboarding.Sync.Runs;

namespace Onboarding.Storage.Queries;

/// <summary>Which fields both sides changed in a workspace, the latest first.</summary>
public sealed class ConflictsByFinding
{
    private readonly Database _database;

    internal ConflictsByFinding(Database database) => _database = database;

    /// <summary>Where a page that ends with this one ends.</summary>
    public static TimePlace PlaceOf(Conflict last) => new(last.FoundAt, last.Id);

    /// <summary>One conflict; null when there is none of this id.</summary>
    public async Task<Conflict?> FindAsync(WorkspaceId workspace, Guid id, CancellationToken cancellationToken)
    {
        BoundStatement one = new Where(("workspace", workspace.Value), ("id", id.ToString("D")))
            .Statement($"select {ConflictRow.Columns} from conflicts", "id", 1);
        List<ConflictRow> rows = await _database.QueryAsync<ConflictRow>(workspace, one, cancellationToken);
        return rows.SingleOrDefault()?.ToConflict();
    }

    /// <summary>One page; a connection or state that is null asks for all.</summary>
    public async Task<IReadOnlyList<Conflict>> PageAsync(
        WorkspaceId workspace, ConnectionId? connection, ConflictState? state, TimePlace? after, int max,
        CancellationToken cancellationToken)
    {
        BoundStatement page = new Where(("workspace", workspace.Value))
            .Equal("connection", connection?.Value)
            .Equal("state", state is { } asked ? StateText.Of(asked) : null)
            .After(
                "(found_at, id) < (@time, @id)",
                after is null ? [] : [("time", StoredTime.Write(after.Time)), ("id", after.Id.ToString("D"))])
            .Statement($"select {ConflictRow.Columns} from conflicts", "found_at desc, id desc", max);
        List<ConflictRow> rows = await _database.QueryAsync<ConflictRow>(workspace, page, cancellationToken);
        return [.. rows.Select(row => row.ToConflict())];
    }
}
