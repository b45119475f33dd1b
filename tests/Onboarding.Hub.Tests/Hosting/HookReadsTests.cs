using System.Threading.Channels;

using Microsoft.Extensions.Logging.Abstractions;

using Onboarding.Hub.Hooks;
using Onboarding.Model.Ids;
using Onboarding.Sync.Runs;
using Onboarding.Testing.Clocks;

using Xunit;

namespace Onboarding.Hub.Tests.Hosting;

/// <summary>Webhooks are hints: however they come, there are few reads, and one after the last of them.</summary>
public sealed class HookReadsTests : IAsyncLifetime, IDisposable
{
    private static readonly WorkspaceId s_acme = new("acme");
    private static readonly ConnectionId s_crm = new("crm");
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly CountedRuns _runs = new();
    private HookReads _reads = null!;

    public async Task InitializeAsync()
    {
        _reads = new HookReads(_runs, new IdSource(_clock, seed: 1), _clock, NullLogger<HookReads>.Instance);
        await _reads.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await _reads.StopAsync(CancellationToken.None);

    public void Dispose() => _reads.Dispose();

    [Fact]
    public async Task A_hint_starts_a_read()
    {
        _reads.Hint(s_acme, s_crm);

        SyncRequest request = await _runs.NextAsync();
        Assert.Equal("webhook", request.StartedBy);
        Assert.NotNull(request.RunId);
    }

    [Fact]
    public async Task A_burst_of_hints_comes_to_one_read_now_and_one_after_the_last()
    {
        _reads.Hint(s_acme, s_crm);
        await _runs.NextAsync();
        for (int i = 0; i < 1_000; i++)
        {
            _reads.Hint(s_acme, s_crm);
        }

        await _clock.AdvanceToNextTimerAsync(s_patience);
        await _runs.NextAsync();
        await _clock.AdvanceToNextTimerAsync(s_patience);

        _reads.Hint(s_acme, new ConnectionId("other"));
        await _runs.NextAsync();
        Assert.Equal(3, _runs.Count);
    }

    [Fact]
    public async Task A_read_that_finds_the_connection_busy_is_made_later()
    {
        _runs.Answer = SyncStart.Busy;
        _reads.Hint(s_acme, s_crm);
        await _runs.NextAsync();
        _runs.Answer = SyncStart.Started;

        await _clock.AdvanceToNextTimerAsync(s_patience);

        await _runs.NextAsync();
        Assert.Equal(2, _runs.Count);
    }

    [Fact]
    public async Task Hints_that_come_while_the_connection_is_busy_stand_behind_the_one_that_waits()
    {
        _runs.Answer = SyncStart.Busy;
        _reads.Hint(s_acme, s_crm);
        await _runs.NextAsync();
        // The hint waits again once its pause is armed.
        await _clock.AdvanceToNextTimerAsync(s_patience);
        await _runs.NextAsync();
        for (int i = 0; i < 1_000; i++)
        {
            _reads.Hint(s_acme, s_crm);
        }

        _runs.Answer = SyncStart.Started;
        await _clock.AdvanceToNextTimerAsync(s_patience);
        await _runs.NextAsync();
        await _clock.AdvanceToNextTimerAsync(s_patience);
        _reads.Hint(s_acme, new ConnectionId("other"));
        await _runs.NextAsync();

        // At most one more: the hint may have come in the moment before the second answer.
        Assert.InRange(_runs.Count, 4, 5);
    }

    [Fact]
    public async Task A_connection_that_stays_busy_is_left_to_the_schedule()
    {
        _runs.Answer = SyncStart.Busy;
        _reads.Hint(s_acme, s_crm);
        for (int tried = 1; tried <= HookReads.TriesMax; tried++)
        {
            await _runs.NextAsync();
            await _clock.AdvanceToNextTimerAsync(s_patience);
        }

        _reads.Hint(s_acme, new ConnectionId("other"));
        await _runs.NextAsync();
        Assert.Equal(HookReads.TriesMax + 1, _runs.Count);
    }

    [Fact]
    public async Task A_hint_for_a_paused_connection_is_dropped()
    {
        _runs.Answer = SyncStart.Paused;
        _reads.Hint(s_acme, s_crm);
        await _runs.NextAsync();
        await _clock.AdvanceToNextTimerAsync(s_patience);

        _reads.Hint(s_acme, new ConnectionId("other"));
        await _runs.NextAsync();
        Assert.Equal(2, _runs.Count);
    }

    private sealed class CountedRuns : ISyncRuns
    {
        private readonly Channel<SyncRequest> _asked = Channel.CreateUnbounded<SyncRequest>();
        private int _count;

        public SyncStart Answer { get; set; } = SyncStart.Started;

        public int Count => _count;

        public Task<SyncStart> StartAsync(
            WorkspaceId workspace, ConnectionId connection, SyncRequest request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            SyncStart answer = Answer;
            _asked.Writer.TryWrite(request);
            return Task.FromResult(answer);
        }

        public Task StopAsync(
            WorkspaceId workspace, ConnectionId connection, Guid run, CancellationToken cancellationToken) =>
            throw new NotSupportedException("A hint stops nothing.");

        public async Task<SyncRequest> NextAsync()
        {
            using var patience = new CancellationTokenSource(s_patience);
            return await _asked.Reader.ReadAsync(patience.Token);
        }
    }
}
