using System.Text.Json.Serialization;

using Onboarding.Model.Ids;

namespace Onboarding.Model.Workspaces;

/// <summary>What happened to a workspace.</summary>
[JsonDerivedType(typeof(Created), "workspace_created")]
[JsonDerivedType(typeof(Configured), "workspace_configured")]
public abstract record WorkspaceEvent
{
    private WorkspaceEvent()
    {
    }

    public sealed record Created(WorkspaceId Id, WorkspaceSettings Settings, DateTimeOffset At) : WorkspaceEvent;

    public sealed record Configured(WorkspaceSettings Settings) : WorkspaceEvent;
}
