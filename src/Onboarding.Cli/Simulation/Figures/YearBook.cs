using System.Collections.Immutable;

using Onboarding.Cli.Demo;
using Onboarding.Cli.Demo.Scenes;
using Onboarding.Cli.Simulation.Invariants;
using Onboarding.Model.Onboardings;

namespace Onboarding.Cli.Simulation.Figures;

/// <summary>Counts what happens, month by month; months count from the first day.</summary>
internal sealed class YearBook
{
    private readonly List<MonthFigures> _months = [];
    private readonly List<(string Tier, int Days)> _values = [];
    private MonthCounts _month = new();

    /// <summary>The months that are over.</summary>
    public ImmutableArray<MonthFigures> Months => [.. _months];

    public int InputsRefused { get; private set; }

    public int Blockers { get; private set; }

    /// <summary>Median days to first value, by tier.</summary>
    public IReadOnlyDictionary<string, decimal> TimeToValueDays => MediansOf(_values);

    /// <summary>Counts an event of an onboarding.</summary>
    public void Take(Step step)
    {
        switch (step.Event)
        {
            case OnboardingEvent.Started:
                _month.Started++;
                break;
            case OnboardingEvent.WentLive:
                _month.Live++;
                break;
            case OnboardingEvent.Cancelled:
                _month.Cancelled++;
                break;
            case OnboardingEvent.SlaBreached:
                _month.SlaBreaches++;
                break;
            case OnboardingEvent.EscalationRaised:
                _month.Escalations++;
                break;
            case OnboardingEvent.TimeToValueReached reached:
                _month.Values.Add((step.After.Start.Tier, reached.Days));
                break;
            case OnboardingEvent.InputRefused:
                InputsRefused++;
                break;
            case OnboardingEvent.BlockerRaised:
                Blockers++;
                break;
        }
    }

    /// <summary>Ends the month if this was its last day, or the last of all.</summary>
    /// <returns>The month that ended; null while it goes on.</returns>
    public MonthFigures? EndDay(int day, bool isLast, IEnumerable<OnboardingState> active)
    {
        DateOnly next = DemoDays.First.AddMonths(_months.Count + 1);
        if (!isLast && DemoDays.DateOf(day + 1) < next)
        {
            return null;
        }

        int[] stalled = [.. active.Select(onboarding => onboarding.Health == OnboardingHealth.Stalled ? 1 : 0)];
        var month = new MonthFigures
        {
            From = DemoDays.First.AddMonths(_months.Count),
            Started = _month.Started,
            Live = _month.Live,
            Cancelled = _month.Cancelled,
            Active = stalled.Length,
            Stalled = stalled.Sum(),
            SlaBreaches = _month.SlaBreaches,
            Escalations = _month.Escalations,
            TimeToValueDays = MediansOf(_month.Values),
        };
        _months.Add(month);
        _values.AddRange(_month.Values);
        _month = new MonthCounts();
        return month;
    }

    private static ImmutableSortedDictionary<string, decimal> MediansOf(IEnumerable<(string Tier, int Days)> values) =>
        values.GroupBy(value => value.Tier, StringComparer.Ordinal).ToImmutableSortedDictionary(
            tier => tier.Key, tier => DemoSummary.Median(tier.Select(value => value.Days))!.Value,
            StringComparer.Ordinal);

    private sealed class MonthCounts
    {
        public int Started { get; set; }

        public int Live { get; set; }

        public int Cancelled { get; set; }

        public int SlaBreaches { get; set; }

        public int Escalations { get; set; }

        public List<(string Tier, int Days)> Values { get; } = [];
    }
}
