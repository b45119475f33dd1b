using Onboarding.Model.Ids;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Tests.Api;

/// <summary>Sync runs that begin when they are started and end when a test says so.</summary>
public sealed class ScriptedRuns(IJournalStore journal, ISyncStore store, TimeProvider clock) : ISyncRuns
{
    public async Task<SyncStart> StartAsync(
        WorkspaceId workspace, ConnectionId connection, SyncRequest request, CancellationToken cancellationToken)
    {
        if ((await store.RunningAsync(workspace, cancellationToken)).Any(other => other.Connection == connection))
        {
            return SyncStart.Busy;
        }

        await WriteAsync(workspace, new SyncRun
        {
            Id = request.RunId!.Value,
            Connection = connection,
            State = SyncRunState.Running,
            StartedBy = request.StartedBy,
            StartedAt = clock.GetUtcNow(),
        });
        return SyncStart.Started;
    }

    public Task StopAsync(
        WorkspaceId workspace, ConnectionId connection, Guid run, CancellationToken cancellationToken) =>
        EndAsync(workspace, run, SyncRunState.Cancelled);

    public async Task EndAsync(WorkspaceId workspace, Guid run, SyncRunState state)
    {
        SyncRun held = (await store.RunAsync(workspace, run, CancellationToken.None))!;
        await WriteAsync(workspace, held with { State = state, EndedAt = clock.GetUtcNow() });
    }

    private Task WriteAsync(WorkspaceId workspace, SyncRun run) =>
        journal.CommitAsync(new WriteSet { Workspace = workspace, Run = run }, CancellationToken.None);
}
