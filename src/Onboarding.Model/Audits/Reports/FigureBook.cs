using System.Collections.Immutable;

using Onboarding.Model.Statistics;

namespace Onboarding.Model.Audits.Reports;

/// <summary>Collects the figures of a report, each with its remark where it cannot be told.</summary>
internal sealed class FigureBook
{
    private readonly ImmutableArray<AuditFigure>.Builder _figures = ImmutableArray.CreateBuilder<AuditFigure>();

    public ImmutableArray<AuditFigure> Figures => _figures.ToImmutable();

    public void Count(string key, string dimension, string group, int count) => _figures.Add(new AuditFigure
    {
        Key = key,
        Dimension = dimension,
        Group = group,
        Cases = count,
        Count = count,
        Value = count,
    });

    public void Days(string key, string dimension, string group, Sample sample)
    {
        Interval? interval = sample.MedianInterval();
        _figures.Add(new AuditFigure
        {
            Key = key,
            Dimension = dimension,
            Group = group,
            Cases = sample.Cases,
            Value = sample.Median,
            Interval = interval,
            Quartiles = sample.IsEnough ? new Interval(sample.Quantile(0.25)!.Value, sample.Quantile(0.75)!.Value) : null,
            Remark = !sample.IsEnough ? TooFew(sample.Cases) : interval is null ? "too few cases for an interval" : "",
        });
    }

    /// <summary>Adds a share.</summary>
    /// <param name="key">What is measured.</param>
    /// <param name="dimension">By what.</param>
    /// <param name="group">Which group.</param>
    /// <param name="share">How many of how many.</param>
    /// <param name="unknown">What would have to be known and is not; null when it is.</param>
    /// <param name="subject">Of which handoff field.</param>
    public void Share(
        string key, string dimension, string group, Proportion share, string? unknown = null, string subject = "") =>
        _figures.Add(new AuditFigure
        {
            Key = key,
            Dimension = dimension,
            Group = group,
            Subject = subject,
            Cases = share.Cases,
            Count = unknown is null ? share.Count : null,
            Value = unknown is null ? share.Share : null,
            Interval = unknown is null ? share.Interval() : null,
            Remark = unknown ?? (share.IsEnough ? "" : TooFew(share.Cases)),
        });

    public void Difference(string key, int cases, Difference? difference, string? unknown) => _figures.Add(new AuditFigure
    {
        Key = key,
        Dimension = AuditFigure.All,
        Cases = cases,
        Value = unknown is null ? difference?.Value : null,
        Interval = unknown is null ? difference?.Interval : null,
        Remark = unknown ?? (difference is null ? $"too few cases: each side needs at least {Sampling.CasesMin}" : ""),
    });

    private static string TooFew(int cases) => $"too few cases: {cases} of at least {Sampling.CasesMin}";
}
