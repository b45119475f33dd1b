using Onboarding.Model.Ids;

namespace Onboarding.Model.Workspaces;

/// <summary>What can be asked of a workspace.</summary>
public abstract record WorkspaceCommand
{
    private WorkspaceCommand()
    {
    }

    public sealed record Create(WorkspaceId Id, WorkspaceSettings Settings) : WorkspaceCommand;

    public sealed record Configure(WorkspaceSettings Settings) : WorkspaceCommand;

    /// <summary>Gives new customers another playbook from a day on.</summary>
    /// <param name="Rollout">Which and when.</param>
    /// <param name="Pilot">Key of the pilot that it rests on.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="By">Who decided.</param>
    public sealed record PlanRollout(PlaybookRollout Rollout, string Pilot, string Reason, string By) : WorkspaceCommand;
}
