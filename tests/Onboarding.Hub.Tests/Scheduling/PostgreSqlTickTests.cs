using Onboarding.Hub.Scheduling;
using Onboarding.Storage;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Hub.Tests.Scheduling;

/// <summary>The ticks on PostgreSQL, where any number of processes share one schedule.</summary>
public sealed class PostgreSqlTickTests(PostgreSqlStore store) : TickPromises, IClassFixture<PostgreSqlStore>
{
    private static int s_schemas;

    [StoreFact]
    public async Task Two_processes_fire_a_tick_once_between_them()
    {
        StorageOptions shared = await StoreAsync();
        var log = new TickLog();
        Tick[] ticks = [.. Enumerable.Range(100, 40).Select(n => log.Tick($"daily-{n}", Day))];
        // They start together, and again when everything is overdue.
        foreach (DateTimeOffset start in (DateTimeOffset[])[Monday, Monday + (2 * Day)])
        {
            TickProcess[] both = await Task.WhenAll(
                TickProcess.StartAsync(shared, start, ticks), TickProcess.StartAsync(shared, start, ticks));
            Assert.Equal(ticks.Select(tick => tick.Name), await log.NextAsync(ticks.Length));
            foreach (TickProcess process in both)
            {
                await process.DisposeAsync();
            }

            Assert.Equal(0, log.Rest);
        }
    }

    [StoreFact]
    public async Task A_process_that_runs_a_tick_keeps_it_while_others_come()
    {
        StorageOptions shared = await StoreAsync();
        var log = new TickLog();
        var working = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TickProcess first = await TickProcess.StartAsync(shared, Monday, log.Tick("long", Hour, _ => working.Task));
        await log.NextAsync(1);

        // Two seconds later its sign of life is fresh.
        await using (await TickProcess.StartAsync(
            shared, Monday.AddSeconds(2), log.Tick("long", Hour), log.Tick("new", Hour)))
        {
            Assert.Equal(["new"], await log.NextAsync(1));
        }

        Assert.Equal(0, log.Rest);
        working.SetResult();
    }

    protected override async Task<StorageOptions> StoreAsync()
    {
        string schema = $"ticks_{Interlocked.Increment(ref s_schemas)}";
        await store.ExecuteAsync($"create schema {schema}");
        StorageOptions options = store.Options;
        options.ConnectionString += $";Search Path={schema}";
        return options;
    }
}
