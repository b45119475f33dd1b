using Onboarding.Model.Statistics;

namespace Onboarding.Model.Audits.Reports;

/// <summary>A figure of a report with the cases that it rests on.</summary>
public sealed record AuditFigure
{
    /// <summary>Dimension of a figure over all cases.</summary>
    public const string All = "all";

    /// <summary>What is measured; the report's definitions say it in words.</summary>
    public required string Key { get; init; }

    /// <summary>What the cases are grouped by: "all", "tier", "segment", "cohort", "days" or "onboarding".</summary>
    public required string Dimension { get; init; }

    /// <summary>Which group; empty for all.</summary>
    public string Group { get; init; } = "";

    /// <summary>Which handoff field; empty for other figures.</summary>
    public string Subject { get; init; } = "";

    public required int Cases { get; init; }

    /// <summary>Of a share: the cases of which it holds.</summary>
    public int? Count { get; init; }

    /// <summary>The figure in the unit of its definition; null when it cannot be told, and then the remark says why.</summary>
    public double? Value { get; init; }

    /// <summary>Where the true value lies with 95 %; null for a count, and where the cases are too few.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The middle half of the cases; null for other than days.</summary>
    public Interval? Quartiles { get; init; }

    /// <summary>Why there is no value or no interval; empty when there is.</summary>
    public string Remark { get; init; } = "";
}
