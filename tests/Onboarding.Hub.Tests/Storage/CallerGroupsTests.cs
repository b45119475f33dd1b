using System.Collections.Immutable;

using Onboarding.Model.Ids;
using Onboarding.Storage.Journal;
using Onboarding.Sync.Journal;

using Xunit;

namespace Onboarding.Hub.Tests.Storage;

/// <summary>
/// Callers that wait at the same time are served together, and each has the answer that it would have alone. Here an ask
/// is a text, and its parts between pluses are what no two of a group may both want.
/// </summary>
public sealed class CallerGroupsTests
{
    private const int Busy = CallerGroups<string, string>.UnderWayMax;

    private readonly CallerGroups<string, string> _groups =
        new(ask => ask.Contains('!') ? throw new FormatException("It wants nothing.") : ask.Split('+'));
    private readonly List<Turn> _turns = [];
    private TaskCompletionSource _newTurn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Those_that_come_while_others_are_under_way_go_together()
    {
        await BusyAsync();
        Task<string>[] three = [AskAsync("a"), AskAsync("b"), AskAsync("c")];
        Answer(0);

        Assert.Equal(["a", "b", "c"], (await TurnAsync(Busy)).Asks);
        Answer(Busy);
        Assert.Equal(["answer to a", "answer to b", "answer to c"], await Task.WhenAll(three));
    }

    [Fact]
    public async Task What_cannot_be_done_for_all_together_is_done_for_each_alone()
    {
        await BusyAsync();
        Task<string>[] two = [AskAsync("a"), AskAsync("b")];
        Answer(0);

        (await TurnAsync(Busy)).Work.SetResult([]);
        Assert.Equal(["a"], (await TurnAsync(Busy + 1)).Asks);
        Answer(Busy + 1);
        Assert.Equal(["b"], (await TurnAsync(Busy + 2)).Asks);
        Answer(Busy + 2);
        Assert.Equal(["answer to a", "answer to b"], await Task.WhenAll(two));
    }

    [Fact]
    public async Task Those_that_go_with_one_at_fault_are_done_by_halves()
    {
        await BusyAsync();
        Task<string>[] all = [AskAsync("a"), AskAsync("b"), AskAsync("bad"), AskAsync("d"), AskAsync("e")];
        Answer(0);

        (await TurnAsync(Busy)).Work.SetResult([]);
        Assert.Equal(["a", "b"], (await TurnAsync(Busy + 1)).Asks);
        Answer(Busy + 1);
        Assert.Equal(["bad", "d", "e"], (await TurnAsync(Busy + 2)).Asks);
        _turns[Busy + 2].Work.SetResult([]);
        Assert.Equal(["bad"], (await TurnAsync(Busy + 3)).Asks);
        Answer(Busy + 3);
        Assert.Equal(["d", "e"], (await TurnAsync(Busy + 4)).Asks);
        Answer(Busy + 4);
        Assert.Equal(
            ["answer to a", "answer to b", "answer to bad", "answer to d", "answer to e"], await Task.WhenAll(all));
    }

    [Fact]
    public async Task An_ask_that_the_database_refuses_fails_alone()
    {
        await BusyAsync();
        Task<string> good = AskAsync("good");
        Task<string> bad = AskAsync("bad");
        Answer(0);
        var refused = new StoreException(StoreFailure.Unusable, "refused");

        (await TurnAsync(Busy)).Work.SetException(refused);
        await TurnAsync(Busy + 1);
        Answer(Busy + 1);
        (await TurnAsync(Busy + 2)).Work.SetException(refused);

        Assert.Equal("answer to good", await good);
        Assert.Same(refused, await Assert.ThrowsAsync<StoreException>(() => bad));
    }

    [Fact]
    public async Task An_ask_that_cannot_be_understood_fails_alone_and_holds_up_nobody()
    {
        for (int n = 0; n <= Busy; n++)
        {
            await Assert.ThrowsAsync<FormatException>(() => AskAsync("!"));
        }

        Task<string> good = AskAsync("good");
        await TurnAsync(0);
        Answer(0);
        Assert.Equal("answer to good", await good);
    }

