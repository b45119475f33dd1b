using Microsoft.Extensions.Logging;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model;
using Onboarding.Model.Connections;
using Onboarding.Model.Ids;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Api;

/// <summary>Starts and stops sync runs for calls.</summary>
internal sealed class SyncCalls(AggregateChanges changes, ISyncStore store, ISyncRuns runs, ILogger<SyncCalls> logger)
{
    /// <summary>
    /// Starts a run of the connection. The run's id follows from the request id, so a repeat finds the run that the
    /// first call started, and starts it where that call was cut off in between.
    /// </summary>
    /// <param name="change">The call.</param>
    /// <param name="full">Whether everything is read again.</param>
    /// <param name="confirmDeletes">Whether a person said yes to many deletes at once.</param>
    public async Task<SyncRun> RunAsync(Change change, bool full, bool confirmDeletes)
    {
        ResourceName name = change.Target;
        var connection = new ConnectionId(name.Key);
        Guid run = IdSource.From("sync_run", name.Workspace.Value, change.RequestId);
        await changes.OnceAsync(change, [Aggregates.Connection.Stream(name.Key)], batch =>
        {
            ConnectionState state = batch.State(Aggregates.Connection, name.Key)
                ?? throw Refuse.NotFound(name.ToString());
            if (state.PausedBecause is { } because)
            {
                throw Refuse.ConnectionPaused(name.ToString(), because);
            }
        });
        if (await store.RunAsync(name.Workspace, run, change.CancellationToken) is { } started)
        {
            return started;
        }

        logger.SyncCalledFor(name.ToString(), change.Caller.Actor, run, change.RequestId);
        var request = new SyncRequest(change.Origin.Cause, DeletesConfirmed: confirmDeletes) { RunId = run, Full = full };
        SyncStart start = await runs.StartAsync(name.Workspace, connection, request, change.CancellationToken);
        if (start == SyncStart.NotConfigured)
        {
            throw Refuse.Conflict(name.ToString(),
                $"{name} is not in the hub's configuration any more; put it back to run it.");
        }

        if (start == SyncStart.Paused)
        {
            throw Refuse.ConnectionPaused(name.ToString(), "it was paused at this moment");
        }

        if (start == SyncStart.Busy)
        {
            SyncRun? other = await RunningAsync(name, change.CancellationToken);
            throw Refuse.SyncRunning(
                name.ToString(),
                other is null ? "" : ResourceName.Of(name.Workspace, Collection.Operations, other.Id).ToString());
        }

        return await store.RunAsync(name.Workspace, run, change.CancellationToken)
            ?? throw new InvalidOperationException($"Sync run {run} of {name} was started and cannot be read.");
    }

    /// <summary>Stops the connection's run, where one is under way.</summary>
    public async Task StopAsync(ResourceName connection, CancellationToken cancellationToken)
    {
        if (await RunningAsync(connection, cancellationToken) is { } running)
        {
            await runs.StopAsync(connection.Workspace, running.Connection, running.Id, cancellationToken);
        }
    }

    /// <summary>Stops a run, once per request.</summary>
    public async Task<SyncRun> StopAsync(Change change)
    {
        ResourceName name = change.Target;
        SyncRun run = await GetAsync(name, change.CancellationToken);
        await changes.OnceAsync(change, [], _ => { });
        if (run.State == SyncRunState.Running)
        {
            await runs.StopAsync(name.Workspace, run.Connection, run.Id, change.CancellationToken);
        }

        return await GetAsync(name, change.CancellationToken);
    }

    /// <exception cref="RefusedException">There is no such run.</exception>
    public async Task<SyncRun> GetAsync(ResourceName name, CancellationToken cancellationToken) =>
        await store.RunAsync(name.Workspace, name.Id, cancellationToken) ?? throw Refuse.NotFound(name.ToString());

    private async Task<SyncRun?> RunningAsync(ResourceName connection, CancellationToken cancellationToken)
    {
        IReadOnlyList<SyncRun> running = await store.RunningAsync(connection.Workspace, cancellationToken);
        return running.FirstOrDefault(run => run.Connection.Value == connection.Key);
    }
}
