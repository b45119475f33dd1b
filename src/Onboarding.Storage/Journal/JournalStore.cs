using System.Collections.Immutable;
using System.Data.Common;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage.Databases;
using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Journal;

/// <summary>The journal with the states it leads to, on either database.</summary>
internal sealed class JournalStore(Database database, TimeProvider clock) : IJournalStore
{
    private readonly CommitStatements _commit = new(database);
    private readonly CommitGroups _groups = new();
    private ImmutableDictionary<WorkspaceId, ImmutableHashSet<string>> _partsKept =
        ImmutableDictionary<WorkspaceId, ImmutableHashSet<string>>.Empty;

    private readonly Statement _load = new(
        $"""
        select {AggregateRow.ColumnsOfNews}
        from {database.Rows("kind", "key", "known")}
        {database.OfEach("aggregates", "a", "a.workspace = @workspace and a.kind = r.kind and a.key = r.key", required: true)}
        """);

    private readonly Statement _request = new(
        """
        select fingerprint as Fingerprint, stream as Stream from requests
        where workspace = @workspace and request_id = @request
        """);

    private readonly Statement _settled = new(database.SettledPosition);

    private readonly Statement _read = new(
        $"""
        select {EventRow.Columns} from journal
        where workspace = @workspace and position > @after
        order by position limit @max
        """);

    private readonly Statement _readStream = new(
        $"""
        select {EventRow.Columns} from journal
        where workspace = @workspace and kind = @kind and key = @key and version > @after
        order by version limit @max
        """);

    private readonly Statement _children = new(
        $"""
        select {AggregateRow.Columns} from aggregates a
        where a.workspace = @workspace and a.kind = @kind and {database.IsIn("a.parent", "parents")}
        """);

    private readonly Statement _follower = new(
        "select position as Value from followers where workspace = @workspace and follower = @follower");

    private readonly Statement _workspaces = new(
        "select workspace as Workspace from aggregates where kind = 'workspace' order by workspace");

    public Task<LoadedStreams> LoadNewsAsync(
        WorkspaceId workspace, IReadOnlyCollection<KnownStream> streams, string? requestId,
        CancellationToken cancellationToken)
    {
        ImmutableArray<KnownStream> asked = [.. streams.DistinctBy(known => known.Stream)];
        ImmutableArray<BoundStatement> statements =
        [
            .. asked.IsEmpty ? [] : (ReadOnlySpan<BoundStatement>)[_load.With(Rows(asked), ("workspace", workspace.Value))],
            .. requestId is null
                ? []
                : (ReadOnlySpan<BoundStatement>)[_request.With(("workspace", workspace.Value), ("request", requestId))],
        ];
        return database.ReadAsync(workspace, statements, TakeAsync, cancellationToken);

        async Task<LoadedStreams> TakeAsync(Results results)
        {
            List<AggregateRow> aggregates = asked.IsEmpty ? [] : await results.RowsAsync<AggregateRow>(cancellationToken);
            List<RequestRow> requests = requestId is null ? [] : await results.RowsAsync<RequestRow>(cancellationToken);
            return new LoadedStreams(
                [.. aggregates.Where(row => !row.IsKnown).Select(row => row.ToAggregate())],
                requests.SingleOrDefault()?.ToStamp(requestId!),
                [.. aggregates.Where(row => row.IsKnown).Select(row => row.ToStream())]);
        }
    }

    private static RowSet Rows(ImmutableArray<KnownStream> asked) => RowSet.Of(asked)
        .Text("kind", asked, row => row.Stream.Kind)
        .Text("key", asked, row => row.Stream.Key)
        .Number("known", asked, row => row.Version);

    public Task<CommitOutcome> CommitAsync(WriteSet writes, CancellationToken cancellationToken) =>
        !database.GroupsWrites && CommitGroups.Takes(writes)
            ? _groups.CommitAsync(writes, CommitTogetherAsync, cancellationToken)
            : CommitTogetherAsync([writes], cancellationToken);

