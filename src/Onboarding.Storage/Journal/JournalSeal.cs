using System.Collections.Immutable;
using System.Data.Common;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage.Databases;

namespace Onboarding.Storage.Journal;

/// <summary>
/// The hash chain of each workspace. Events are sealed after they were written, in batches and in order, so that no
/// writer waits for another, and a changed, missing or inserted event is found.
/// </summary>
public sealed class JournalSeal
{
    /// <summary>Events held in memory at once while verifying.</summary>
    private const int PageSize = 1000;

    private readonly Database _database;
    private readonly Statement _last = new(
        """
        select position as Position, seal as Hash from seals
        where workspace = @workspace order by position desc limit 1
        """);

    private readonly Statement _settled;
    private readonly Statement _unsealed;
    private readonly Statement _insert;
    private readonly Statement _events;
    private readonly Statement _seals = new(
        """
        select position as Position, seal as Hash from seals
        where workspace = @workspace and position > @after and position <= @until
        order by position
        """);

    internal JournalSeal(Database database)
    {
        _database = database;
        _settled = new Statement(database.SettledPosition);
        _unsealed = new Statement(
            """
            select position as Position, hash as Hash from journal
            where workspace = @workspace and position > @after
            order by position limit @max
            """);
        _events = new Statement(
            $"""
            select {EventRow.Columns} from journal
            where workspace = @workspace and position > @after
            order by position limit @max
            """);
        _insert = new Statement(
            $"""
            insert into seals (workspace, position, seal)
            select @workspace, r.position, r.seal from {database.Rows("position", "seal")}
            """);
    }

    /// <summary>Seals events that have been written since the last time, oldest first.</summary>
    /// <param name="workspace">Whose journal.</param>
    /// <param name="max">The most events to seal now.</param>
    /// <param name="cancellationToken">Cancelled, it seals nothing.</param>
    /// <returns>How many were sealed; 0 when there was none, or when another process sealed them just now.</returns>
    public async Task<int> SealAsync(WorkspaceId workspace, int max, CancellationToken cancellationToken)
    {
        PlaceRow last = await LastAsync(workspace, cancellationToken);
        (long settled, List<PlaceRow> events) = await _database.QueryAsync<PlaceRow>(
            workspace,
            _settled.With(),
            _unsealed.With(("workspace", workspace.Value), ("after", last.Position), ("max", (long)max)),
            cancellationToken);
        ImmutableArray<PlaceRow> seals = Chain(last.Hash, events.TakeWhile(row => row.Position <= settled));
        if (seals.IsEmpty)
        {
            return 0;
        }

        RowSet rows = RowSet.Of(seals)
            .Number("position", seals, seal => seal.Position)
            .Text("seal", seals, seal => seal.Hash);
        try
        {
            await _database.WriteAsync(
                workspace, [_insert.With(rows, ("workspace", workspace.Value))], _ => Task.FromResult(0),
                cancellationToken);
            return seals.Length;
        }
        catch (DbException exception) when (_database.IsRace(exception))
        {
            return 0;
        }
    }

    /// <summary>
    /// Reads the whole journal of a workspace and finds the first place that is not as it was written.
    /// </summary>
    public async Task<JournalCheck> VerifyAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        PlaceRow last = await LastAsync(workspace, cancellationToken);
        var walk = new SealWalk(last.Position);
        long after = 0;
        bool more = true;
        while (more && walk.Break is null)
        {
            (long settled, List<EventRow> events) = await _database.QueryAsync<EventRow>(
                workspace,
                _settled.With(),
                _events.With(("workspace", workspace.Value), ("after", after), ("max", (long)PageSize)),
                cancellationToken);
            more = events.Count == PageSize;
            long until = more ? events[^1].Position : long.MaxValue;
            List<PlaceRow> seals = await _database.QueryAsync<PlaceRow>(
                workspace,
                // Seals made since this began belong to events that are counted as not sealed.
                _seals.With(
                    ("workspace", workspace.Value), ("after", after), ("until", Math.Min(until, last.Position))),
                cancellationToken);
            walk.Take(
                [.. events.TakeWhile(row => row.Position <= settled).Select(row => row.ToEvent(workspace))],
                seals.ToDictionary(row => row.Position, row => row.Hash));
            after = until;
        }

        return walk.Outcome();
    }

    private static ImmutableArray<PlaceRow> Chain(string seal, IEnumerable<PlaceRow> events)
    {
        ImmutableArray<PlaceRow>.Builder seals = ImmutableArray.CreateBuilder<PlaceRow>();
        foreach (PlaceRow row in events)
        {
            seal = EventHash.Seal(seal, row.Position, row.Hash);
            seals.Add(new PlaceRow { Position = row.Position, Hash = seal });
        }

        return seals.DrainToImmutable();
    }

    private async Task<PlaceRow> LastAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        List<PlaceRow> rows = await _database.QueryAsync<PlaceRow>(
            workspace, _last.With(("workspace", workspace.Value)), cancellationToken);
        return rows.SingleOrDefault() ?? new PlaceRow { Hash = EventHash.ChainStart };
    }

    /// <summary>A position with the hash or seal that belongs to it.</summary>
    private sealed record PlaceRow
    {
        public long Position { get; init; }

        public string Hash { get; init; } = "";
    }
}
