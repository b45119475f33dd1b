using System.Collections.Concurrent;

using Microsoft.Extensions.Logging;

using Onboarding.Connectors.Failures;
using Onboarding.Model.Ids;
using Onboarding.Sync.Calls;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Links;
using Onboarding.Sync.Reading;
using Onboarding.Sync.Writing;

namespace Onboarding.Sync.Runs;

/// <summary>
/// Makes sync runs: one pass over one connection reads what is new there and then writes what is new in the hub.
/// </summary>
public sealed class SyncRunner(
    Dispatcher dispatcher, IJournalStore journal, ILinkStore links, ISyncStore sync, IdSource ids, TimeProvider clock,
    ILogger<SyncRunner> logger)
{
    private readonly ConcurrentDictionary<(WorkspaceId, ConnectionId), Guid> _running = new();

    /// <summary>
    /// Makes one run. What it stores is stored page by page and batch by batch, so that whatever ends it early, the next
    /// run goes on from there.
    /// </summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="request">Why, and what it may do.</param>
    /// <param name="cancellationToken">
    /// Ends the run as cancelled; the page or batch in hand is stored whole or not at all.
    /// </param>
    public async Task<SyncOutcome> RunAsync(
        WorkspaceId workspace, SyncConnection connection, SyncRequest request, CancellationToken cancellationToken)
    {
        var begun = new SyncRun
        {
            Id = request.RunId ?? ids.Next(),
            Connection = connection.Id,
            State = SyncRunState.Running,
            StartedBy = request.StartedBy,
            StartedAt = clock.GetUtcNow(),
        };
        if (!_running.TryAdd((workspace, connection.Id), begun.Id))
        {
            return new SyncOutcome.Busy();
        }

        try
        {
            await using IAsyncDisposable? held = await sync.HoldAsync(workspace, connection.Id, cancellationToken);
            return held is null ? new SyncOutcome.Busy() : await PassAsync(workspace, connection, request, begun, cancellationToken);
        }
        finally
        {
            _running.TryRemove((workspace, connection.Id), out _);
        }
    }

    /// <summary>
    /// Closes the runs that are marked as running though nobody runs them: their process ended. To be called once at the
    /// start of a process.
    /// </summary>
    /// <returns>How many there were.</returns>
    public async Task<int> CloseCutOffAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        int closed = 0;
        foreach (SyncRun run in await sync.RunningAsync(workspace, cancellationToken))
        {
            if (_running.TryGetValue((workspace, run.Connection), out Guid id) && id == run.Id)
            {
                continue;
            }

            // Whoever still runs it, in another process, holds its connection.
            await using IAsyncDisposable? held = await sync.HoldAsync(workspace, run.Connection, cancellationToken);
            if (held is null)
            {
                continue;
            }

            SyncRun ended = run with
            {
                State = SyncRunState.Failed,
                EndedAt = clock.GetUtcNow(),
                Failure = "The run was cut off because its process ended. What it had stored is kept; the next run goes on from there.",
            };
            await journal.CommitAsync(new WriteSet { Workspace = workspace, Run = ended }, cancellationToken);
            closed++;
        }

        return closed;
    }

    private async Task<SyncOutcome> PassAsync(
        WorkspaceId workspace, SyncConnection connection, SyncRequest request, SyncRun begun, CancellationToken cancellationToken)
    {
        await journal.CommitAsync(new WriteSet { Workspace = workspace, Run = begun }, cancellationToken);
        SyncLog.RunStarted(logger, connection.Id.Value, begun.Id, request.StartedBy);
        var progress = new RunProgress(begun, connection.Client.Meter);
        SyncRunState state;
        string? pause = null;
        try
        {
            RunScope scope = await ScopeAsync(workspace, connection, request, progress, cancellationToken);
            await new ReadPass(scope).RunAsync(cancellationToken);
            await new PushPass(scope).RunAsync(cancellationToken);
            state = progress.Failures.Count == 0 ? SyncRunState.Succeeded : SyncRunState.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            state = SyncRunState.Cancelled;
        }
        catch (RunStoppedException stopped)
        {
            state = SyncRunState.Failed;
            progress.Fail(stopped.Message);
            pause = stopped.Pauses ? stopped.Message : null;
        }
        catch (ConnectorException failed)
        {
            state = SyncRunState.Failed;
            progress.Fail(failed.Failure.Message);
            pause = FailurePolicy.Of(failed.Failure.Kind).Run == RunStep.PauseConnection ? failed.Failure.Message : null;
        }
        catch (StoreException store)
        {
            state = SyncRunState.Failed;
            progress.Fail(store.Message);
        }
        catch (Exception broken)
        {
            // The run boundary: whatever it is, the run is over, its row says so, and others go on.
            SyncLog.RunBroke(logger, broken, connection.Id.Value, begun.Id);
            state = SyncRunState.Failed;
            progress.Fail($"The run broke off inside the hub ({broken.GetType().Name}); the log of the process says more.");
        }

        // A run that was asked to stop still leaves its row behind.
        SyncRun ended = progress.End(state, clock.GetUtcNow());
        await journal.CommitAsync(new WriteSet { Workspace = workspace, Run = ended }, CancellationToken.None);
        Tell(connection, ended, progress, pause);
        return new SyncOutcome.Ended(ended, pause);
    }

    private async Task<RunScope> ScopeAsync(
        WorkspaceId workspace, SyncConnection connection, SyncRequest request, RunProgress progress,
        CancellationToken cancellationToken)
    {
        var letters = new DeadLetterBook(workspace, connection.Id, clock, sync);
        await letters.OpenAsync(connection.Settings.ReplaysMax, cancellationToken);
        return new RunScope
        {
            Workspace = workspace,
            Connection = connection,
            Request = request,
            Journal = journal,
            Links = links,
            Sync = sync,
            Dispatcher = dispatcher,
            Clock = clock,
            Progress = progress,
            Letters = letters,
        };
    }

    private void Tell(SyncConnection connection, SyncRun run, RunProgress progress, string? pause)
    {
        string name = connection.Id.Value;
        SyncLog.RunEnded(
            logger, name, run.Id, run.State, run.Read.Values.Sum(), run.Applied.Values.Sum(), run.Written.Values.Sum(),
            progress.Unmatched, run.DeadLetters, run.Calls);
        if (run.Failure is { } failure)
        {
            SyncLog.RunFailed(logger, name, run.Id, failure);
        }

        if (pause is not null)
        {
            SyncLog.ToBePaused(logger, name, run.Id, pause);
        }
    }
}
