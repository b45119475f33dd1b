using System.Collections.Immutable;

using Onboarding.Model.Statistics;

namespace Onboarding.Model.Audits.Reports;

/// <summary>
/// What an audit found. It holds nothing of the time or order in which it was made: the same cases give the same report.
/// </summary>
public sealed record AuditReport
{
    public required ImmutableArray<AuditFigure> Figures { get; init; }

    /// <summary>What each key of a figure means.</summary>
    public required ImmutableSortedDictionary<string, FigureDefinition> Definitions { get; init; }

    /// <summary>How accounts with a fact differ from similar ones without it, the clearest first.</summary>
    public required ImmutableArray<FactDifference> Differences { get; init; }

    /// <summary>How many comparisons were made for them; the intervals are widened by that.</summary>
    public required int Comparisons { get; init; }

    /// <summary>What customers spoke of, the most frequent first.</summary>
    public required ImmutableArray<ThemeCount> Themes { get; init; }

    /// <summary>How many texts were looked through for themes.</summary>
    public required int Texts { get; init; }

    /// <summary>What was not counted, and why.</summary>
    public required ImmutableArray<LeftOut> LeftOut { get; init; }

    public required Baseline Baseline { get; init; }

    public AuditFigure? Find(string key, string dimension = AuditFigure.All, string group = "", string subject = "") =>
        Figures.FirstOrDefault(figure =>
            figure.Key == key && figure.Dimension == dimension && figure.Group == group && figure.Subject == subject);
}
