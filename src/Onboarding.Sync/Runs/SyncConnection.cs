using System.Collections.Immutable;

using Onboarding.Connectors;
using Onboarding.Connectors.Mappings;
using Onboarding.Model.Ids;
using Onboarding.Sync.Calls;

namespace Onboarding.Sync.Runs;

/// <summary>All that a sync run needs to know of a connection.</summary>
public sealed record SyncConnection
{
    public required ConnectionId Id { get; init; }

    public required ConnectorDescriptor Connector { get; init; }

    public required Platform Platform { get; init; }

    public required Mapping Mapping { get; init; }

    public required PlatformClient Client { get; init; }

    public SyncSettings Settings { get; init; } = new();

    /// <summary>
    /// The workspace's other connections, in which <see cref="StreamMapping.MatchStream"/> is looked for, in this
    /// order.
    /// </summary>
    public ImmutableArray<ConnectionId> Peers { get; init; } = [];

    /// <summary>The connection as the source of a change.</summary>
    internal string Source => $"connection:{Id}";

    /// <summary>The follower of the journal that writes to it.</summary>
    internal string Follower => $"push:{Id}";
}
