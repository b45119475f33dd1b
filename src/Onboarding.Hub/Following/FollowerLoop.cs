using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using Onboarding.Hub.Scheduling;

namespace Onboarding.Hub.Following;

/// <summary>
/// Lets reactions follow the journal closely. The tick of the schedule does the same more seldom: this loop only makes
/// it prompt, and nothing is lost when it fails.
/// </summary>
internal sealed class FollowerLoop(Ticks ticks, TimeProvider clock, ILogger<FollowerLoop> log) : BackgroundService
{
    /// <summary>How late a reaction may be; a wake-up by each commit would look at the journal as often as it is written.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <summary>How long it waits after a failure, which seldom passes at once.</summary>
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan pause = s_pause;
            try
            {
                await ticks.FollowAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.FollowingFailed(failure);
                pause = s_pauseAfterFailure;
            }

            await Task.Delay(pause, clock, stoppingToken);
        }
    }
}