    private async Task<CommitOutcome> CommitTogetherAsync(
        ImmutableArray<WriteSet> sets, CancellationToken cancellationToken)
    {
        WorkspaceId workspace = sets[0].Workspace;
        ImmutableHashSet<string> kept = _partsKept.GetValueOrDefault(workspace, []);
        var batch = new CommitBatch(_commit, sets, clock.GetUtcNow(), kept);
        ImmutableArray<BoundStatement> statements = batch.Statements();
        if (statements.IsEmpty)
        {
            return new CommitOutcome.Committed(0);
        }

        try
        {
            long last = await database.WriteAsync(workspace, statements, TakeAsync, cancellationToken);
            Remember(workspace, batch.Parts);
            return new CommitOutcome.Committed(last);
        }
        catch (DbException exception) when (database.IsRace(exception))
        {
            return new CommitOutcome.Raced();
        }

        async Task<long> TakeAsync(Results results) => sets.All(set => set.Streams.IsEmpty)
            ? 0
            : (await results.RowsAsync<ValueRow>(cancellationToken)).Max(row => row.Value);
    }

    // What was committed stays, so it need not be sent again.
    private void Remember(WorkspaceId workspace, ImmutableArray<StatePart> parts)
    {
        if (!parts.IsEmpty)
        {
            ImmutableInterlocked.AddOrUpdate(
                ref _partsKept, workspace, [.. parts.Select(part => part.Hash)],
                (_, known) => known.Union(parts.Select(part => part.Hash)));
        }
    }

    public async Task<IReadOnlyList<JournalEvent>> ReadAsync(
        WorkspaceId workspace, long after, int max, CancellationToken cancellationToken)
    {
        (long settled, List<EventRow> rows) = await database.QueryAsync<EventRow>(
            workspace,
            _settled.With(),
            _read.With(("workspace", workspace.Value), ("after", after), ("max", (long)max)),
            cancellationToken);
        return [.. rows.TakeWhile(row => row.Position <= settled).Select(row => row.ToEvent(workspace))];
    }

    public async Task<IReadOnlyList<JournalEvent>> ReadStreamAsync(
        WorkspaceId workspace, StreamId stream, int afterVersion, int max, CancellationToken cancellationToken)
    {
        List<EventRow> rows = await database.QueryAsync<EventRow>(
            workspace,
            _readStream.With(
                ("workspace", workspace.Value), ("kind", stream.Kind), ("key", stream.Key),
                ("after", (long)afterVersion), ("max", (long)max)),
            cancellationToken);
        return [.. rows.Select(row => row.ToEvent(workspace))];
    }

    public async Task<IReadOnlyList<StoredAggregate>> ChildrenAsync(
        WorkspaceId workspace, string kind, IReadOnlyCollection<string> parents, CancellationToken cancellationToken)
    {
        List<AggregateRow> rows = await database.QueryAsync<AggregateRow>(
            workspace,
            _children.With(("workspace", workspace.Value), ("kind", kind), ("parents", parents)),
            cancellationToken);
        return [.. rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => row.ToAggregate())];
    }

    public async Task<long> FollowerPositionAsync(
        WorkspaceId workspace, string follower, CancellationToken cancellationToken)
    {
        List<ValueRow> rows = await database.QueryAsync<ValueRow>(
            workspace, _follower.With(("workspace", workspace.Value), ("follower", follower)), cancellationToken);
        return rows.SingleOrDefault()?.Value ?? 0;
    }

    public async Task<IReadOnlyList<WorkspaceId>> WorkspacesAsync(CancellationToken cancellationToken)
    {
        List<WorkspaceRow> rows =
            await database.QueryAsync<WorkspaceRow>(Scope.Everywhere, _workspaces.With(), cancellationToken);
        return [.. rows.Select(row => new WorkspaceId(row.Workspace))];
    }

    private sealed record RequestRow
    {
        public string Fingerprint { get; init; } = "";

        public string Stream { get; init; } = "";

        public RequestStamp ToStamp(string requestId) =>
            new(requestId, StoredText.Read(Fingerprint), StoredText.Read(Stream));
    }

    private sealed record WorkspaceRow
    {
        public string Workspace { get; init; } = "";
    }
}
