using System.Collections.Immutable;

using Microsoft.Extensions.Logging;

using Onboarding.Model;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Scheduling;

/// <summary>
/// Looks at what has fallen due: claims due timers in batches and lets each aggregate decide what its hour means. Its
/// cost follows the number due and not the number open.
/// </summary>
public sealed class TimerSweep(ITimerStore timers, Dispatcher dispatcher, TimeProvider clock, ILogger<TimerSweep> log)
{
    /// <summary>Timers claimed together: one transaction for all of them.</summary>
    public const int BatchMax = 200;

    /// <summary>How long a claim holds: longer than a batch can take, short enough that a dead process delays nobody for long.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromMinutes(2);

    // What falls due of a delivery is to be sent, which takes as long as it takes: the delivery round does that.
    private static readonly ImmutableArray<string> s_kinds = [Aggregates.Onboarding.Name, Aggregates.Handoff.Name];

    /// <summary>Sweeps until nothing more is due.</summary>
    /// <returns>How many timers were dealt with.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        int swept = 0;
        while (true)
        {
            var claim = new TimerClaim { Kinds = s_kinds, Now = clock.GetUtcNow(), Max = BatchMax, Lease = Lease };
            IReadOnlyList<TimerLease> leases = await timers.ClaimAsync(claim, cancellationToken);
            if (leases.Count == 0)
            {
                return swept;
            }

            foreach (IGrouping<WorkspaceId, TimerLease> group in leases.GroupBy(lease => lease.Workspace))
            {
                swept += await ReviewAsync(group.Key, [.. group], cancellationToken);
            }
        }
    }

    private async Task<int> ReviewAsync(WorkspaceId workspace, List<TimerLease> leases, CancellationToken cancellationToken)
    {
        try
        {
            await ReviewTogetherAsync(workspace, leases, cancellationToken);
            return leases.Count;
        }
        catch (Exception failure) when (failure is not OperationCanceledException && leases.Count > 1)
        {
            // One that cannot be read must not hold up the others: they are taken one by one.
            int done = 0;
            foreach (TimerLease lease in leases)
            {
                done += await ReviewAsync(workspace, [lease], cancellationToken);
            }

            return done;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.TimerFailed(workspace.Value, leases[0].Stream.ToString(), failure);
            return 0;
        }
    }

    private async Task ReviewTogetherAsync(
        WorkspaceId workspace, List<TimerLease> leases, CancellationToken cancellationToken) =>
        await dispatcher.RunAsync(
            workspace,
            [.. leases.Select(lease => lease.Stream)],
            batch =>
            {
                foreach (TimerLease lease in leases)
                {
                    batch.Hold(lease);
                    Review(batch, lease.Stream);
                }

                return true;
            },
            cancellationToken);

    private static void Review(CommandBatch batch, StreamId stream)
    {
        if (stream.Kind == Aggregates.Onboarding.Name)
        {
            batch.Apply(Aggregates.Onboarding, stream.Key, Aggregates.Onboarding.WhenDue!, Origin.Time);
        }
        else if (stream.Kind == Aggregates.Handoff.Name)
        {
            batch.Apply(Aggregates.Handoff, stream.Key, Aggregates.Handoff.WhenDue!, Origin.Time);
        }
        else
        {
            throw new InvalidOperationException($"{stream} has a timer, but its kind says nothing of what falls due.");
        }
    }
}
