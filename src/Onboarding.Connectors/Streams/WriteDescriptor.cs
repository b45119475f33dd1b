namespace Onboarding.Connectors.Streams;

/// <summary>How a stream is written.</summary>
public sealed record WriteDescriptor
{
    /// <summary>Most records in one call, by the vendor's rule.</summary>
    public required int BatchMax { get; init; }

    /// <summary>
    /// Whether a record is created by external id so that a repeat finds the first one. Where this is false, the intent
    /// is kept first, a marker goes with the create, and the marker is looked for before it is created again.
    /// </summary>
    public required bool Upserts { get; init; }

    /// <summary>Native field that carries the hub's key: the external id where <see cref="Upserts"/>, else the marker.</summary>
    public required string KeyField { get; init; }

    /// <summary>Most markers that one <see cref="Platform.FindMarked"/> can look for.</summary>
    public int MarkersMax { get; init; } = 100;
}
