using Onboarding.Model.Ids;
using Onboarding.Storage.Databases;

namespace Onboarding.Storage.Queries;

/// <summary>Which aggregates of a kind there are, in order of title and key.</summary>
public sealed class AggregatesOfKind
{
    private const string Timed =
        """
        exists (
          select 1 from timers t
          where t.workspace = aggregates.workspace and t.kind = aggregates.kind and t.key = aggregates.key
            and t.due is not null)
        """;

    private readonly Database _database;

    internal AggregatesOfKind(Database database) => _database = database;

    /// <summary>One page.</summary>
    /// <param name="workspace">Whose aggregates.</param>
    /// <param name="kind">Of which kind.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="after">The end of the page before; null for the first page.</param>
    /// <param name="max">The longest that the page may be.</param>
    /// <param name="cancellationToken">Cancelled, it gives nothing.</param>
    public async Task<IReadOnlyList<ListedAggregate>> PageAsync(
        WorkspaceId workspace, string kind, AggregateFilter filter, AggregatePlace? after, int max,
        CancellationToken cancellationToken)
    {
        List<Row> rows = await _database.QueryAsync<Row>(
            workspace, Selecting(workspace, kind, filter, after, max), cancellationToken);
        return [.. rows.Select(row => row.ToListed())];
    }

    internal static BoundStatement Selecting(
        WorkspaceId workspace, string kind, AggregateFilter filter, AggregatePlace? after, int max)
    {
        Where where = new Where(("workspace", workspace.Value), ("kind", kind))
            .Equal("parent", filter.Parent)
            .Equal("lifecycle", filter.State)
            .Equal("tier", filter.Tier)
            .Equal("owner", filter.Owner)
            .If(filter.OnlyTimed, Timed)
            .If(!filter.WithDeleted && filter.State is null, "lifecycle <> 'deleted'")
            .After("(title, key) > (@title, @key)", after is null ? [] : [("title", after.Title), ("key", after.Key)])
            // True of all; the index of the titles is only for those who say it (migration 0005). It is said last: of two
            // conditions that it takes for equally good SQLite begins where the first says.
            .If(asked: true, "title >= ''");
        return where.Statement(
            """
            select key as Key, version as Version, lifecycle as Lifecycle, title as Title,
                   tier as Tier, owner as Owner, coalesce(summary, state) as Summary, changed_at as ChangedAt
            from aggregates
            """,
            "title, key",
            max);
    }

    private sealed record Row
    {
        public string Key { get; init; } = "";

        public long Version { get; init; }

        public string Lifecycle { get; init; } = "";

        public string Title { get; init; } = "";

        public string? Tier { get; init; }

        public string? Owner { get; init; }

        public string Summary { get; init; } = "";

        public long ChangedAt { get; init; }

        public ListedAggregate ToListed() => new(
            StoredText.Read(Key), (int)Version, StoredText.Read(Lifecycle), StoredText.Read(Title),
            Tier is null ? null : StoredText.Read(Tier), Owner is null ? null : StoredText.Read(Owner),
            StoredText.Read(Summary), StoredTime.Read(ChangedAt));
    }
}
