using System.Collections.Immutable;

using Microsoft.Extensions.Logging;

using Onboarding.Hub.Hosting;
using Onboarding.Model;
using Onboarding.Model.Deliveries;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Deliveries;

/// <summary>
/// Sends the deliveries that are due. Each system has a lane of its own, so that a slow one holds up nobody else. What
/// came of an attempt is written when it has come; a process that dies in between leaves the delivery due, and it is
/// sent again under the same id (docs/decisions/0014).
/// </summary>
public sealed class DeliveryRound(
    HubConfiguration configuration, ITimerStore timers, IJournalStore store, Dispatcher dispatcher,
    DeliveryClient client, TimeProvider clock, ILogger<DeliveryRound> log)
{
    /// <summary>Deliveries claimed together.</summary>
    public const int BatchMax = 200;

    /// <summary>Attempts that are under way to one system at once.</summary>
    public const int LaneMax = 4;

    private readonly bool _isVirtual = configuration.ClockFile is not null;

    private static readonly ImmutableArray<string> s_kinds = [Aggregates.Delivery.Name];

    /// <summary>How long a claim holds; what a process leaves behind is sent again after that.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How long after a claim the last attempt under it is begun, so that it ends within the lease.</summary>
    private static readonly TimeSpan s_beginWithin = Lease - (2 * EndpointReader.TimeoutMax);

    /// <summary>How soon it is looked for more while lanes are busy.</summary>
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(5);

    /// <summary>Sends until nothing more is due and every lane is empty.</summary>
    /// <returns>How many attempts were made.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        int sent = 0;
        var lanes = new Dictionary<SystemEndpoint, Task<int>>();
        try
        {
            while (true)
            {
                int claimed = await FillAsync(lanes, cancellationToken);
                if (claimed == 0 && lanes.Count == 0)
                {
                    return sent;
                }

                await AnyAsync(lanes.Values, cancellationToken);
                foreach ((SystemEndpoint endpoint, Task<int> lane) in lanes.Where(lane => lane.Value.IsCompleted).ToList())
                {
                    lanes.Remove(endpoint);
                    sent += await lane;
                }
            }
        }
        finally
        {
            // The next round must not begin lanes beside those of this one, however it ends.
            await Task.WhenAll(lanes.Values);
        }
    }

    // What is due for a busy lane is not claimed, so that one with very many holds up nobody. Each full claim begins
    // lanes or ends deliveries, so that there are not many of them.
    private async Task<int> FillAsync(Dictionary<SystemEndpoint, Task<int>> lanes, CancellationToken cancellationToken)
    {
        int claimed = 0;
        while (true)
        {
            var claim = new TimerClaim
            {
                Kinds = s_kinds,
                Now = clock.GetUtcNow(),
                Max = BatchMax,
                Lease = Lease,
                Busy = [.. lanes.Keys.Select(endpoint => new TimerLane(endpoint.Workspace, endpoint.System))],
            };
            IReadOnlyList<TimerLease> leases = await timers.ClaimAsync(claim, cancellationToken);
            foreach (IGrouping<WorkspaceId, TimerLease> group in leases.GroupBy(lease => lease.Workspace))
            {
                await BeginAsync(lanes, group.Key, [.. group], claim.Now, cancellationToken);
            }

            claimed += leases.Count;
            if (leases.Count < BatchMax)
            {
                return claimed;
            }
        }
    }

    private async Task BeginAsync(
        Dictionary<SystemEndpoint, Task<int>> lanes, WorkspaceId workspace, List<TimerLease> leases, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        IEnumerable<DueDelivery> due = (await LoadAsync(workspace, leases, cancellationToken))
            .Where(delivery => delivery.State.NextAttemptAt <= now)
            .OrderBy(delivery => delivery.State.NextAttemptAt).ThenBy(delivery => delivery.Key, StringComparer.Ordinal);
        foreach (IGrouping<string, DueDelivery> ofSystem in due.GroupBy(
            delivery => delivery.State.Message.System, StringComparer.Ordinal))
        {
            SystemEndpoint? endpoint = configuration.Endpoints.FirstOrDefault(
                known => known.Workspace == workspace && known.System == ofSystem.Key);
            if (endpoint is null)
            {
                await GiveUpAsync(workspace, ofSystem, cancellationToken);
            }
            else if (!lanes.ContainsKey(endpoint))
            {
                lanes[endpoint] = LaneAsync(endpoint, [.. ofSystem], now, cancellationToken);
                // On a virtual clock one thing happens after the other, so that the same seed is the same story.
                await (_isVirtual ? lanes[endpoint] : Task.CompletedTask);
            }
        }
    }

    private async Task<IReadOnlyList<DueDelivery>> LoadAsync(
        WorkspaceId workspace, List<TimerLease> leases, CancellationToken cancellationToken)
    {
        try
        {
            LoadedStreams loaded = await store.LoadAsync(
                workspace, [.. leases.Select(lease => lease.Stream)], null, cancellationToken);
            return
            [
                .. loaded.Aggregates.Select(stored => new DueDelivery(
                    workspace, stored.Stream.Key, Aggregates.Delivery.ReadState(stored.State))),
            ];
        }
        catch (Exception failure) when (failure is not OperationCanceledException && leases.Count > 1)
        {
            // One that cannot be read must not hold up the others: they are read one by one.
            var readable = new List<DueDelivery>();
            foreach (TimerLease lease in leases)
            {
                readable.AddRange(await LoadAsync(workspace, [lease], cancellationToken));
            }

            return readable;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.DeliveryBroke(workspace.Value, leases[0].Stream.Key, failure);
            return [];
        }
    }

    private async Task AnyAsync(IReadOnlyCollection<Task<int>> lanes, CancellationToken cancellationToken)
    {
        if (lanes.Count == 0)
        {
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny([.. lanes, Task.Delay(s_lookEvery, clock, over.Token)]);
        await over.CancelAsync();
    }

    private async Task<int> LaneAsync(
        SystemEndpoint endpoint, IReadOnlyList<DueDelivery> due, DateTimeOffset claimedAt,
        CancellationToken cancellationToken)
    {
        int sent = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = _isVirtual ? 1 : LaneMax, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due, options, async (delivery, token) =>
        {
            if (clock.GetUtcNow() - claimedAt <= s_beginWithin && await AttemptAsync(endpoint, delivery, token))
            {
                Interlocked.Increment(ref sent);
            }
        });
        return sent;
    }

    // One that cannot be sent or taken down must not hold up the others: it is due again when its lease ends.
    private async Task<bool> AttemptAsync(
        SystemEndpoint endpoint, DueDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            DeliveryAttempt attempt = await client.SendAsync(
                endpoint, delivery.Key, DeliveryBody.Of(delivery.Workspace, delivery.Key, delivery.State.Message),
                cancellationToken);
            DeliveryState after = await TellAsync(
                delivery.Workspace, delivery.Key, new DeliveryCommand.Record(attempt), cancellationToken);
            if (after.Phase == DeliveryPhase.Failed)
            {
                log.DeliveryFailed(
                    delivery.Workspace.Value, delivery.Key, after.Message.System, after.Attempts.Length);
            }

            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.DeliveryBroke(delivery.Workspace.Value, delivery.Key, failure);
            return false;
        }
    }

    // One that cannot be taken down must not hold up the others: it is due again when its lease ends.
    private async Task GiveUpAsync(
        WorkspaceId workspace, IEnumerable<DueDelivery> deliveries, CancellationToken cancellationToken)
    {
        foreach (DueDelivery delivery in deliveries)
        {
            try
            {
                await TellAsync(workspace, delivery.Key, new DeliveryCommand.GiveUpRoute(), cancellationToken);
                log.DeliveryUnroutable(workspace.Value, delivery.Key, delivery.State.Message.System);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.DeliveryBroke(workspace.Value, delivery.Key, failure);
            }
        }
    }

    private Task<DeliveryState> TellAsync(
        WorkspaceId workspace, string key, DeliveryCommand command, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            workspace,
            [Aggregates.Delivery.Stream(key)],
            batch =>
            {
                batch.Apply(Aggregates.Delivery, key, command, Origin.Time);
                return batch.State(Aggregates.Delivery, key)!;
            },
            cancellationToken);

    private sealed record DueDelivery(WorkspaceId Workspace, string Key, DeliveryState State);
}
