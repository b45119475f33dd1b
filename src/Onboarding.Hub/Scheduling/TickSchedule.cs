using Microsoft.Extensions.Hosting;

using Quartz;

namespace Onboarding.Hub.Scheduling;

/// <summary>
/// Brings the ticks into Quartz's database store: a tick that is there with the same interval keeps its next time, so
/// that a restart neither skips nor repeats it; one that is not wanted any more is taken out.
/// </summary>
internal sealed class TickSchedule(ISchedulerFactory schedulers, IReadOnlyList<Tick> ticks, TimeProvider clock) : IHostedService
{
    private const string Group = "ticks";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        IScheduler scheduler = await schedulers.GetScheduler(cancellationToken);
        var missing = ticks.ToDictionary(tick => new TriggerKey(tick.Name, Group));
        foreach (ITrigger stored in await StoredAsync(scheduler, cancellationToken))
        {
            if (!missing.Remove(stored.Key, out Tick? tick))
            {
                await scheduler.DeleteJob(stored.JobKey, cancellationToken);
            }
            else if (stored is not ISimpleTrigger simple || simple.RepeatInterval != tick.Every)
            {
                await ScheduleAsync(scheduler, tick, replace: true, cancellationToken);
            }
        }

        foreach (Tick tick in missing.Values)
        {
            try
            {
                await ScheduleAsync(scheduler, tick, replace: false, cancellationToken);
            }
            catch (ObjectAlreadyExistsException)
            {
                // Another process that starts at the same time was first; to replace its trigger would fire it twice.
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<IReadOnlyCollection<ITrigger>> StoredAsync(
        IScheduler scheduler, CancellationToken cancellationToken)
    {
        var query = new TriggerQuery
        {
            Group = GroupMatcher<TriggerKey>.GroupEquals(Group),
            Take = PagedQuery.All,
        };
        PagedResult<TriggerHeader> stored = await scheduler.QueryTriggers(query, cancellationToken);
        return await scheduler.GetTriggers([.. stored.Items.Select(header => header.Key)], cancellationToken);
    }

    private async Task ScheduleAsync(
        IScheduler scheduler, Tick tick, bool replace, CancellationToken cancellationToken)
    {
        // One that was cut off, by a stop or a kill, is run again by the next process: its next time may be a day away.
        IJobDetail job = JobBuilder.Create<TickJob>().WithIdentity(tick.Name, Group).RequestRecovery().Build();
        ITrigger trigger = TriggerBuilder.Create(clock)
            .WithIdentity(tick.Name, Group)
            .StartAt(tick.AtOnce ? clock.GetUtcNow() : clock.GetUtcNow() + tick.Every)
            // What was missed while no process ran is done once, at once: a tick catches up with everything.
            .WithSimpleSchedule(schedule => schedule
                .WithInterval(tick.Every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithRemainingCount))
            .Build();
        await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = replace }, cancellationToken);
    }
}
