using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Runs;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Testing.StoreSuite;

/// <summary>Lists show what is asked for, each line once, page after page.</summary>
public abstract class ListPromises(StoreDatabase database) : StorePromises(database)
{
    [StoreFact]
    public async Task Aggregates_are_paged_by_title_and_key()
    {
        WorkspaceId workspace = Workspace();
        await CommitAsync(Set(
            workspace, [.. Enumerable.Range(0, 25).Select(i => Events(workspace, $"k{i:D2}", 0, title: $"t{i % 3}"))]));

        var lines = new List<ListedAggregate>();
        IReadOnlyList<ListedAggregate> page;
        do
        {
            page = await Hub.Aggregates.PageAsync(
                workspace, "tally", new AggregateFilter(), lines.LastOrDefault()?.Place, 4, None);
            lines.AddRange(page);
        }
        while (page.Count > 0);

        Assert.Equal(25, lines.Count);
        Assert.Equal(
            lines.OrderBy(l => l.Title, StringComparer.Ordinal).ThenBy(l => l.Key, StringComparer.Ordinal), lines);
    }

    [StoreFact]
    public async Task Aggregates_are_filtered_by_each_column_and_by_all()
    {
        WorkspaceId workspace = Workspace();
        StreamWrite Write(string key, AggregateIndex index) => Events(workspace, key, 0) with { Index = index };
        await CommitAsync(Set(
            workspace,
            Write("a", new("p1", "open", "a", "gold", "ann", """{"short":1}""")),
            Write("b", new("p1", "closed", "b", "gold", "bob")),
            Write("c", new("p2", "open", "c", "silver", "ann")),
            Write("d", new("p1", "deleted", "d", "gold", "ann"))));

        Assert.Equal("a b c", await ListAsync(workspace, new AggregateFilter()));
        Assert.Equal("a b c d", await ListAsync(workspace, new AggregateFilter { WithDeleted = true }));
        Assert.Equal("d", await ListAsync(workspace, new AggregateFilter { State = "deleted" }));
        Assert.Equal("a b", await ListAsync(workspace, new AggregateFilter { Parent = "p1" }));
        Assert.Equal("a c", await ListAsync(workspace, new AggregateFilter { State = "open" }));
        Assert.Equal("c", await ListAsync(workspace, new AggregateFilter { Tier = "silver" }));
        Assert.Equal("b", await ListAsync(workspace, new AggregateFilter { Owner = "bob" }));
        Assert.Equal("", await ListAsync(workspace, new AggregateFilter { OnlyTimed = true }));
        Assert.Equal(
            "a",
            await ListAsync(
                workspace, new AggregateFilter { Parent = "p1", State = "open", Tier = "gold", Owner = "ann" }));

        IReadOnlyList<ListedAggregate> lines =
            await Hub.Aggregates.PageAsync(workspace, "tally", new AggregateFilter(), null, 2, None);
        Assert.Equal(["""{"short":1}""", Tally.State(1)], lines.Select(line => line.Summary));
        Assert.Equal((1, "open", Monday), (lines[0].Version, lines[0].State, lines[0].ChangedAt));
    }

    [StoreFact]
    public async Task Aggregates_that_wait_for_an_instant_are_listed_as_long_as_they_wait()
    {
        WorkspaceId workspace = Workspace();
        WorkspaceId other = Workspace("elsewhere, where the same key waits");
        DateTimeOffset due = Monday.AddYears(20);
        await CommitAsync(Set(
            workspace, Events(workspace, "a", 0, due: due), Events(workspace, "b", 0), Events(workspace, "c", 0, due: due)));
        await CommitAsync(Set(other, Events(other, "b", 0, due: due)));
        Assert.Equal("a c", await ListAsync(workspace, new AggregateFilter { OnlyTimed = true }));

        await CommitAsync(Set(workspace, Events(workspace, "a", 1)));
        Assert.Equal("c", await ListAsync(workspace, new AggregateFilter { OnlyTimed = true }));
    }

