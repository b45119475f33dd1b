using Onboarding.Hub.Scheduling;
using Onboarding.Storage;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Hub.Tests.Scheduling;

/// <summary>What holds for the ticks on either database, from one process to the next.</summary>
public abstract class TickPromises
{
    protected static DateTimeOffset Monday { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    protected static TimeSpan Hour { get; } = TimeSpan.FromHours(1);

    protected static TimeSpan Day { get; } = TimeSpan.FromDays(1);

    /// <summary>A store that no other test uses.</summary>
    protected abstract Task<StorageOptions> StoreAsync();

    [StoreFact]
    public async Task A_restart_keeps_the_next_time_of_each_tick()
    {
        StorageOptions store = await StoreAsync();
        var log = new TickLog();
        Tick daily = log.Tick("daily", Day);
        DateTimeOffset? next;
        await using (TickProcess first = await TickProcess.StartAsync(store, Monday, daily))
        {
            Assert.Equal(["daily"], await log.NextAsync(1));
            next = await first.NextTimeAsync("daily");
        }

        // Whatever is due when a process starts is fired together: had the restart repeated it, it would be among them.
        await using (TickProcess second = await TickProcess.StartAsync(store, Monday + Hour, daily, log.Tick("new", Hour)))
        {
            Assert.Equal(["new"], await log.NextAsync(1));
            Assert.Equal(next, await second.NextTimeAsync("daily"));
        }

        await using (await TickProcess.StartAsync(store, next!.Value, daily))
        {
            Assert.Equal(["daily"], await log.NextAsync(1));
        }

        await using TickProcess fourth = await TickProcess.StartAsync(store, next.Value + Hour, daily);
        Assert.Equal(next + Day, await fourth.NextTimeAsync("daily"));

        Assert.Equal(0, log.Rest);
    }

    [StoreFact]
    public async Task A_restart_keeps_the_next_times_of_more_ticks_than_a_page_of_the_store()
    {
        StorageOptions store = await StoreAsync();
        var log = new TickLog();
        Tick[] ticks = [.. Enumerable.Range(100, 260).Select(n => log.Tick($"daily-{n}", Day))];
        await using (await TickProcess.StartAsync(store, Monday, ticks))
        {
            await log.NextAsync(ticks.Length);
        }

        await using (await TickProcess.StartAsync(store, Monday + Hour, [.. ticks, log.Tick("new", Hour)]))
        {
            Assert.Equal(["new"], await log.NextAsync(1));
        }

        Assert.Equal(0, log.Rest);
    }

    [StoreFact]
    public async Task A_tick_with_another_interval_is_scheduled_anew()
    {
        StorageOptions store = await StoreAsync();
        var log = new TickLog();
        await using (await TickProcess.StartAsync(store, Monday, log.Tick("sync", Day)))
        {
            await log.NextAsync(1);
        }

        await using (await TickProcess.StartAsync(store, Monday + Hour, log.Tick("sync", Hour)))
        {
            Assert.Equal(["sync"], await log.NextAsync(1));
        }

        await using TickProcess third = await TickProcess.StartAsync(store, Monday + Hour, log.Tick("sync", Hour));
        AssertAbout(Monday + Hour + Hour, await third.NextTimeAsync("sync"));
        Assert.Equal(0, log.Rest);
    }

    [StoreFact]
    public async Task A_tick_that_is_not_wanted_any_more_is_taken_out()
    {
        StorageOptions store = await StoreAsync();
        var log = new TickLog();
        await using (TickProcess first = await TickProcess.StartAsync(store, Monday, log.Tick("kept", Hour), log.Tick("gone", Hour)))
        {
            Assert.Equal(["gone", "kept"], await log.NextAsync(2));
            Assert.True(await first.HasAsync("gone"));
        }

        await using (TickProcess second = await TickProcess.StartAsync(store, Monday + Hour, log.Tick("kept", Hour)))
        {
            Assert.Equal(["kept"], await log.NextAsync(1));
            Assert.False(await second.HasAsync("gone"));
            Assert.Null(await second.NextTimeAsync("gone"));
        }

        Assert.Equal(0, log.Rest);
    }

    [StoreFact]
    public async Task What_was_missed_while_no_process_ran_is_made_up_for_once()
    {
        StorageOptions store = await StoreAsync();
        var log = new TickLog();
        Tick hourly = log.Tick("hourly", Hour);
        await using (await TickProcess.StartAsync(store, Monday, hourly))
        {
            await log.NextAsync(1);
        }

        DateTimeOffset later = Monday + (10.5 * Hour);
        await using (await TickProcess.StartAsync(store, later, hourly))
        {
            Assert.Equal(["hourly"], await log.NextAsync(1));
        }

        await using TickProcess third = await TickProcess.StartAsync(store, later, hourly);
        AssertAbout(later + Hour, await third.NextTimeAsync("hourly"));
        Assert.Equal(0, log.Rest);
    }

    [StoreFact]
    public async Task A_tick_that_a_stop_cuts_off_is_run_again_at_the_next_start()
    {
        StorageOptions store = await StoreAsync();
        var log = new TickLog();
        await using (TickProcess first = await TickProcess.StartAsync(
            store, Monday, log.Tick("long", Day, token => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token))))
        {
            await log.NextAsync(1);
            await first.StopAsync().WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        }

        await using (TickProcess second = await TickProcess.StartAsync(store, Monday + Hour, log.Tick("long", Day)))
        {
            Assert.Equal(["long"], await log.NextAsync(1));
            AssertAbout(Monday + Day, await second.NextTimeAsync("long"));
        }

        Assert.Equal(0, log.Rest);
    }

