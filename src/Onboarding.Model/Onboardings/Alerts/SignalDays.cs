using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

using Onboarding.Model.Calendars;
using Onboarding.Model.Conditions;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Signals;

namespace Onboarding.Model.Onboardings.Alerts;

/// <summary>The reports of one kind by the customer's days, and what rules find in them.</summary>
internal sealed class SignalDays(SignalSeries series, BusinessCalendar calendar)
{
    // A23.9: over mean + 3 standard deviations of the trailing 8 weeks.
    private const int WeekDays = 7;
    private const int WeeksBefore = 8;
    private const int Deviations = 3;

    /// <summary>A deviation is a tenth of the mean at least: where a value never moved, any move is many deviations.</summary>
    private const decimal DeviationShareMin = 0.1m;

    private readonly ImmutableArray<(int Day, decimal Value)> _points =
        [.. series.Points.Select(point => (calendar.DayOf(point.At).DayNumber, point.Value))];

    private SignalDefinition Definition => SignalCatalogue.Of(series.Kind);

    public bool Holds(AlertRule.Signal rule, DateOnly on)
    {
        int day = on.DayNumber;
        switch (rule.Reading)
        {
            case SignalReading.Latest:
                return Compares(series.Newest.Value, rule);
            case SignalReading.Average:
                decimal[] values = Values(day, rule.OverDays);
                return values.Length >= rule.ReportsMin && Compares(values.Average(), rule);
            case SignalReading.Count:
                return Compares(Count(day, rule.OverDays), rule);
            case SignalReading.Spike:
                int count = Count(day, WeekDays);
                (decimal mean, decimal variance) = Spread(Weeks(day));
                return count >= rule.Threshold && Exceeds(count - mean, variance);
            case SignalReading.Deviation:
                decimal[] before = Before();
                (decimal usual, decimal spread) = Spread(before);
                decimal worse = Definition.Polarity == SignalPolarity.HigherIsWorse
                    ? series.Newest.Value - usual
                    : usual - series.Newest.Value;
                return before.Length >= rule.Threshold && Exceeds(worse, spread) && worse >= usual * DeviationShareMin;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Days on which reports leave the window, or go from one week into another.</summary>
    public IEnumerable<DateOnly> Edges(AlertRule.Signal rule) => rule.Reading switch
    {
        SignalReading.Average or SignalReading.Count => _points.Select(point => point.Day + rule.OverDays).Distinct()
            .Select(DateOnly.FromDayNumber),
        SignalReading.Spike => _points
            .SelectMany(point => Enumerable.Range(1, WeeksBefore + 1).Select(weeks => point.Day + (weeks * WeekDays)))
            .Distinct()
            .Select(DateOnly.FromDayNumber),
        _ => [],
    };

    public string InWords(AlertRule.Signal rule, DateOnly on)
    {
        int day = on.DayNumber;
        string name = rule.Reading is SignalReading.Count or SignalReading.Spike
            ? $"{Definition.Name} was reported"
            : $"{Definition.Name} is";
        string newest = $"{Shown(series.Newest.Value)} {Definition.Unit} "
            + $"({DateOnly.FromDayNumber(_points[^1].Day):yyyy-MM-dd}, {series.Newest.Source})";
        return rule.Reading switch
        {
            SignalReading.Latest => $"{name} {newest}, {Asked(rule)}",
            SignalReading.Average => $"{name} {Shown(Values(day, rule.OverDays).Average())} {Definition.Unit} on average "
                + $"of {Values(day, rule.OverDays).Length} in {rule.OverDays} days, {Asked(rule)}",
            SignalReading.Count => $"{name} {Count(day, rule.OverDays)} times in {rule.OverDays} days, {Asked(rule)}",
            SignalReading.Spike => $"{name} {Count(day, WeekDays)} times in {WeekDays} days, at least {rule.Threshold} "
                + $"and more than {Usual(Spread(Weeks(day)))}",
            SignalReading.Deviation => $"{name} {newest}, off {Usual(Spread(Before()))}",
            _ => throw new UnreachableException(),
        };
    }

    private static string Usual((decimal Mean, decimal Variance) spread) =>
        $"the mean {Shown(spread.Mean)} of the {WeeksBefore} weeks before by {Deviations} standard deviations "
        + $"({Shown((decimal)Math.Sqrt((double)spread.Variance))} each)";

    private static string Asked(AlertRule.Signal rule) => rule.Comparison switch
    {
        Comparison.Less => $"below {Shown(rule.Threshold)}",
        Comparison.AtMost => $"at most {Shown(rule.Threshold)}",
        Comparison.Greater => $"above {Shown(rule.Threshold)}",
        Comparison.AtLeast => $"at least {Shown(rule.Threshold)}",
        _ => throw new UnreachableException(),
    };

    private static bool Compares(decimal value, AlertRule.Signal rule) => rule.Comparison switch
    {
        Comparison.Less => value < rule.Threshold,
        Comparison.AtMost => value <= rule.Threshold,
        Comparison.Greater => value > rule.Threshold,
        Comparison.AtLeast => value >= rule.Threshold,
        _ => throw new UnreachableException(),
    };

    // By squares, so that nothing is rounded at the edge.
    private static bool Exceeds(decimal by, decimal variance) =>
        by > 0 && by * by > Deviations * Deviations * variance;

    /// <summary>Mean and variance of a whole population, not of a sample: these weeks are all that is asked about.</summary>
    private static (decimal Mean, decimal Variance) Spread(decimal[] values)
    {
        decimal mean = values.Length == 0 ? 0 : values.Average();
        return (mean, values.Length == 0 ? 0 : values.Average(value => (value - mean) * (value - mean)));
    }

    private static string Shown(decimal value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private decimal[] Weeks(int day) =>
        [.. Enumerable.Range(1, WeeksBefore).Select(week => (decimal)Count(day - (week * WeekDays), WeekDays))];

    // The reports before the newest one, of the 8 weeks up to its day.
    private decimal[] Before() =>
    [
        .. _points[..^1].Where(point => point.Day > _points[^1].Day - (WeeksBefore * WeekDays))
            .Select(point => point.Value),
    ];

    private decimal[] Values(int day, int days) =>
        [.. _points.Where(point => point.Day <= day && point.Day > day - days).Select(point => point.Value)];

    private int Count(int day, int days) => _points.Count(point => point.Day <= day && point.Day > day - days);
}
