using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Testing.StoreSuite;

/// <summary>What is appended is read back, and a version is written once.</summary>
public abstract class AppendPromises(StoreDatabase database) : StorePromises(database)
{
    [StoreFact]
    public async Task What_is_committed_is_loaded_and_read_back_as_it_was()
    {
        WorkspaceId workspace = Workspace();
        StreamWrite write = Events(workspace, "a", 0, count: 3);
        long last = await CommitAsync(Set(workspace, write));

        Assert.Equal(new StoredAggregate(write.Stream, 3, write.State), await LoadAsync(workspace, "a"));
        IReadOnlyList<JournalEvent> events = await Journal.ReadStreamAsync(workspace, write.Stream, 0, 10, None);
        Assert.Equal([1, 2, 3], events.Select(happened => happened.Version));
        Assert.Equal(last, events[^1].Position);
        Assert.Equal(
            write.Events,
            events.Select(e => new PendingEvent(e.Version, e.Type, e.Payload, e.Origin, e.Time, e.Hash)));
        Assert.Equal(events, await FollowAsync(workspace));
    }

    [StoreFact]
    public async Task The_second_line_of_a_state_is_kept_once_for_all_that_share_it_and_given_back_with_each()
    {
        WorkspaceId workspace = Workspace();
        StreamWrite Lined(string key, int expected, string line) =>
            Events(workspace, key, expected) with { Steady = line };
        await CommitAsync(Set(workspace, Lined("a", 0, "plan"), Lined("b", 0, "plan"), Lined("c", 0, "other 🚀")));
        await CommitAsync(Set(workspace, Lined("a", 1, "plan"), Events(workspace, "d", 0)));
        await CommitAsync(Set(Workspace("other"), Lined("a", 0, "plan") with { ExpectedVersion = 0 }));

        Assert.Equal($"{Tally.State(2)}\nplan", (await LoadAsync(workspace, "a"))!.State);
        Assert.Equal($"{Tally.State(1)}\nplan", (await LoadAsync(workspace, "b"))!.State);
        Assert.Equal($"{Tally.State(1)}\nother 🚀", (await LoadAsync(workspace, "c"))!.State);
        Assert.Equal(Tally.State(1), (await LoadAsync(workspace, "d"))!.State);
        Assert.Equal(
            ["other 🚀", "plan"],
            (await Database.QueryAsync($"select content from parts where workspace = '{workspace}' order by content")).AsEnumerable());
        Assert.Single(await Database.QueryAsync($"select content from parts where workspace = '{Workspace("other")}'"));
    }

