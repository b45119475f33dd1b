using System.Threading.Channels;

using Microsoft.Extensions.Logging.Abstractions;

using Onboarding.Hub.Following;
using Onboarding.Testing.Clocks;

using Xunit;

namespace Onboarding.Hub.Tests.Hosting;

/// <summary>Reactions follow the journal promptly, and go on after a failure without hurry.</summary>
public sealed class FollowerLoopTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new();
    private readonly Channel<DateTimeOffset> _followed = Channel.CreateUnbounded<DateTimeOffset>();
    private FollowerLoop _loop = null!;
    private int _failures;

    public async Task InitializeAsync()
    {
        _loop = new FollowerLoop(FollowAsync, _clock, NullLogger<FollowerLoop>.Instance);
        await Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _loop.StopAsync(CancellationToken.None);

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task It_looks_again_after_a_short_pause()
    {
        await _loop.StartAsync(CancellationToken.None);

        Assert.Equal(FollowerLoop.Pause, await PauseAsync());
    }

    [Fact]
    public async Task After_a_failure_as_of_a_full_disk_it_waits_longer_and_then_goes_on()
    {
        _failures = 2;
        await _loop.StartAsync(CancellationToken.None);

        Assert.Equal(FollowerLoop.PauseAfterFailure, await PauseAsync());
        Assert.Equal(FollowerLoop.PauseAfterFailure, await PauseAsync());
        Assert.Equal(FollowerLoop.Pause, await PauseAsync());
    }

    private Task FollowAsync(CancellationToken cancellationToken)
    {
        _followed.Writer.TryWrite(_clock.GetUtcNow());
        return _failures-- > 0 ? throw new IOException("No space left.") : Task.CompletedTask;
    }

    private DateTimeOffset? _last;

    /// <summary>The time between two looks; the clock is moved to where the loop waits.</summary>
    private async Task<TimeSpan> PauseAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        DateTimeOffset first = _last ?? await _followed.Reader.ReadAsync(patience.Token);
        await _clock.AdvanceToNextTimerAsync(s_patience);
        _last = await _followed.Reader.ReadAsync(patience.Token);
        return _last.Value - first;
    }
}
