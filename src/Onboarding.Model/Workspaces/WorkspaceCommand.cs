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
}
