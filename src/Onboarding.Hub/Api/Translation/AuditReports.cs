using Onboarding.Model.Audits;
using Onboarding.Model.Audits.Reports;
using Onboarding.Model.Statistics;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Reports of audits on the wire.</summary>
internal static class AuditReports
{
    /// <summary>The newest report of an audit that has one.</summary>
    public static V1.AuditReport ToWire(Held<AuditState> held)
    {
        AuditReport report = held.State.Report!;
        return new V1.AuditReport
        {
            Audit = held.Name.ToString(),
            Number = held.State.Reports,
            GenerateTime = Wire.Of(held.State.ReportedAt),
            FromDate = Wire.Of(held.State.From),
            UntilDate = Wire.Of(held.State.Until),
            Figures = { report.Figures.Select(figure => ToWire(figure, report.Definitions[figure.Key])) },
            Differences = { report.Differences.Select(ToWire) },
            ComparisonCount = report.Comparisons,
            Themes =
            {
                report.Themes.Select(theme =>
                    new V1.ThemeCount { Theme = theme.Theme, Words = { theme.Words }, TextCount = theme.Texts }),
            },
            TextCount = report.Texts,
            LeftOut = { report.LeftOut.Select(part => new V1.LeftOut { Reason = part.Why, Count = part.Count }) },
        };
    }

    public static V1.Interval? ToWire(Interval? interval) =>
        interval is null ? null : new V1.Interval { Low = interval.Low, High = interval.High };

    private static V1.AuditFigure ToWire(AuditFigure figure, FigureDefinition definition)
    {
        var wire = new V1.AuditFigure
        {
            Key = figure.Key,
            Definition = definition.Words,
            Unit = definition.Unit,
            Dimension = figure.Dimension,
            Group = figure.Group,
            HandoffField = figure.Subject,
            CaseCount = figure.Cases,
            Interval = ToWire(figure.Interval),
            Quartiles = ToWire(figure.Quartiles),
            Remark = figure.Remark,
        };
        if (figure.Count is { } count)
        {
            wire.MatchCount = count;
        }

        if (figure.Value is { } value)
        {
            wire.Value = value;
        }

        return wire;
    }

    private static V1.FactDifference ToWire(FactDifference difference) => new()
    {
        Tier = difference.Tier,
        Segment = difference.Segment,
        Fact = difference.Fact,
        Value = difference.Value,
        CasesWith = difference.With,
        CasesWithout = difference.Without,
        MedianDaysWith = difference.MedianWith,
        MedianDaysWithout = difference.MedianWithout,
        DifferenceDays = difference.Days.Value,
        Interval = ToWire(difference.Days.Interval),
        Clear = difference.IsClear,
    };
}
