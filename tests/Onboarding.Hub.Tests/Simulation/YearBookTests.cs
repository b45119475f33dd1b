using System.Collections.Immutable;

using Onboarding.Cli.Demo.Scenes;
using Onboarding.Cli.Simulation;
using Onboarding.Cli.Simulation.Figures;
using Onboarding.Cli.Simulation.Invariants;
using Onboarding.Hub.Tests.Model;
using Onboarding.Model.Onboardings;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Simulation;

/// <summary>The figures of a simulation, and the line that tells a month.</summary>
public sealed class YearBookTests
{
    private static readonly OnboardingState s_state = OnboardingRun.Of(Plans.Small).State;

    private readonly YearBook _book = new();

    [Fact]
    public void A_month_ends_the_day_before_its_number_comes_again()
    {
        int last = DemoDays.NumberOf(DemoDays.First.AddMonths(1)) - 1;

        Assert.Null(_book.EndDay(last - 1, isLast: false, []));
        Assert.Equal(DemoDays.First, _book.EndDay(last, isLast: false, [])!.From);
        Assert.Equal(DemoDays.First.AddMonths(1), _book.EndDay(last + 3, isLast: true, [])!.From);
    }

    [Fact]
    public void What_happened_counts_for_its_month_and_values_for_the_year()
    {
        Take(
            new OnboardingEvent.WentLive(s_state.StartedAt), new OnboardingEvent.TimeToValueReached(8),
            new OnboardingEvent.TimeToValueReached(14));
        MonthFigures first = _book.EndDay(10, isLast: true, [s_state])!;
        Take(new OnboardingEvent.Cancelled("gone", s_state.StartedAt), new OnboardingEvent.TimeToValueReached(20));
        MonthFigures second = _book.EndDay(40, isLast: true, [])!;

        Assert.Equal((1, 0, 1, 0), (first.Live, first.Cancelled, first.Active, first.Stalled));
        Assert.Equal((0, 1, 0), (second.Live, second.Cancelled, second.Active));
        Assert.Equal([11m], first.TimeToValueDays.Values);
        Assert.Equal([14m], _book.TimeToValueDays.Values);
    }

    [Fact]
    [Trait("Requirement", "A12.2")]
    public void More_than_fifteen_percent_stalled_is_a_red_flag()
    {
        Assert.Contains("RED FLAG", Line(stalled: 16), StringComparison.Ordinal);
        Assert.DoesNotContain("RED FLAG", Line(stalled: 15), StringComparison.Ordinal);
    }

    private string Line(int stalled)
    {
        OnboardingState standing = s_state with { Health = OnboardingHealth.Stalled };
        MonthFigures month = new YearBook().EndDay(
            1, isLast: true, [.. Enumerable.Repeat(standing, stalled), .. Enumerable.Repeat(s_state, 100 - stalled)])!;
        return SimulationSummary.LineOf(month, ShippedFiles.Workspace);
    }

    private void Take(params ImmutableArray<OnboardingEvent> events)
    {
        foreach (OnboardingEvent happened in events)
        {
            _book.Take(new Step(s_state, happened, s_state, s_state.StartedAt));
        }
    }
}
