using Microsoft.Extensions.Hosting;

using Quartz;

namespace Onboarding.Hub.Scheduling;

/// <summary>
/// Brings the ticks into Quartz's database store: a tick that is there with the same interval keeps its next time, so
/// that a restart neither skips nor repeats it; one that is not wanted any more is taken out.
/// </summary>
internal sealed class TickSchedule(ISchedulerFactory schedulers, Ticks ticks, TimeProvider clock) : IHostedService
{
    private const string Group = "ticks";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        IScheduler scheduler = await schedulers.GetScheduler(cancellationToken);
        var wanted = ticks.All.ToDictionary(tick => new TriggerKey(tick.Name, Group));
        foreach (ITrigger stored in await StoredAsync(scheduler, cancellationToken))
        {
            if (!wanted.TryGetValue(stored.Key, out Tick? tick))
            {
                await scheduler.DeleteJob(stored.JobKey, cancellationToken);
            }
            else if (stored is ISimpleTrigger simple && simple.RepeatInterval == tick.Every)
            {
                wanted.Remove(stored.Key);
            }
        }

        foreach ((TriggerKey key, Tick tick) in wanted)
        {
            await ScheduleAsync(scheduler, key, tick, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<IReadOnlyCollection<ITrigger>> StoredAsync(
        IScheduler scheduler, CancellationToken cancellationToken)
    {
        var query = new TriggerQuery { Group = GroupMatcher<TriggerKey>.GroupEquals(Group) };
        PagedResult<TriggerHeader> stored = await scheduler.QueryTriggers(query, cancellationToken);
        return await scheduler.GetTriggers([.. stored.Items.Select(header => header.Key)], cancellationToken);
    }

    private async Task ScheduleAsync(
        IScheduler scheduler, TriggerKey key, Tick tick, CancellationToken cancellationToken)
    {
        IJobDetail job = JobBuilder.Create<TickJob>().WithIdentity(tick.Name, Group).Build();
        ITrigger trigger = TriggerBuilder.Create()
            .WithIdentity(key)
            .StartAt(tick.AtOnce ? clock.GetUtcNow() : clock.GetUtcNow() + tick.Every)
            // What was missed while no process ran is done once, at once: a tick catches up with everything.
            .WithSimpleSchedule(schedule => schedule
                .WithInterval(tick.Every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithRemainingCount))
            .Build();
        await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = true }, cancellationToken);
    }
}