    [StoreFact]
    public async Task Events_are_listed_from_either_end_of_a_workspace_or_a_stream()
    {
        WorkspaceId workspace = Workspace();
        await AppendAsync(workspace, "a", 0, 2);
        long middle = await AppendAsync(workspace, "b", 0);
        await AppendAsync(workspace, "a", 2);
        var stream = new StreamId("tally", "a");

        Assert.Equal("a1 a2 b1", Names(await Hub.Events.OldestFirstAsync(workspace, null, 0, 3, None)));
        Assert.Equal("a3", Names(await Hub.Events.OldestFirstAsync(workspace, stream, middle, 3, None)));
        Assert.Equal("a3 b1", Names(await Hub.Events.NewestFirstAsync(workspace, null, null, 2, None)));
        Assert.Equal("a2 a1", Names(await Hub.Events.NewestFirstAsync(workspace, stream, middle, 5, None)));
    }

    [StoreFact]
    public async Task Runs_dead_letters_and_conflicts_are_paged_latest_first()
    {
        WorkspaceId workspace = Workspace();
        for (int i = 0; i < 7; i++)
        {
            await CommitAsync(Sync(workspace, i));
        }

        Assert.Equal("6 5 4 3 2 1 0", await PagesAsync(
            after => Hub.Runs.PageAsync(workspace, null, null, after, 2, None),
            SyncRunsByStart.PlaceOf, run => run.StartedBy));
        Assert.Equal("6 5 4 3 2 1 0", await PagesAsync(
            after => Hub.DeadLetters.PageAsync(workspace, null, null, after, 3, None),
            DeadLettersByFailure.PlaceOf, letter => letter.Reason));
        Assert.Equal("6 5 4 3 2 1 0", await PagesAsync(
            after => Hub.Conflicts.PageAsync(workspace, null, null, after, 4, None),
            ConflictsByFinding.PlaceOf, conflict => conflict.Field));
        Assert.Equal("5 3 1", await PagesAsync(
            after => Hub.Runs.PageAsync(workspace, new ConnectionId("c1"), SyncRunState.Running, after, 2, None),
            SyncRunsByStart.PlaceOf, run => run.StartedBy));
        Assert.Empty(await Hub.DeadLetters.PageAsync(workspace, null, DeadLetterState.Resolved, null, 9, None));
        Assert.Empty(await Hub.Conflicts.PageAsync(workspace, new ConnectionId("other"), null, null, 9, None));
    }

    private static async Task<string> PagesAsync<T>(
        Func<TimePlace?, Task<IReadOnlyList<T>>> read, Func<T, TimePlace> place, Func<T, string> name)
        where T : class
    {
        var all = ImmutableArray.CreateBuilder<T>();
        IReadOnlyList<T> page;
        do
        {
            page = await read(all.Count == 0 ? null : place(all[^1]));
            all.AddRange(page);
        }
        while (page.Count > 0);

        return string.Join(' ', all.Select(name));
    }

    private static string Names(IEnumerable<JournalEvent> events) =>
        string.Join(' ', events.Select(e => $"{e.Stream.Key}{e.Version}"));

    private async Task<string> ListAsync(WorkspaceId workspace, AggregateFilter filter) => string.Join(
        ' ', (await Hub.Aggregates.PageAsync(workspace, "tally", filter, null, 10, None)).Select(line => line.Key));

    /// <summary>Pairs share an instant, so that a page ends inside a tie.</summary>
    private static WriteSet Sync(WorkspaceId workspace, int i)
    {
        // Ids that sort as the numbers do.
        var id = new Guid(i, 0, 0, new byte[8]);
        var connection = new ConnectionId($"c{i % 2}");
        DateTimeOffset time = Monday.AddMinutes(i / 2);
        return Set(workspace) with
        {
            Run = new()
            {
                Id = id, Connection = connection, State = SyncRunState.Running, StartedBy = $"{i}", StartedAt = time,
            },
            DeadLetters =
            [
                new()
                {
                    Id = id, Connection = connection, Stream = "s", RecordKey = "r", Outbound = false, Record = "{}",
                    Reason = $"{i}", Attempts = 1, State = DeadLetterState.Open, FailedAt = time,
                },
            ],
            Conflicts =
            [
                new()
                {
                    Id = id, Connection = connection, Stream = "s", ResourceKey = "r", Field = $"{i}",
                    Kept = FieldValue.Blank, Lost = FieldValue.Nothing, KeptFrom = "a", LostFrom = "b",
                    State = ConflictState.Open, FoundAt = time,
                },
            ],
        };
    }
}