    [StoreFact]
    public async Task A_state_whose_second_line_is_gone_is_not_given_as_if_it_were_whole()
    {
        WorkspaceId workspace = Workspace();
        StreamWrite write = Events(workspace, "a", 0);
        await CommitAsync(Set(workspace, write with { Steady = "plan" }));
        await Database.ExecuteAsync($"delete from parts where workspace = '{workspace}'");

        StoreException torn = await Assert.ThrowsAsync<StoreException>(() => LoadAsync(workspace, "a"));
        Assert.Contains("Restore it from a backup", torn.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Several_streams_of_one_set_have_positions_in_the_order_of_the_set()
    {
        WorkspaceId workspace = Workspace();
        await CommitAsync(Set(
            workspace, Events(workspace, "z", 0, 2), Events(workspace, "a", 0), Events(workspace, "m", 0, 2)));

        Assert.Equal(
            ["z1", "z2", "a1", "m1", "m2"],
            (await FollowAsync(workspace)).Select(e => $"{e.Stream.Key}{e.Version}"));
    }

    [StoreFact]
    public async Task Only_streams_that_exist_are_loaded()
    {
        WorkspaceId workspace = Workspace();
        await AppendAsync(workspace, "a", 0);
        await AppendAsync(workspace, "b", 0);

        LoadedStreams loaded = await Journal.LoadAsync(
            workspace, [new("tally", "a"), new("tally", "absent"), new("tally", "b"), new("other", "a")], null, None);
        Assert.Equal(["a", "b"], loaded.Aggregates.Select(aggregate => aggregate.Stream.Key).Order());
        Assert.Empty((await Journal.LoadAsync(workspace, [], null, None)).Aggregates);
    }

    [StoreFact]
    public async Task A_set_decided_on_an_older_version_races_and_leaves_no_trace()
    {
        WorkspaceId workspace = Workspace();
        await AppendAsync(workspace, "a", 0);
        await AppendAsync(workspace, "a", 1);

        await RacesAsync(Set(workspace, Events(workspace, "b", 0), Events(workspace, "a", 1)));
        await RacesAsync(Set(workspace, Events(workspace, "b", 0), Events(workspace, "a", 0)));

        Assert.Null(await LoadAsync(workspace, "b"));
        Assert.Equal(2, (await LoadAsync(workspace, "a"))!.Version);
        Assert.Equal(2, (await FollowAsync(workspace)).Length);
    }

    [StoreFact]
    public async Task A_set_decided_on_a_version_that_does_not_exist_yet_races()
    {
        WorkspaceId workspace = Workspace();
        await AppendAsync(workspace, "a", 0);

        await RacesAsync(Set(workspace, Events(workspace, "a", 5)));
        await RacesAsync(Set(workspace, Events(workspace, "new", 1)));
        Assert.Single(await FollowAsync(workspace));
    }

    [StoreFact]
    public async Task A_set_that_contradicts_itself_is_a_bug_and_is_refused()
    {
        WorkspaceId workspace = Workspace();
        StreamWrite write = Events(workspace, "a", 0, 2);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Journal.CommitAsync(Set(workspace, write, write), None));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Journal.CommitAsync(Set(workspace, write with { Events = write.Events.RemoveAt(0) }), None));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Journal.CommitAsync(Set(workspace, write with { Events = [] }), None));
        Assert.Empty(await FollowAsync(workspace));
    }

    [StoreFact]
    public async Task An_empty_set_is_committed_without_asking_the_database()
    {
        long before = Hub.Meter.RoundTrips;
        Assert.Equal(0, await CommitAsync(Set(Workspace())));
        Assert.Equal(before, Hub.Meter.RoundTrips);
    }

    [StoreFact]
    public async Task Loading_and_committing_are_one_round_trip_each_and_one_commit()
    {
        WorkspaceId workspace = Workspace();
        (long trips, long commits) = (Hub.Meter.RoundTrips, Hub.Meter.Commits);

        await Journal.LoadAsync(workspace, [new StreamId("tally", "a")], "request", None);
        Assert.Equal((trips + 1, commits), (Hub.Meter.RoundTrips, Hub.Meter.Commits));
        await CommitAsync(Set(workspace, Events(workspace, "a", 0, 3), Events(workspace, "b", 0)) with
        {
            Request = new RequestStamp("request", "print", "tally/a"),
        });
        Assert.Equal((trips + 2, commits + 1), (Hub.Meter.RoundTrips, Hub.Meter.Commits));
    }

    [StoreFact]
    public async Task A_large_set_and_large_pages_lose_nothing()
    {
        WorkspaceId workspace = Workspace();
        StreamWrite[] writes = [.. Enumerable.Range(0, 700).Select(i => Events(workspace, $"{i:D4}", 0, 3))];
        await CommitAsync(Set(workspace, writes));

        IReadOnlyList<JournalEvent> one = await Journal.ReadAsync(workspace, 0, 5000, None);
        Assert.Equal(2100, one.Count);
        Assert.Equal(one, await FollowAsync(workspace, page: 97));
        LoadedStreams loaded =
            await Journal.LoadAsync(workspace, [.. writes.Select(write => write.Stream)], null, None);
        Assert.Equal(700, loaded.Aggregates.Length);
    }

    [StoreFact]
    public async Task A_state_that_is_known_is_not_read_again_and_one_that_moved_on_is()
    {
        WorkspaceId workspace = Workspace();
        StreamWrite Lined(string key, int expected) => Events(workspace, key, expected) with { Steady = "plan" };
        await CommitAsync(Set(workspace, Lined("same", 0), Lined("moved", 0), Events(workspace, "plain", 0)));
        await CommitAsync(Set(workspace, Lined("moved", 1)));

        LoadedStreams loaded = await Journal.LoadNewsAsync(
            workspace,
            [.. new[] { "same", "moved", "plain", "none" }.Select(key => new KnownStream(new StreamId("tally", key), 1))],
            null,
            None);

        Assert.Equal(["plain", "same"], loaded.Unchanged.Select(stream => stream.Key).Order(StringComparer.Ordinal));
        StoredAggregate moved = Assert.Single(loaded.Aggregates);
        Assert.Equal(("moved", 2, $"{Tally.State(2)}\nplan"), (moved.Stream.Key, moved.Version, moved.State));
    }

    [StoreFact]
    public async Task Children_are_found_by_their_parents_hidden_ones_included()
    {
        WorkspaceId workspace = Workspace();
        await CommitAsync(Set(
            workspace,
            Events(workspace, "a", 0, parent: "p1"),
            Events(workspace, "b", 0, parent: "p2", state: "deleted"),
            Events(workspace, "c", 0, parent: "p3"),
            Events(workspace, "d", 0)));

        IReadOnlyList<StoredAggregate> children = await Journal.ChildrenAsync(workspace, "tally", ["p1", "p2"], None);
        Assert.Equal(["a", "b"], children.Select(child => child.Stream.Key));
        Assert.Empty(await Journal.ChildrenAsync(workspace, "other", ["p1"], None));
        Assert.Empty(await Journal.ChildrenAsync(workspace, "tally", [], None));
    }

    [StoreFact]
    public async Task A_cancelled_commit_leaves_nothing_behind()
    {
        WorkspaceId workspace = Workspace();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Journal.CommitAsync(Set(workspace, Events(workspace, "a", 0)), cancelled.Token));
        Assert.Empty(await FollowAsync(workspace));
        await AppendAsync(workspace, "a", 0);
    }
}
