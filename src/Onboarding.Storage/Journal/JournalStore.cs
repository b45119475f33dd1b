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
    /// <summary>Who asks for more than this at once has a page, and a round trip of its own.</summary>
    private const int StreamsTogetherMax = 16;

    private readonly CommitStatements _commit = new(database);
    private readonly LoadStatements _load = new(database);

    // Of two that write one aggregate, or answer one request, only one can win.
    private readonly CallerGroups<WriteSet, CommitOutcome> _commits = new(
        set => [.. set.Streams.Select(write => (object)write.Stream), .. set.Request is { } request ? [request.RequestId] : Array.Empty<object>()]);

    private readonly CallerGroups<LoadAsk, LoadedStreams> _loads = new(_ => []);
    private ImmutableDictionary<WorkspaceId, ImmutableHashSet<string>> _partsKept =
        ImmutableDictionary<WorkspaceId, ImmutableHashSet<string>>.Empty;

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

    public async Task<LoadedStreams> LoadNewsAsync(
        WorkspaceId workspace, IReadOnlyCollection<KnownStream> streams, string? requestId,
        CancellationToken cancellationToken)
    {
        var ask = new LoadAsk([.. streams.DistinctBy(known => known.Stream)], requestId);
        return database.SharesTrips && ask.Streams.Length <= StreamsTogetherMax
            ? await _loads.AskAsync(workspace, ask, LoadTogetherAsync, cancellationToken)
            : (await LoadTogetherAsync(workspace, [ask], cancellationToken))[0];
    }

    private Task<ImmutableArray<LoadedStreams>> LoadTogetherAsync(
        WorkspaceId workspace, ImmutableArray<LoadAsk> asks, CancellationToken cancellationToken)
    {
        var batch = new LoadBatch(_load, workspace, asks);
        return database.ReadAsync(
            workspace, batch.Statements(), results => batch.TakeAsync(results, cancellationToken), cancellationToken);
    }

    public async Task<CommitOutcome> CommitAsync(WriteSet writes, CancellationToken cancellationToken) =>
        database.SharesTrips && IsOfCommands(writes)
            ? await _commits.AskAsync(writes.Workspace, writes, CommitTogetherAsync, cancellationToken)
            : (await CommitTogetherAsync(writes.Workspace, [writes], cancellationToken))[0];

    // The work of a sync, a follower or a sweep is a page of its own.
    private static bool IsOfCommands(WriteSet writes) => writes is
    {
        Streams.Length: > 0 and <= StreamsTogetherMax, Links.IsEmpty: true, LinksRemoved.IsEmpty: true,
        Checkpoints.IsEmpty: true, DeadLetters.IsEmpty: true, Conflicts.IsEmpty: true, Run: null, Followers.IsEmpty: true,
        Leases.IsEmpty: true,
    };

    private async Task<ImmutableArray<CommitOutcome>> CommitTogetherAsync(
        WorkspaceId workspace, ImmutableArray<WriteSet> sets, CancellationToken cancellationToken)
    {
        ImmutableHashSet<string> kept = _partsKept.GetValueOrDefault(workspace, []);
        var batch = new CommitBatch(_commit, sets, clock.GetUtcNow(), kept);
        ImmutableArray<BoundStatement> statements = batch.Statements();
        if (statements.IsEmpty)
        {
            return [new CommitOutcome.Committed(0)];
        }

        try
        {
            long last = await database.WriteAsync(workspace, statements, TakeAsync, cancellationToken);
            Remember(workspace, batch.Parts);
            return [.. sets.Select(_ => new CommitOutcome.Committed(last))];
        }
        catch (DbException exception) when (database.IsRace(exception))
        {
            // Of several it is not known which one raced.
            return sets.Length == 1 ? [new CommitOutcome.Raced()] : [];
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

    private sealed record WorkspaceRow
    {
        public string Workspace { get; init; } = "";
    }
}
