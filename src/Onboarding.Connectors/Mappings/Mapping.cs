using System.Collections.Immutable;

namespace Onboarding.Connectors.Mappings;

/// <summary>How a connection's records and the hub's resources stand for each other, read from a file.</summary>
public sealed record Mapping
{
    /// <summary>SHA-256 of the file, first 12 hexadecimal digits: which revision a value was mapped by.</summary>
    public required string Revision { get; init; }

    /// <summary>In the order of the connector's streams.</summary>
    public required ImmutableArray<StreamMapping> Streams { get; init; }

    public StreamMapping? Of(string stream) => Streams.FirstOrDefault(mapping => mapping.Stream == stream);
}
