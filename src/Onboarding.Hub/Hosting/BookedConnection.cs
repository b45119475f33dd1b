using Onboarding.Model.Ids;
using Onboarding.Sync.Calls;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Hosting;

/// <summary>A configured connection, opened.</summary>
/// <param name="Configured">As the configuration says.</param>
/// <param name="Budget">What it may spend; closed with the book.</param>
/// <param name="Sync">What a sync run needs of it.</param>
public sealed record BookedConnection(ConnectionConfiguration Configured, CallBudget Budget, SyncConnection Sync)
{
    public WorkspaceId Workspace => Configured.Workspace;
}
