using System.Collections.Immutable;

using Onboarding.Model.Ids;

namespace Onboarding.Hub.Hosting;

/// <summary>One connection as configured under <c>Connections:{name}</c>.</summary>
public sealed record ConnectionConfiguration
{
    public required ConnectionId Id { get; init; }

    public required WorkspaceId Workspace { get; init; }

    /// <summary>Name of the connector.</summary>
    public required string Connector { get; init; }

    /// <summary>How often it is synced on schedule.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>How often everything of it is read again, to find what changes alone do not tell.</summary>
    public required TimeSpan ReconcileEvery { get; init; }

    /// <summary>SHA-256 of the secret that its webhooks carry, in hexadecimal; null where it takes none.</summary>
    public required string? HookSha256 { get; init; }

    /// <summary>Part of the platform's limits that it may use.</summary>
    public required double Share { get; init; }

    /// <summary>File of its mapping; null takes the one that the connector ships.</summary>
    public required string? MappingFile { get; init; }

    /// <summary>The connector's own settings; may hold secrets, so it is never printed.</summary>
    public required ImmutableDictionary<string, string?> Settings { get; init; }

    public override string ToString() => $"connection {Id} to {Connector} in workspace {Workspace}";
}
