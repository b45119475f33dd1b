using System.Collections.Immutable;

using Onboarding.Hub.Api.Failures;
using Onboarding.Model.Ids;

namespace Onboarding.Hub.Api.Callers;

/// <summary>Who makes a call.</summary>
/// <param name="Actor">Mail address or name; the journal keeps it.</param>
/// <param name="Workspaces">The workspaces that the caller may see; null for all.</param>
/// <param name="Role">What the caller may do there.</param>
internal sealed record Caller(string Actor, ImmutableHashSet<string>? Workspaces, CallerRole Role)
{
    public bool SeesAll => Workspaces is null;

    public bool Sees(WorkspaceId workspace) => Workspaces?.Contains(workspace.Value) ?? true;

    /// <exception cref="RefusedException">The caller lacks the role.</exception>
    public void Demand(CallerRole role)
    {
        if (Role < role)
        {
            throw Refuse.RoleRequired(role);
        }
    }
}
