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
    ConnectionBook book, SyncRunner runner, IJournalStore store, ISyncStore runs, Dispatcher dispatcher,
        JournalSignal signal,
    ILogger<SyncDesk> log)
    : ISyncRuns, IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, StartedRun> _started = new();
    private readonly CancellationTokenSource _stopping = new();
    private bool _disposed;

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

    public async Task<SyncStart> StartAsync(
        WorkspaceId workspace, ConnectionId connection, SyncRequest request, CancellationToken cancellationToken)
    {
        Guid run = request.RunId ?? throw new ArgumentException("A run that is started by a call has an id.", nameof(request));
        if (await runs.RunAsync(workspace, run, cancellationToken) is not null)
        {
            return SyncStart.Started;
        }

        if (book.Find(workspace, connection) is not { } booked)
        {
            return SyncStart.NotConfigured;
        }

        if (await PausedBecauseAsync(booked, cancellationToken) is not null)
        {
            return SyncStart.Paused;
        }

        using JournalListener listener = signal.Listen(workspace, JournalSignal.OfRun(run));
        var ending = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var noted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task running = EndAsync(noted.Task, run, booked, request, ending.Token);
        bool first = _started.TryAdd(run, new StartedRun(workspace, ending, running));
        noted.SetResult();
        if (!first)
        {
            await ending.CancelAsync();
            return SyncStart.Started;
        }

        // The run's row is its first commit; a run that finds the connection busy ends without one.
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task heard = listener.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, waiting.Token);
        await Task.WhenAny(heard, running);
        await waiting.CancelAsync();
        return await runs.RunAsync(workspace, run, cancellationToken) is null ? SyncStart.Busy : SyncStart.Started;
    }

    public Task StopAsync(
        WorkspaceId workspace, ConnectionId connection, Guid run, CancellationToken cancellationToken) =>
        _started.TryGetValue(run, out StartedRun? started) && started.Workspace == workspace
            ? started.Ending.CancelAsync()
            : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        // The container knows it by two names and disposes of it for each.
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _stopping.CancelAsync();
        await Task.WhenAll(_started.Values.Select(run => run.Task));
        _stopping.Dispose();
    }

    private async Task EndAsync(
        Task noted, Guid id, BookedConnection booked, SyncRequest request, CancellationToken cancellationToken)
    {
        // It must be in the list before it can end and leave it.
        await noted;
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
        return loaded.Aggregates.IsEmpty
            ? null : Aggregates.Connection.ReadState(loaded.Aggregates[0].State).PausedBecause;
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
