using System.Net;

using Onboarding.Sync.Runs;

using Xunit;

namespace Onboarding.Hub.Tests.Sync;

/// <summary>How runs end.</summary>
public sealed class SyncRunTests : IAsyncLifetime
{
    private SyncBench _bench = null!;

    public async Task InitializeAsync()
    {
        _bench = await SyncBench.StartAsync();
        LedgerScenes.Fill(_bench.World);
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_run_counts_what_it_did()
    {
        SyncRun run = await _bench.SyncWellAsync();

        Assert.Equal((3, 2, 1), (run.Read["accounts"], run.Applied["deals"], run.Applied["roles"]));
        Assert.Equal(_bench.World.Calls.Count, run.Calls);
        Assert.Equal(run.StartedAt, run.EndedAt);
    }

    [Fact]
    public async Task A_refused_credential_asks_for_a_pause()
    {
        _bench.World.Down = HttpStatusCode.Unauthorized;

        SyncOutcome.Ended ended = await _bench.SyncAsync();

        Assert.Equal(SyncRunState.Failed, ended.Run.State);
        Assert.Equal("The ledger does not take the key; make a new one.", ended.PauseBecause);
    }

    [Fact]
    public async Task A_platform_that_is_down_fails_the_run_and_pauses_nothing()
    {
        _bench.World.Down = HttpStatusCode.BadGateway;

        SyncOutcome.Ended ended = await _bench.SyncAsync();

        Assert.Equal((SyncRunState.Failed, null), (ended.Run.State, ended.PauseBecause));
        Assert.Equal(["failed"], await _bench.QueryAsync("select state from sync_runs"));
    }

    [Fact]
    public async Task A_run_that_is_asked_to_stop_ends_as_cancelled_with_whole_pages()
    {
        using var stop = new CancellationTokenSource();
        int calls = 0;
        _bench.World.PageSize = 1;
        _bench.World.Step = () =>
        {
            if (++calls == 4)
            {
                stop.Cancel();
            }
        };

        SyncOutcome.Ended ended = await _bench.SyncAsync(cancellationToken: stop.Token);
        Assert.Equal((SyncRunState.Cancelled, null), (ended.Run.State, ended.Run.Failure));

        await _bench.SyncWellAsync();
        Assert.Equal(3, (await _bench.QueryAsync("select 1 from aggregates where kind = 'account'")).Count);
    }
}
