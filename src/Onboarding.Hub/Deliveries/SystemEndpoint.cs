using System.Collections.Immutable;

using Onboarding.Model.Ids;

namespace Onboarding.Hub.Deliveries;

/// <summary>Where a workspace's requests to a system go, as configured under <c>Endpoints:{name}</c>.</summary>
public sealed record SystemEndpoint
{
    /// <summary>Its name in the configuration.</summary>
    public required string Name { get; init; }

    public required WorkspaceId Workspace { get; init; }

    /// <summary>The system, as playbooks name it.</summary>
    public required string System { get; init; }

    public required Uri Url { get; init; }

    /// <summary>One, or two while the receiver changes from one to the other: each message is signed with all.</summary>
    public required ImmutableArray<WebhookSecret> Secrets { get; init; }

    /// <summary>How long one attempt may take, on the system's clock: it guards a socket, which knows no other.</summary>
    public required TimeSpan Timeout { get; init; }

    public override string ToString() => $"endpoint {Name} of the system {System} in workspace {Workspace}";
}
