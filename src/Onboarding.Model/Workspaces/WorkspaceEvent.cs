using System.Text.Json.Serialization;

using Onboarding.Model.Ids;

namespace Onboarding.Model.Workspaces;

/// <summary>What happened to a workspace.</summary>
[JsonDerivedType(typeof(Created), "workspace_created")]
[JsonDerivedType(typeof(Configured), "workspace_configured")]
[JsonDerivedType(typeof(RolloutPlanned), "rollout_planned")]
public abstract record WorkspaceEvent
{
    private WorkspaceEvent()
    {
    }

    public sealed record Created(WorkspaceId Id, WorkspaceSettings Settings, DateTimeOffset At) : WorkspaceEvent;

    public sealed record Configured(WorkspaceSettings Settings) : WorkspaceEvent;

    /// <param name="Rollout">Which playbook from when on.</param>
    /// <param name="Pilot">Key of the pilot that it rests on.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="By">Who decided.</param>
    public sealed record RolloutPlanned(PlaybookRollout Rollout, string Pilot, string Reason, string By) : WorkspaceEvent;
}
