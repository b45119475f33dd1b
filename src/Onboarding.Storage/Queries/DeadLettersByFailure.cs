using Onboarding.Model.Ids;
using Onboarding.Storage.Databases;
using Onboarding.Storage.Runs;
using Onboarding.Sync.Runs;

namespace Onboarding.Storage.Queries;

/// <summary>Which records were put aside in a workspace, the latest first.</summary>
public sealed class DeadLettersByFailure
{
    private readonly Database _database;

    internal DeadLettersByFailure(Database database) => _database = database;

    /// <summary>Where a page that ends with this one ends.</summary>
    public static TimePlace PlaceOf(DeadLetter last) => new(last.FailedAt, last.Id);

    /// <summary>One page; a connection or state that is null asks for all.</summary>
    public async Task<IReadOnlyList<DeadLetter>> PageAsync(
        WorkspaceId workspace, ConnectionId? connection, DeadLetterState? state, TimePlace? after, int max,
        CancellationToken cancellationToken)
    {
        BoundStatement page = new Where(("workspace", workspace.Value))
            .Equal("connection", connection?.Value)
            .Equal("state", state is { } asked ? StateText.Of(asked) : null)
            .After(
                "(failed_at, id) < (@time, @id)",
                after is null ? [] : [("time", StoredTime.Write(after.Time)), ("id", after.Id.ToString("D"))])
            .Statement($"select {DeadLetterRow.Columns} from dead_letters", "failed_at desc, id desc", max);
        List<DeadLetterRow> rows = await _database.QueryAsync<DeadLetterRow>(workspace, page, cancellationToken);
        return [.. rows.Select(row => row.ToDeadLetter())];
    }
}
