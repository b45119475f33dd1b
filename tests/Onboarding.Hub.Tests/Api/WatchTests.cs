using Grpc.Core;

using Onboarding.Model.Ids;
using Onboarding.Sync.Runs;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>Watches tell what happens, and miss nothing over a break.</summary>
public sealed class WatchTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_watch_of_the_journal_resumes_where_it_broke_off()
    {
        await using ApiHost host = await WorldAsync();
        using var patience = new CancellationTokenSource(s_deadline);
        string token;
        using (var watch = host.Calls().Watch("WatchJournal", AcmeWorld.Requests["WatchJournal"], patience.Token))
        {
            token = (await NextAsync(watch, V1.WatchJournalResponse.Parser, patience.Token)).ResumeToken;
        }

        // Happens while nobody watches.
        await host.Calls().CallAsync<V1.Account>("UpdateAccount", AcmeWorld.Requests["UpdateAccount"]);
        var request = new V1.WatchJournalRequest { Parent = AcmeWorld.Workspace, ResumeToken = token };
        using var resumed = host.Calls().Watch("WatchJournal", request, patience.Token);
        V1.WatchJournalResponse missed = await NextAsync(resumed, V1.WatchJournalResponse.Parser, patience.Token);
        Assert.Equal(AcmeWorld.Account, Assert.Single(missed.Events).Resource);

        await host.Calls().CallAsync<V1.Onboarding>("RaiseBlocker",
            AcmeWorld.Requests["RaiseBlocker"] is V1.RaiseBlockerRequest raise
            ? new V1.RaiseBlockerRequest(raise) { RequestId = "later" }
            : throw new InvalidOperationException());
        V1.WatchJournalResponse live = await NextAsync(resumed, V1.WatchJournalResponse.Parser, patience.Token);
        Assert.Contains(live.Events, journaled => journaled.Type == "blocker_raised");
    }

    [Fact]
    public async Task A_watch_of_an_onboarding_begins_with_it_and_tells_each_change()
    {
        await using ApiHost host = await WorldAsync();
        using var patience = new CancellationTokenSource(s_deadline);
        using var watch = host.Calls().Watch("WatchOnboarding", AcmeWorld.Requests["WatchOnboarding"], patience.Token);
        V1.WatchOnboardingResponse first = await NextAsync(watch, V1.WatchOnboardingResponse.Parser, patience.Token);
        Assert.Equal(AcmeWorld.Onboarding, first.Onboarding.Name);

        V1.Onboarding changed = await host.Calls().CallAsync<V1.Onboarding>("MoveKickoff",
            AcmeWorld.Requests["MoveKickoff"]);
        V1.WatchOnboardingResponse second = await NextAsync(watch, V1.WatchOnboardingResponse.Parser, patience.Token);
        Assert.Equal(changed, second.Onboarding);
    }

    [Fact]
    public async Task A_silent_watch_sends_heartbeats()
    {
        await using ApiHost host = await WorldAsync(api => api.HeartbeatInterval = TimeSpan.FromMilliseconds(20));
        using var patience = new CancellationTokenSource(s_deadline);
        using var watch = host.Calls().Watch("WatchOnboarding", AcmeWorld.Requests["WatchOnboarding"], patience.Token);
        V1.WatchOnboardingResponse first = await NextAsync(watch, V1.WatchOnboardingResponse.Parser, patience.Token);
        V1.WatchOnboardingResponse beat = await NextAsync(watch, V1.WatchOnboardingResponse.Parser, patience.Token);
        Assert.Null(beat.Onboarding);
        Assert.Equal(first.ResumeToken, beat.ResumeToken);
    }

    [Fact]
    public async Task A_watch_of_a_run_ends_with_the_run()
    {
        await using ApiHost host = await WorldAsync();
        using var patience = new CancellationTokenSource(s_deadline);
        V1.Operation operation = await host.Calls().CallAsync<V1.Operation>("RunSync", AcmeWorld.Requests["RunSync"]);
        using var watch = host.Calls().Watch(
            "WatchSyncRun", new V1.WatchSyncRunRequest { Name = operation.SyncRun.Name }, patience.Token);
        V1.WatchSyncRunResponse running = await NextAsync(watch, V1.WatchSyncRunResponse.Parser, patience.Token);
        Assert.Equal(V1.SyncRunState.Running, running.SyncRun.State);

        await host.Runs.EndAsync(new WorkspaceId("acme"), Guid.Parse(operation.Name.Split('/')[^1]),
            SyncRunState.Succeeded);
        V1.WatchSyncRunResponse ended = await NextAsync(watch, V1.WatchSyncRunResponse.Parser, patience.Token);
        Assert.Equal(V1.SyncRunState.Succeeded, ended.SyncRun.State);
        Assert.False(await watch.ResponseStream.MoveNext(patience.Token));
    }

    private static async Task<T> NextAsync<T>(
        AsyncServerStreamingCall<byte[]> watch, Google.Protobuf.MessageParser<T> parser,
            CancellationToken cancellationToken)
        where T : Google.Protobuf.IMessage<T>
    {
        Assert.True(await watch.ResponseStream.MoveNext(cancellationToken));
        return parser.ParseFrom(watch.ResponseStream.Current);
    }

    private static async Task<ApiHost> WorldAsync(Action<Onboarding.Hub.Api.ApiSettings>? settings = null)
    {
        ApiHost host = await ApiHost.StartAsync(settings);
        await AcmeWorld.BuildAsync(host);
        return host;
    }
}
