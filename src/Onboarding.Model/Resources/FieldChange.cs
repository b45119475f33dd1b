using Onboarding.Model.Fields;

namespace Onboarding.Model.Resources;

/// <summary>One field that a source changed.</summary>
public sealed record FieldChange
{
    public required string Field { get; init; }

    public required FieldValue Value { get; init; }

    /// <summary>The value that the source and the hub last agreed on; null when they never have.</summary>
    public FieldValue? Base { get; init; }

    /// <summary>Authority of the source over the field; smaller is stronger.</summary>
    public required int Rank { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public ConflictPolicy Policy { get; init; }
}
