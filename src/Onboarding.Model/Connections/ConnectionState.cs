using Onboarding.Model.Ids;

namespace Onboarding.Model.Connections;

/// <summary>Whether a configured connection may run. Its settings are configuration and are not kept here.</summary>
public sealed record ConnectionState
{
    public required ConnectionId Id { get; init; }

    /// <summary>Name of the connector.</summary>
    public required string Connector { get; init; }

    /// <summary>Why it is paused and what to do; null while it may run.</summary>
    public string? PausedBecause { get; init; }

    public DateTimeOffset? PausedAt { get; init; }
}