    [StoreFact]
    public async Task A_tick_that_a_kill_cuts_off_is_run_again_by_the_next_process()
    {
        StorageOptions store = await StoreAsync();
        var log = new TickLog();
        await TickProcess.StartAndKillAsync(store, Monday, log, "long", Day);
        await log.NextAsync(1);

        await using (TickProcess second = await TickProcess.StartAsync(store, Monday + Hour, log.Tick("long", Day)))
        {
            Assert.Equal(["long"], await log.NextAsync(1));
            AssertAbout(Monday + Day, await second.NextTimeAsync("long"));
        }

        await using (await TickProcess.StartAsync(store, Monday + Day, log.Tick("long", Day)))
        {
            Assert.Equal(["long"], await log.NextAsync(1));
        }

        Assert.Equal(0, log.Rest);
    }

    [StoreFact]
    public async Task A_tick_that_need_not_run_at_once_runs_an_interval_later()
    {
        StorageOptions store = await StoreAsync();
        var log = new TickLog();
        Tick weekly = log.Tick("weekly", 7 * Day) with { AtOnce = false };
        await using (TickProcess first = await TickProcess.StartAsync(store, Monday, weekly, log.Tick("hourly", Hour)))
        {
            Assert.Equal(["hourly"], await log.NextAsync(1));
            AssertAbout(Monday + (7 * Day), await first.NextTimeAsync("weekly"));
        }

        await using (await TickProcess.StartAsync(store, Monday + (8 * Day), weekly))
        {
            Assert.Equal(["weekly"], await log.NextAsync(1));
        }

        Assert.Equal(0, log.Rest);
    }

    [StoreFact]
    public async Task A_tick_that_fails_is_fired_again_at_its_next_time()
    {
        StorageOptions store = await StoreAsync();
        var log = new TickLog();
        Tick failing = log.Tick("failing", Hour, _ => throw new InvalidOperationException("It fails."));
        await using (TickProcess first = await TickProcess.StartAsync(store, Monday, failing))
        {
            await log.NextAsync(1);
            await first.StopAsync();
        }

        await using (await TickProcess.StartAsync(store, Monday + Hour, failing))
        {
            Assert.Equal(["failing"], await log.NextAsync(1));
        }

        Assert.Equal(0, log.Rest);
    }

    // A process takes some seconds at most from its start until it has scheduled or fired what is due.
    private static void AssertAbout(DateTimeOffset expected, DateTimeOffset? found) =>
        Assert.InRange(found!.Value, expected, expected + TimeSpan.FromMinutes(1));
}
