using Onboarding.Model.Ids;

namespace Onboarding.Sync.Journal;

/// <summary>What the due timers of some aggregates of a workspace need besides time, and share.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Name">Its name in the workspace, as the aggregates' kind gives it.</param>
public sealed record TimerLane(WorkspaceId Workspace, string Name);
