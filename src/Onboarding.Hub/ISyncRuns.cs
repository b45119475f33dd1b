using Onboarding.Model.Ids;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub;

/// <summary>What calls ask of whoever runs the connections.</summary>
public interface ISyncRuns
{
    /// <summary>
    /// Starts a run under the request's id, and returns once the run can be read from the sync store as running, or has
    /// ended. Asking again with the same id changes nothing.
    /// </summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="connection">A connection that is known and not paused.</param>
    /// <param name="request">Why, and what it may do, with the id that the run is to have.</param>
    /// <param name="cancellationToken">Cancels the asking; a run that has started goes on.</param>
    Task<SyncStart> StartAsync(
        WorkspaceId workspace, ConnectionId connection, SyncRequest request, CancellationToken cancellationToken);

    /// <summary>Asks a run to end at its next page. Changes nothing when it has ended or runs in no process.</summary>
    Task StopAsync(WorkspaceId workspace, ConnectionId connection, Guid run, CancellationToken cancellationToken);
}
