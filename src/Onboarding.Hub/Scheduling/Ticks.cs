using System.Collections.Immutable;

using Microsoft.Extensions.Logging;

using Onboarding.Hub.Deliveries;
using Onboarding.Hub.Following;
using Onboarding.Hub.Hosting;
using Onboarding.Hub.Maintenance;
using Onboarding.Hub.Syncing;
using Onboarding.Model.Ids;
using Onboarding.Storage;
using Onboarding.Storage.Journal;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Scheduling;

/// <summary>The recurring work of this hub. There is never one for a task or a reminder: those are timers.</summary>
public sealed class Ticks(
    ConnectionBook book, SyncDesk desk, TimerSweep sweep, ReactionFollower reactions, JournalSeal seal, Housekeeping housekeeping,
    DeliveryRound deliveries, MaintenanceReviews reviews, IJournalStore store, TimeProvider clock, ILogger<Ticks> log)
{
    /// <summary>Events sealed with one transaction.</summary>
    public const int SealMax = 1_000;

    /// <summary>How late a due timer may be noticed.</summary>
    public static TimeSpan SweepEvery { get; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an event stays outside the chain.</summary>
    public static TimeSpan SealEvery { get; } = TimeSpan.FromMinutes(1);

    public static TimeSpan HousekeepingEvery { get; } = TimeSpan.FromDays(1);

    /// <summary>How late a period that has ended is looked back at.</summary>
    public static TimeSpan MaintenanceEvery { get; } = TimeSpan.FromHours(6);

    /// <summary>How long spent calls are remembered: the longest window of a vendor's limit is a day.</summary>
    public static TimeSpan CallsKept { get; } = TimeSpan.FromDays(2);

    /// <summary>How long a repeated request id is recognised: longer than any caller retries.</summary>
    public static TimeSpan RequestsKept { get; } = TimeSpan.FromDays(30);

    /// <summary>How often a scheduled sync is run when it keeps failing; then it waits for its next time.</summary>
    public const int SyncTriesMax = 3;

    /// <summary>How long after a failed run the next try is made: what passes by itself has mostly passed by then.</summary>
    public static TimeSpan SyncRetryAfter { get; } = TimeSpan.FromMinutes(1);

    /// <summary>All of it, in the order in which what is due at one instant is run.</summary>
    public ImmutableArray<Tick> All =>
    [
        .. book.All.Select(booked => new Tick(
            $"sync:{booked.Workspace}/{booked.Sync.Id}",
            booked.Configured.Every,
            cancellationToken => SyncAsync(booked, new SyncRequest("schedule"), cancellationToken))),
        .. book.All.Select(booked => new Tick(
            $"reconcile:{booked.Workspace}/{booked.Sync.Id}",
            booked.Configured.ReconcileEvery,
            cancellationToken => SyncAsync(booked, new SyncRequest("reconcile") { Full = true }, cancellationToken))
        {
            AtOnce = false,
        }),
        new Tick("sweep", SweepEvery, sweep.RunAsync),
        new Tick("follow", SweepEvery, FollowAsync),
        new Tick("deliver", SweepEvery, deliveries.RunAsync),
        new Tick("seal", SealEvery, SealAsync),
        new Tick("housekeeping", HousekeepingEvery, PruneAsync),
        new Tick("maintenance", MaintenanceEvery, reviews.RunAsync),
    ];

    /// <summary>Lets the reactions catch up in every workspace.</summary>
    public Task FollowAsync(CancellationToken cancellationToken) =>
        InEachAsync(workspace => reactions.CatchUpAsync(workspace, cancellationToken), cancellationToken);

    // A run that failed and did not pause its connection goes on from its checkpoint soon, and not only at the next time,
    // which may be a day away.
    private async Task SyncAsync(BookedConnection booked, SyncRequest request, CancellationToken cancellationToken)
    {
        int tried = 1;
        while (await FailsAsync(booked, request, cancellationToken))
        {
            if (tried++ == SyncTriesMax)
            {
                log.SyncGivenUp(booked.Workspace.Value, booked.Sync.Id.Value, request.StartedBy, SyncTriesMax);
                return;
            }

            await Task.Delay(SyncRetryAfter, clock, cancellationToken);
        }
    }

    // The run that another one is in the way of does the same, unless everything was to be read.
    private async Task<bool> FailsAsync(
        BookedConnection booked, SyncRequest request, CancellationToken cancellationToken) =>
        await desk.RunAsync(booked, request, cancellationToken) switch
        {
            SyncOutcome.Ended ended => ended is { Run.State: SyncRunState.Failed, PauseBecause: null },
            SyncOutcome.Busy => request.Full,
            _ => false,
        };

    private Task PruneAsync(CancellationToken cancellationToken) => housekeeping.PruneAsync(
        clock.GetUtcNow() - CallsKept, clock.GetUtcNow() - RequestsKept, cancellationToken);

    private Task SealAsync(CancellationToken cancellationToken) => InEachAsync(
        async workspace =>
        {
            while (await seal.SealAsync(workspace, SealMax, cancellationToken) == SealMax)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        },
        cancellationToken);

    private async Task InEachAsync(Func<WorkspaceId, Task> work, CancellationToken cancellationToken) =>
        await WorkspaceRound.RunAsync(await store.WorkspacesAsync(cancellationToken), work);
}
