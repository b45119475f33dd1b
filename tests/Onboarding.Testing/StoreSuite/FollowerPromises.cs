using System.Collections.Concurrent;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Testing.StoreSuite;

/// <summary>A follower sees every event once and in order, and its place is kept.</summary>
public abstract class FollowerPromises(StoreDatabase database) : StorePromises(database)
{
    [StoreFact]
    public async Task A_followers_place_is_kept_by_name()
    {
        WorkspaceId workspace = Workspace();
        Assert.Equal(0, await Journal.FollowerPositionAsync(workspace, "mail", None));
        await CommitAsync(Set(workspace) with { Followers = [new("mail", 7, 0), new("push", 3, 0)] });
        await CommitAsync(Set(workspace) with { Followers = [new("mail", 9, 7)] });

        Assert.Equal(9, await Journal.FollowerPositionAsync(workspace, "mail", None));
        Assert.Equal(3, await Journal.FollowerPositionAsync(workspace, "push", None));
    }

    [StoreFact]
    public async Task A_step_that_does_not_begin_where_the_follower_is_races_and_leaves_no_trace()
    {
        WorkspaceId workspace = Workspace();
        await RacesAsync(Set(workspace, Events(workspace, "a", 0)) with { Followers = [new("mail", 9, 7)] });
        await CommitAsync(Set(workspace) with { Followers = [new("mail", 7, 0)] });
        await RacesAsync(Set(workspace, Events(workspace, "a", 0)) with { Followers = [new("mail", 8, 0)] });

        Assert.Equal(7, await Journal.FollowerPositionAsync(workspace, "mail", None));
        Assert.Empty(await FollowAsync(workspace));
    }

    [StoreFact]
    public async Task Of_many_that_take_the_same_step_at_once_one_succeeds()
    {
        WorkspaceId workspace = Workspace();
        for (int step = 0; step < 5; step++)
        {
            CommitOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
                () => Journal.CommitAsync(Set(workspace) with { Followers = [new("mail", step + 1, step)] }, None),
                None)));
            Assert.Single(outcomes, outcome => outcome is CommitOutcome.Committed);
        }
    }

    [StoreFact]
    public async Task A_follower_that_reads_while_sixteen_write_misses_nothing()
    {
        WorkspaceId workspace = Workspace();
        const int Writers = 16, EventsEach = 20;
        Task writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (int version = 0; version < EventsEach; version++)
            {
                await AppendAsync(workspace, $"w{writer}", version);
            }
        }, None)));

        var seen = new List<JournalEvent>();
        bool last;
        do
        {
            last = writing.IsCompleted;
            seen.AddRange(await Journal.ReadAsync(workspace, seen.Count == 0 ? 0 : seen[^1].Position, 7, None));
        }
        while (!last);

        IReadOnlyList<JournalEvent> rest = await Journal.ReadAsync(workspace, seen[^1].Position, 10_000, None);
        seen.AddRange(rest);
        await writing;
        Assert.Equal(Writers * EventsEach, seen.Count);
        Assert.Equal(seen.OrderBy(e => e.Position), seen);
        Assert.All(
            seen.GroupBy(e => e.Stream.Key),
            stream => Assert.Equal(Enumerable.Range(1, EventsEach), stream.Select(e => e.Version)));
    }

    [StoreFact]
    public async Task Sixteen_writers_on_one_aggregate_lose_nothing_and_double_nothing()
    {
        WorkspaceId workspace = Workspace();
        const int Writers = 16, EventsEach = 5;
        var committed = new ConcurrentBag<long>();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (int written = 0; written < EventsEach;)
            {
                int version = (await LoadAsync(workspace, "shared"))?.Version ?? 0;
                CommitOutcome outcome =
                    await Journal.CommitAsync(Set(workspace, Events(workspace, "shared", version)), None);
                if (outcome is CommitOutcome.Committed done)
                {
                    committed.Add(done.LastPosition);
                    written++;
                }
            }
        }, None)));

        Assert.Equal(Writers * EventsEach, (await LoadAsync(workspace, "shared"))!.Version);
        Assert.Equal(committed.Order(), (await FollowAsync(workspace)).Select(e => e.Position));
    }

    [StoreFact]
    public async Task Writers_of_the_same_streams_in_another_order_do_not_block_each_other()
    {
        WorkspaceId workspace = Workspace();
        string[] keys = ["a", "b", "c", "d"];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (int written = 0; written < 5;)
            {
                LoadedStreams loaded =
                    await Journal.LoadAsync(workspace, [.. keys.Select(key => new StreamId("tally", key))], null, None);
                IEnumerable<string> order = writer % 2 == 0 ? keys : keys.Reverse();
                var writes = order.Select(key => Events(
                    workspace, key, loaded.Aggregates.SingleOrDefault(a => a.Stream.Key == key)?.Version ?? 0));
                written += await Journal.CommitAsync(Set(workspace, [.. writes]), None)
                    is CommitOutcome.Committed ? 1 : 0;
            }
        }, None)));

        Assert.Equal(8 * 5 * keys.Length, (await FollowAsync(workspace)).Length);
    }
}
