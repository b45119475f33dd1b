using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

using Onboarding.Hub.Scheduling;
using Onboarding.Storage;
using Onboarding.Testing.Clocks;

using Quartz;

namespace Onboarding.Hub.Tests.Scheduling;

/// <summary>
/// What a hub process has of the schedule: the product's own set-up of Quartz, on a database, with other ticks and a
/// clock that goes on from the time that the process is given as its start.
/// </summary>
internal sealed class TickProcess : IAsyncDisposable
{
    private readonly IHost _host;

    private TickProcess(IHost host) => _host = host;

    public static Task<TickProcess> StartAsync(StorageOptions storage, DateTimeOffset at, params Tick[] ticks) =>
        StartAsync(storage, new LaterClock(at), ticks);

    /// <summary>
    /// Starts one that never gets beyond its first tick. It hangs there, deaf to everything, and because its clock stands
    /// still it gives no further sign of life: to the store it is what a killed process is. It cannot be stopped.
    /// </summary>
    public static Task StartAndKillAsync(StorageOptions storage, DateTimeOffset at, TickLog log, string tick, TimeSpan every) =>
        StartAsync(storage, new ManualClock(at), log.Tick(tick, every, _ => new TaskCompletionSource().Task));

    private static async Task<TickProcess> StartAsync(StorageOptions storage, TimeProvider clock, params Tick[] ticks)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<IReadOnlyList<Tick>>(ticks);
        builder.Services.AddQuartzTicks(storage);
        var process = new TickProcess(builder.Build());
        await process._host.StartAsync();
        return process;
    }

    /// <summary>When the store will fire a tick next; null when it does not have it.</summary>
    public async Task<DateTimeOffset?> NextTimeAsync(string tick) =>
        (await (await SchedulerAsync()).GetTrigger(new TriggerKey(tick, "ticks")))?.NextFireTimeUtc;

    /// <summary>Whether the store has the work of a tick.</summary>
    public async Task<bool> HasAsync(string tick) => await (await SchedulerAsync()).Exists(new JobKey(tick, "ticks"));

    /// <summary>Stops it as its operator would: what runs is asked to end, and is waited for.</summary>
    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private ValueTask<IScheduler> SchedulerAsync() => _host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();

    private sealed class LaterClock(DateTimeOffset start) : TimeProvider
    {
        private readonly long _begun = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_begun);
    }
}
