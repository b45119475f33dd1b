using System.Collections.Concurrent;

using Microsoft.Extensions.Logging;

using Onboarding.Hub.Hosting;
using Onboarding.Model;
using Onboarding.Model.Connections;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Syncing;

/// <summary>
/// Where sync runs are asked for: by the schedule, by a call, by a webhook. It honours a pause, pauses a connection
/// that must not go on, and lets a run that a call started outlive the call.
/// </summary>
public sealed class SyncDesk(
    ConnectionBook book, SyncRunner runner, IJournalStore store, Dispatcher dispatcher, IdSource ids, ILogger<SyncDesk> log)
    : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, StartedRun> _started = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Runs a connection's sync and waits for its end; does nothing while the connection is paused.</summary>
    public async Task RunAsync(BookedConnection booked, SyncRequest request, CancellationToken cancellationToken)
    {
        if (await PausedBecauseAsync(booked, cancellationToken) is { } reason)
        {
            log.SyncSkipped(booked.Sync.Id.Value, reason);
            return;
        }

        SyncOutcome outcome = await runner.RunAsync(booked.Workspace, booked.Sync, request, cancellationToken);
        if (outcome is SyncOutcome.Ended { PauseBecause: { } pause })
        {
            await PauseAsync(booked, pause, cancellationToken);
        }
    }

    /// <summary>Starts a sync and gives the id of its run at once; <see cref="Cancel"/> ends it.</summary>
    /// <returns>The id of the run, or the refusal when the connection is unknown or paused.</returns>
    public async Task<(Guid RunId, Refusal? Refusal)> StartAsync(
        WorkspaceId workspace, ConnectionId connection, string startedBy, bool deletesConfirmed,
        CancellationToken cancellationToken)
    {
        if (book.Find(workspace, connection) is not { } booked)
        {
            return (default, new Refusal(RefusalReason.NotFound, $"There is no connection {connection}; add it to the hub's configuration."));
        }

        if (await PausedBecauseAsync(booked, cancellationToken) is { } reason)
        {
            return (default, new Refusal(
                RefusalReason.StateConflict, $"Connection {connection} is paused: {reason} Mend that and resume the connection."));
        }

        Guid id = ids.Next();
        var ending = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var request = new SyncRequest(startedBy, DeletesConfirmed: deletesConfirmed) { RunId = id };
        _started[id] = new StartedRun(workspace, ending, EndAsync(id, booked, request, ending.Token));
        return (id, null);
    }

    /// <summary>Asks a run that a call started to end; false when this process does not run it.</summary>
    public bool Cancel(WorkspaceId workspace, Guid runId)
    {
        if (!_started.TryGetValue(runId, out StartedRun? run) || run.Workspace != workspace)
        {
            return false;
        }

        run.Ending.Cancel();
        return true;
    }

    /// <summary>Waits for a run that a call started in this process; returns at once for any other.</summary>
    public Task WaitAsync(Guid runId, CancellationToken cancellationToken) =>
        _started.TryGetValue(runId, out StartedRun? run) ? run.Task.WaitAsync(cancellationToken) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_started.Values.Select(run => run.Task));
        _stopping.Dispose();
    }

    private async Task EndAsync(Guid id, BookedConnection booked, SyncRequest request, CancellationToken cancellationToken)
    {
        // The caller gets its answer first: the run goes on by itself.
        await Task.Yield();
        try
        {
            await RunAsync(booked, request, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            log.SyncStopped(booked.Sync.Id.Value, id);
        }
        catch (Exception failure)
        {
            // The edge of a run: nobody waits for this task, so what it met must not be lost.
            log.SyncFailed(booked.Sync.Id.Value, id, failure);
        }
        finally
        {
            if (_started.TryRemove(id, out StartedRun? run))
            {
                run.Ending.Dispose();
            }
        }
    }

    private async Task<string?> PausedBecauseAsync(BookedConnection booked, CancellationToken cancellationToken)
    {
        StreamId stream = Aggregates.Connection.Stream(booked.Sync.Id.Value);
        LoadedStreams loaded = await store.LoadAsync(booked.Workspace, [stream], null, cancellationToken);
        return loaded.Aggregates.IsEmpty ? null : Aggregates.Connection.ReadState(loaded.Aggregates[0].State).PausedBecause;
    }

    private async Task PauseAsync(BookedConnection booked, string reason, CancellationToken cancellationToken)
    {
        string id = booked.Sync.Id.Value;
        await dispatcher.RunAsync(
            booked.Workspace,
            [Aggregates.Connection.Stream(id)],
            batch => batch.Apply(
                Aggregates.Connection, id, new ConnectionCommand.Pause(reason), new Origin("hub", $"record:{id}")),
            cancellationToken);
        log.ConnectionPaused(id, reason);
    }

    private sealed record StartedRun(WorkspaceId Workspace, CancellationTokenSource Ending, Task Task);
}
