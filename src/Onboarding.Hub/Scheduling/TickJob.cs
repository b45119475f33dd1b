using Microsoft.Extensions.Logging;

using Quartz;

namespace Onboarding.Hub.Scheduling;

/// <summary>What Quartz fires for every tick: the work is the tick's own.</summary>
[DisallowConcurrentExecution]
internal sealed class TickJob(IReadOnlyList<Tick> ticks, ILogger<TickJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        string name = context.JobDetail.Key.Name;
        try
        {
            await (ticks.FirstOrDefault(tick => tick.Name == name)?.RunAsync(cancellationToken) ?? Task.CompletedTask);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.TickFailed(name, failure);
        }
    }
}
