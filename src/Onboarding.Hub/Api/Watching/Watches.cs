using Grpc.Core;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Journal;

namespace Onboarding.Hub.Api.Watching;

/// <summary>
/// Runs watches: look, tell what is new, wait for a signal or for the time of a heartbeat, and look again. The caller's
/// own pace is the bound: nothing is queued for one who reads slowly, who then finds the newest state.
/// </summary>
internal sealed class Watches(
    JournalSignal signal, WatchSlots slots, WallClock clock, IOptions<ApiSettings> settings,
    IHostApplicationLifetime lifetime, ILogger<Watches> logger)
{
    /// <summary>Runs until the caller, the hub or the look itself ends it.</summary>
    /// <param name="name">What is watched.</param>
    /// <param name="stream">The stream whose changes concern it; null for all of the workspace.</param>
    /// <param name="look">
    /// Tells what is new; it is told whether a heartbeat is due, which it sends when nothing is new. True ends the watch.
    /// </param>
    /// <param name="context">The call.</param>
    public Task RunAsync(
        ResourceName name, StreamId? stream, Func<bool, CancellationToken, Task<bool>> look,
            ServerCallContext context) =>
        RunAsync(name, stream, look, () => settings.Value.HeartbeatInterval, context);

    /// <summary>Looks until there is an answer or the time is up, whichever is first.</summary>
    public async Task<T> WaitAsync<T>(
        ResourceName name, StreamId stream, TimeSpan longest, Func<CancellationToken, Task<(T Found, bool Done)>> look,
        ServerCallContext context)
    {
        DateTimeOffset until = clock.Time.GetUtcNow() + longest;
        T? last = default;
        await RunAsync(
            name, stream,
            async (_, token) =>
            {
                (last, bool done) = await look(token);
                return done || clock.Time.GetUtcNow() >= until;
            },
            () => Shorter(settings.Value.HeartbeatInterval, until - clock.Time.GetUtcNow()),
            context);
        return last!;
    }

    private async Task RunAsync(
        ResourceName name, StreamId? stream, Func<bool, CancellationToken, Task<bool>> look, Func<TimeSpan> silence,
        ServerCallContext context)
    {
        using IDisposable slot = slots.Take(out int open);
        using JournalListener listener = signal.Listen(name.Workspace, stream);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, lifetime.ApplicationStopping);
        logger.WatchBegan(name.ToString(), open);
        bool heartbeat = false;
        while (!await look(heartbeat, ending.Token))
        {
            heartbeat = !await listener.WaitAsync(silence(), clock.Time, ending.Token);
        }
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) =>
        TimeSpan.FromTicks(Math.Max(1, Math.Min(left.Ticks, right.Ticks)));
}
