using System.Collections.Immutable;

namespace Onboarding.Model.Maintenance;

/// <summary>What one rule of maintenance found in one period.</summary>
public sealed record ReviewFinding
{
    /// <summary>Key of the rule, such as "stalled_share".</summary>
    public required string Rule { get; init; }

    public required FindingLevel Level { get; init; }

    /// <summary>The figure with its threshold and its number of cases, in words.</summary>
    public required string Words { get; init; }

    /// <summary>The figure itself, in the rule's unit; null where there is none.</summary>
    public decimal? Figure { get; init; }

    /// <summary>How many cases the figure rests on.</summary>
    public required int Cases { get; init; }

    /// <summary>What it can be seen by: customers, tasks or fields, at most <see cref="EvidenceMax"/>.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>Mail address of who is to see to it.</summary>
    public required string Owner { get; init; }

    /// <summary>Longest evidence that is kept.</summary>
    public const int EvidenceMax = 50;
}
