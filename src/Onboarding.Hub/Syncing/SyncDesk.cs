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
/// Where sync runs are asked for: by the schedule and by calls. It honours a pause, pauses a connection that must not go
/// on, and lets a run that a call started outlive the call.
/// </summary>
public sealed class SyncDesk(
    ConnectionBook book, SyncRunner runner, IJournalStore store, Dispatcher dispatcher, JournalSignal signal,
    ILogger<SyncDesk> log) : ISyncRuns, IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, StartedRun> _started = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Runs a connection's sync and waits for its end; does nothing while the connection is paused.</summary>
    /// <returns>What came of it; null while the connection is paused.</returns>
    public async Task<SyncOutcome?> RunAsync(
        BookedConnection booked, SyncRequest request, CancellationToken cancellationToken)
    {
        if (await PausedBecauseAsync(booked, cancellationToken) is { } reason)
        {
            log.SyncSkipped(booked.Sync.Id.Value, reason);
            return null;
        }

        SyncOutcome outcome = await runner.RunAsync(booked.Workspace, booked.Sync, request, cancellationToken);
        if (outcome is SyncOutcome.Ended { PauseBecause: { } pause })
        {
            await PauseAsync(booked, pause, cancellationToken);
        }

        return outcome;
    }

    public async Task<bool> StartAsync(
        WorkspaceId workspace, ConnectionId connection, Guid run, string startedBy, CancellationToken cancellationToken)
    {
        BookedConnection booked = book.Find(workspace, connection)
            ?? throw new ArgumentException($"There is no connection {connection} in workspace {workspace}.", nameof(connection));
        using JournalListener begun = signal.Listen(workspace, JournalSignal.OfRun(run));
        StartedRun started = _started.GetOrAdd(run, _ => new StartedRun(
            workspace, new Lazy<Task<SyncOutcome?>>(() => EndAsync(booked, new SyncRequest(startedBy) { RunId = run })),
            CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token)));
        Task<SyncOutcome?> running = started.Task.Value;
        await Task.WhenAny(running, begun.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return !running.IsCompleted || await running is not SyncOutcome.Busy;
    }

    public async Task StopAsync(WorkspaceId workspace, ConnectionId connection, Guid run, CancellationToken cancellationToken)
    {
        if (_started.TryGetValue(run, out StartedRun? started) && started.Workspace == workspace)
        {
            await started.Ending.CancelAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_started.Values.Select(run => run.Task.Value));
        _stopping.Dispose();
    }

    private async Task<SyncOutcome?> EndAsync(BookedConnection booked, SyncRequest request)
    {
        // The caller goes on: the run is a matter of its own from here.
        await Task.Yield();
        Guid run = request.RunId!.Value;
        StartedRun started = _started[run];
        try
        {
            return await RunAsync(booked, request, started.Ending.Token);
        }
        catch (OperationCanceledException)
        {
            log.SyncStopped(booked.Sync.Id.Value, run);
            return null;
        }
        catch (Exception failure)
        {
            // The edge of a run: nobody waits for this task, so what it met must not be lost.
            log.SyncFailed(booked.Sync.Id.Value, run, failure);
            return null;
        }
        finally
        {
            _started.TryRemove(run, out _);
            started.Ending.Dispose();
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
                Aggregates.Connection, id, new ConnectionCommand.Pause(reason), new Origin("hub", $"connection:{id}")),
            cancellationToken);
        log.ConnectionPaused(id, reason);
    }

    private sealed record StartedRun(WorkspaceId Workspace, Lazy<Task<SyncOutcome?>> Task, CancellationTokenSource Ending);
}
