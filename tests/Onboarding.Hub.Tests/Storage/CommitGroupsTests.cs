using System.Collections.Immutable;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage.Journal;
using Onboarding.Sync.Journal;

using Xunit;

namespace Onboarding.Hub.Tests.Storage;

/// <summary>Commits that wait at the same time are put together, and each has the outcome that it would have alone.</summary>
public sealed class CommitGroupsTests
{
    private static readonly CommitOutcome s_stored = new CommitOutcome.Committed(7);
    private static readonly CommitOutcome s_raced = new CommitOutcome.Raced();

    private readonly CommitGroups _groups = new();
    private readonly List<Turn> _turns = [];
    private TaskCompletionSource _newTurn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Those_that_come_while_others_are_under_way_go_together()
    {
        await BusyAsync();
        Task<CommitOutcome>[] three = [CommitAsync("a"), CommitAsync("b"), CommitAsync("c")];
        End(0, s_stored);

        Turn together = await TurnAsync(CommitGroups.UnderWayMax);
        Assert.Equal(["a", "b", "c"], together.Keys);
        together.Outcome.SetResult(s_stored);
        Assert.All(await Task.WhenAll(three), outcome => Assert.Equal(s_stored, outcome));
    }

    [Fact]
    public async Task When_one_of_a_group_races_each_is_committed_by_itself()
    {
        await BusyAsync();
        Task<CommitOutcome> good = CommitAsync("good");
        Task<CommitOutcome> late = CommitAsync("late");
        End(0, s_stored);

        (await TurnAsync(CommitGroups.UnderWayMax)).Outcome.SetResult(s_raced);
        Turn alone = await TurnAsync(CommitGroups.UnderWayMax + 1);
        Assert.Equal(["good"], alone.Keys);
        alone.Outcome.SetResult(s_stored);
        alone = await TurnAsync(CommitGroups.UnderWayMax + 2);
        Assert.Equal(["late"], alone.Keys);
        alone.Outcome.SetResult(s_raced);

        Assert.Equal((s_stored, s_raced), (await good, await late));
    }

    [Fact]
    public async Task A_set_that_the_database_refuses_fails_alone()
    {
        await BusyAsync();
        Task<CommitOutcome> good = CommitAsync("good");
        Task<CommitOutcome> bad = CommitAsync("bad");
        End(0, s_stored);
        var refused = new StoreException(StoreFailure.Unusable, "refused");

        (await TurnAsync(CommitGroups.UnderWayMax)).Outcome.SetException(refused);
        (await TurnAsync(CommitGroups.UnderWayMax + 1)).Outcome.SetResult(s_stored);
        (await TurnAsync(CommitGroups.UnderWayMax + 2)).Outcome.SetException(refused);

        Assert.Equal(s_stored, await good);
        Assert.Same(refused, await Assert.ThrowsAsync<StoreException>(() => bad));
    }

    [Fact]
    public async Task When_the_connection_is_cut_all_are_told_and_none_is_stored_again()
    {
        await BusyAsync();
        Task<CommitOutcome>[] both = [CommitAsync("a"), CommitAsync("b")];
        End(0, s_stored);
        (await TurnAsync(CommitGroups.UnderWayMax)).Outcome.SetException(new StoreException(StoreFailure.Unavailable, "cut"));

        foreach (Task<CommitOutcome> one in both)
        {
            await Assert.ThrowsAsync<StoreException>(() => one);
        }

        Assert.Equal(CommitGroups.UnderWayMax + 1, _turns.Count);
    }

    [Fact]
    public async Task Two_that_want_the_same_aggregate_or_request_do_not_go_together()
    {
        await BusyAsync();
        Task<CommitOutcome>[] all =
        [
            CommitAsync("a"), CommitAsync("a"), CommitAsync("b", request: "r"), CommitAsync("c", request: "r"),
            CommitAsync("d"),
        ];
        End(0, s_stored);

        Turn first = await TurnAsync(CommitGroups.UnderWayMax);
        Assert.Equal(["a", "b", "d"], first.Keys);
        first.Outcome.SetResult(s_stored);
        Turn second = await TurnAsync(CommitGroups.UnderWayMax + 1);
        Assert.Equal(["a", "c"], second.Keys);
        second.Outcome.SetResult(s_stored);
        await Task.WhenAll(all);
    }