    [Fact]
    public async Task When_the_connection_is_cut_all_are_told_and_nothing_is_done_again()
    {
        await BusyAsync();
        Task<string>[] both = [AskAsync("a"), AskAsync("b")];
        Answer(0);
        (await TurnAsync(Busy)).Work.SetException(new StoreException(StoreFailure.Unavailable, "cut"));

        foreach (Task<string> one in both)
        {
            await Assert.ThrowsAsync<StoreException>(() => one);
        }

        Assert.Equal(Busy + 1, _turns.Count);
    }

    [Fact]
    public async Task Two_that_want_the_same_do_not_go_together_and_keep_their_order()
    {
        await BusyAsync();
        Task<string>[] all = [AskAsync("a"), AskAsync("a+1"), AskAsync("b+r"), AskAsync("c+r"), AskAsync("d")];
        Answer(0);

        Assert.Equal(["a", "b+r", "d"], (await TurnAsync(Busy)).Asks);
        Answer(Busy);
        Assert.Equal(["a+1", "c+r"], (await TurnAsync(Busy + 1)).Asks);
        Answer(Busy + 1);
        await Task.WhenAll(all);
    }

    [Fact]
    public async Task Workspaces_are_never_put_together_and_do_not_wait_for_each_other()
    {
        await BusyAsync();
        Task<string> other = AskAsync("a", workspace: "other");

        Turn turn = await TurnAsync(Busy);
        Assert.Equal(("other", "a"), (turn.Workspace.Value, turn.Asks.Single()));
        Answer(Busy);
        Assert.Equal("answer to a", await other);
    }

    [Fact]
    public async Task A_caller_that_goes_before_its_turn_has_nothing_done_and_what_has_begun_is_finished()
    {
        using var begun = new CancellationTokenSource();
        using var late = new CancellationTokenSource();
        Task<string> first = AskAsync("begun", cancellationToken: begun.Token);
        await TurnAsync(0);
        Task<string> second = AskAsync("busy", cancellationToken: CancellationToken.None);
        await TurnAsync(1);
        Task<string> gone = AskAsync("gone", cancellationToken: late.Token);
        Task<string> next = AskAsync("next", cancellationToken: CancellationToken.None);
        await late.CancelAsync();
        await begun.CancelAsync();
        Answer(0);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Assert.Equal("answer to begun", await first);
        Assert.Equal(["next"], (await TurnAsync(2)).Asks);
        Answer(2);
        Answer(1);
        await Task.WhenAll(second, next);
    }

    /// <summary>Begins as much as may be under way at once.</summary>
    private async Task BusyAsync()
    {
        for (int n = 0; n < Busy; n++)
        {
            _ = AskAsync($"busy-{n}");
            await TurnAsync(n);
        }
    }

    private void Answer(int turn) =>
        _turns[turn].Work.SetResult([.. _turns[turn].Asks.Select(ask => $"answer to {ask}")]);

    private Task<string> AskAsync(string ask, string workspace = "acme", CancellationToken cancellationToken = default) =>
        _groups.AskAsync(new WorkspaceId(workspace), ask, TakeTurn, cancellationToken);

    private Task<ImmutableArray<string>> TakeTurn(
        WorkspaceId workspace, ImmutableArray<string> asks, CancellationToken cancellationToken)
    {
        var turn = new Turn(workspace, asks);
        lock (_turns)
        {
            _turns.Add(turn);
            _newTurn.SetResult();
            _newTurn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return turn.Work.Task;
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

    /// <summary>Work that was begun.</summary>
    private sealed record Turn(WorkspaceId Workspace, IReadOnlyList<string> Asks)
    {
        public TaskCompletionSource<ImmutableArray<string>> Work { get; } = new();
    }
}
