using System.Text.Json.Nodes;

namespace Onboarding.Testing.Samples;

/// <summary>One record of a <see cref="LedgerWorld"/>.</summary>
public sealed record LedgerRow
{
    public required string Id { get; init; }

    public required DateTimeOffset ModifiedAt { get; init; }

    public bool Deleted { get; init; }

    public string? MergedInto { get; init; }

    /// <summary>
    /// Whether its transaction is not committed yet: it is there with its time, and no reader sees it.
    /// </summary>
    public bool Hidden { get; init; }

    public required JsonObject Fields { get; init; }

    /// <summary>A field's text; null when it holds none.</summary>
    public string? Text(string field) => (string?)Fields[field];
}