    [Fact]
    public async Task Workspaces_are_never_put_together_and_do_not_wait_for_each_other()
    {
        await BusyAsync();
        Task<CommitOutcome> other = CommitAsync("a", workspace: "other");

        Turn turn = await TurnAsync(CommitGroups.UnderWayMax);
        Assert.Equal("other", turn.Sets.Single().Workspace.Value);
        turn.Outcome.SetResult(s_stored);
        Assert.Equal(s_stored, await other);
    }

    [Fact]
    public async Task A_caller_that_gives_up_before_its_turn_writes_nothing_and_one_that_has_begun_is_finished()
    {
        using var late = new CancellationTokenSource();
        using var begun = new CancellationTokenSource();
        Task<CommitOutcome> first = CommitAsync("begun", cancellationToken: begun.Token);
        await TurnAsync(0);
        Task<CommitOutcome> second = CommitAsync("busy");
        await TurnAsync(1);
        Task<CommitOutcome> gone = CommitAsync("gone", cancellationToken: late.Token);
        Task<CommitOutcome> next = CommitAsync("next");
        await late.CancelAsync();
        await begun.CancelAsync();
        End(0, s_stored);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Assert.Equal(s_stored, await first);
        Turn turn = await TurnAsync(2);
        Assert.Equal(["next"], turn.Keys);
        turn.Outcome.SetResult(s_stored);
        End(1, s_stored);
        await Task.WhenAll(second, next);
    }

    [Fact]
    public void Work_that_is_more_than_events_is_a_transaction_of_its_own()
    {
        WriteSet command = Set("a", null, "acme");
        Assert.True(CommitGroups.Takes(command));
        Assert.False(CommitGroups.Takes(command with { Streams = [] }));
        Assert.False(CommitGroups.Takes(command with { Followers = [new FollowerPosition("mail", 2, 1)] }));
        Assert.False(CommitGroups.Takes(command with
        {
            Leases = [new TimerLease(command.Workspace, command.Streams[0].Stream, DateTimeOffset.UnixEpoch, 1)],
        }));
    }

    /// <summary>Begins as many commits as may be under way at once.</summary>
    private async Task BusyAsync()
    {
        for (int n = 0; n < CommitGroups.UnderWayMax; n++)
        {
            _ = CommitAsync($"busy-{n}");
            await TurnAsync(n);
        }
    }

    private void End(int turn, CommitOutcome outcome) => _turns[turn].Outcome.SetResult(outcome);

    private Task<CommitOutcome> CommitAsync(
        string key, string? request = null, string workspace = "acme", CancellationToken cancellationToken = default) =>
        _groups.CommitAsync(Set(key, request, workspace), TakeTurn, cancellationToken);

    private Task<CommitOutcome> TakeTurn(ImmutableArray<WriteSet> sets, CancellationToken cancellationToken)
    {
        var turn = new Turn(sets);
        lock (_turns)
        {
            _turns.Add(turn);
            _newTurn.SetResult();
            _newTurn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return turn.Outcome.Task;
    }

    /// <summary>Waits for a turn, counted from 0.</summary>
    private async Task<Turn> TurnAsync(int number)
    {
        while (true)
        {
            Task next;
            lock (_turns)
            {
                if (_turns.Count > number)
                {
                    return _turns[number];
                }

                next = _newTurn.Task;
            }

            await next;
        }
    }

    private static WriteSet Set(string key, string? request, string workspace) => new()
    {
        Workspace = new WorkspaceId(workspace),
        Streams =
        [
            new StreamWrite
            {
                Stream = new StreamId("tally", key), ExpectedVersion = 0, Events = [], State = "{}",
                Index = new AggregateIndex(null, "open", key), NextDue = null,
            },
        ],
        Request = request is null ? null : new RequestStamp(request, "print", $"tally/{key}"),
    };

    /// <summary>A transaction that was asked for.</summary>
    private sealed record Turn(ImmutableArray<WriteSet> Sets)
    {
        public TaskCompletionSource<CommitOutcome> Outcome { get; } = new();

        public IEnumerable<string> Keys => Sets.Select(set => set.Streams[0].Stream.Key);
    }
}
