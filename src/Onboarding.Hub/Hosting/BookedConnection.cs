using Onboarding.Model.Ids;
using Onboarding.Sync.Calls;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Hosting;

/// <summary>A configured connection, opened.</summary>
/// <param name="Workspace">The workspace it belongs to.</param>
/// <param name="Every">How often it is synced on schedule.</param>
/// <param name="Budget">What it may spend; closed with the book.</param>
/// <param name="Sync">What a sync run needs of it.</param>
public sealed record BookedConnection(WorkspaceId Workspace, TimeSpan Every, CallBudget Budget, SyncConnection Sync);
