using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Onboarding.Model.Maintenance;

/// <summary>A look back at one period, with what was said of its findings.</summary>
public sealed record ReviewState
{
    public required ReviewPeriod Period { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The most pressing first.</summary>
    public required ImmutableArray<ReviewFinding> Findings { get; init; }

    /// <summary>Who has taken which finding up, by the key of its rule.</summary>
    public ImmutableSortedDictionary<string, ReviewAnswer> Answers { get; init; } =
        ImmutableSortedDictionary.Create<string, ReviewAnswer>(StringComparer.Ordinal);

    /// <summary>Findings that somebody must see to and nobody has.</summary>
    [JsonIgnore]
    public IEnumerable<ReviewFinding> Open => Findings.Where(finding =>
        finding.Level >= FindingLevel.Due && !Answers.ContainsKey(finding.Rule));
}
