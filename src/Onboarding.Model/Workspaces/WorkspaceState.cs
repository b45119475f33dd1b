using Onboarding.Model.Ids;

namespace Onboarding.Model.Workspaces;

/// <summary>One company.</summary>
public sealed record WorkspaceState
{
    public required WorkspaceId Id { get; init; }

    public required WorkspaceSettings Settings { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
