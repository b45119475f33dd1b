using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Onboarding.Hub.Following;

/// <summary>
/// Lets reactions follow the journal closely. The tick of the schedule does the same more seldom: this loop only makes
/// it prompt, and nothing is lost when it fails.
/// </summary>
/// <param name="follow">Lets the reactions catch up in every workspace.</param>
/// <param name="clock">Whose time the pauses are in.</param>
/// <param name="log">Told of each failure.</param>
internal sealed class FollowerLoop(Func<CancellationToken, Task> follow, TimeProvider clock, ILogger<FollowerLoop> log)
    : BackgroundService
{
    /// <summary>How late a reaction may be; a wake-up by each commit would look at the journal as often as it is written.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long it waits after a failure, which seldom passes at once.</summary>
    public static TimeSpan PauseAfterFailure { get; } = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan pause = Pause;
            try
            {
                await follow(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.FollowingFailed(failure);
                pause = PauseAfterFailure;
            }

            await Task.Delay(pause, clock, stoppingToken);
        }
    }
}
