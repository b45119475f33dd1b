using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage.Databases;
using Onboarding.Storage.Journal;

namespace Onboarding.Storage.Queries;

/// <summary>
/// What has happened in a workspace, or to one aggregate, in order of position: the audit trail. An event is shown as
/// soon as it is stored, so one at a lower position may still appear; followers read through the journal store.
/// </summary>
public sealed class EventsInOrder
{
    private readonly Database _database;

    internal EventsInOrder(Database database) => _database = database;

    /// <summary>One page, oldest first.</summary>
    public Task<IReadOnlyList<JournalEvent>> OldestFirstAsync(
        WorkspaceId workspace, StreamId? stream, long after, int max, CancellationToken cancellationToken) =>
        PageAsync(workspace, stream, "position > @position", after, "position", max, cancellationToken);

    /// <summary>One page, newest first, of events before a position; null begins with the newest.</summary>
    public Task<IReadOnlyList<JournalEvent>> NewestFirstAsync(
        WorkspaceId workspace, StreamId? stream, long? before, int max, CancellationToken cancellationToken) =>
        PageAsync(
            workspace, stream, "position < @position", before ?? long.MaxValue, "position desc", max,
            cancellationToken);

    private async Task<IReadOnlyList<JournalEvent>> PageAsync(
        WorkspaceId workspace, StreamId? stream, string condition, long position, string order, int max,
        CancellationToken cancellationToken)
    {
        BoundStatement page = new Where(("workspace", workspace.Value))
            .Equal("kind", stream?.Kind)
            .Equal("key", stream?.Key)
            .After(condition, [("position", position)])
            .Statement($"select {EventRow.Columns} from journal", order, max);
        List<EventRow> rows = await _database.QueryAsync<EventRow>(workspace, page, cancellationToken);
        return [.. rows.Select(row => row.ToEvent(workspace))];
    }
}
