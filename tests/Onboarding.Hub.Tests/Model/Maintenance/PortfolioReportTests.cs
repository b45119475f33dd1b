using System.Collections.Immutable;

using Onboarding.Model.Maintenance;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Statistics;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Maintenance;

/// <summary>What leaders are told of all onboardings together.</summary>
public sealed class PortfolioReportTests
{
    private static readonly DateOnly s_today = new(2026, 6, 1);

    [Fact]
    [Trait("Requirement", "A9.7")]
    public void Time_to_value_is_told_over_all_by_tier_and_by_cohort_against_the_time_before()
    {
        ImmutableArray<PortfolioFigure> figures = Of(
            [.. Many(5, "high_touch", 3, 10), .. Many(6, "tech_touch", 3, 20), .. Many(5, "tech_touch", 4, 30)],
            Sample.Of([40, 40, 41, 42, 43]));

        Assert.Equal((16, 20.0, 41.0), (Found(figures, "time_to_value").Cases, Found(figures, "time_to_value").Value, Found(figures, "time_to_value").Baseline));
        Assert.Equal(10, Found(figures, "time_to_value", "tier", "high_touch").Value);
        Assert.Equal(30, Found(figures, "time_to_value", "cohort", "2026-04").Value);
        Assert.NotNull(Found(figures, "time_to_value").Interval);
    }

    [Fact]
    [Trait("Requirement", "A20.10")]
    public void Completion_and_stages_are_told_with_their_cases()
    {
        PortfolioEntry[] entries =
        [
            .. Many(4, "high_touch", 3, 10),
            .. Many(2, "high_touch", 3, 10).Select(entry => entry with
            {
                Milestones = [(new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 2))],
            }),
            .. Many(3, "high_touch", 3, 10).Select(entry => entry with { Phase = OnboardingPhase.Cancelled }),
        ];

        ImmutableArray<PortfolioFigure> figures = Of(entries, Sample.Empty);

        PortfolioFigure completed = Found(figures, "completed_in_time");
        Assert.Equal((6, 4.0 / 6), (completed.Cases, completed.Value));
        Assert.Equal((9, 14.0), (Found(figures, "stage_days", "stage", "welcome").Cases, Found(figures, "stage_days", "stage", "welcome").Value));
        Assert.Equal(3, Found(figures, "cancelled").Value);
        Assert.Equal(6, Found(figures, "live").Value);
    }

    [Fact]
    public void Of_few_cases_nothing_is_claimed()
    {
        ImmutableArray<PortfolioFigure> figures = Of([.. Many(4, "high_touch", 3, 10)], Sample.Empty);

        Assert.Null(Found(figures, "time_to_value").Value);
        Assert.Null(Found(figures, "completed_in_time").Interval);
        Assert.Null(Found(figures, "time_to_value").Baseline);
        Assert.Equal(4, Found(figures, "onboardings").Value);
    }

    [Fact]
    [Trait("Requirement", "A12.2")]
    [Trait("Requirement", "A12.12")]
    public void The_share_that_stands_still_is_that_of_the_active_ones()
    {
        PortfolioEntry[] entries =
        [
            .. Many(8, "high_touch", 3, 10).Select((entry, n) => entry with
            {
                Phase = OnboardingPhase.Active, IsStalled = n < 2,
            }),
            .. Many(8, "high_touch", 3, 10),
        ];

        Assert.Equal(0.25, Found(Of(entries, Sample.Empty), "stalled", "stage", "welcome").Value);
        Assert.Equal((8, 0.25), (Found(Of(entries, Sample.Empty), "stalled").Cases, Found(Of(entries, Sample.Empty), "stalled").Value));
    }

    [Fact]
    public void A_real_onboarding_says_how_long_its_stages_took()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        run.Pass(4);
        run.Do(new OnboardingCommand.CompleteTask("call", "csm@vendor.example"));
        run.Do(new OnboardingCommand.CompleteTask("plan", "csm@vendor.example"));

        Assert.Equal(("welcome", 4), Assert.Single(PortfolioEntry.Of(run.State).StagesPassed));
    }

    private static ImmutableArray<PortfolioFigure> Of(IReadOnlyCollection<PortfolioEntry> entries, Sample baseline) =>
        PortfolioReport.Of(entries, s_today, baseline);

    private static PortfolioFigure Found(
        ImmutableArray<PortfolioFigure> figures, string key, string dimension = "all", string group = "") =>
        Assert.Single(figures, figure => (figure.Key, figure.Dimension, figure.Group) == (key, dimension, group));

    private static IEnumerable<PortfolioEntry> Many(int count, string tier, int month, int days) =>
        Enumerable.Range(0, count).Select(n => PortfolioEntry.Of(OnboardingRun.Of(Plans.Small).State) with
        {
            Title = $"Customer {n}",
            Tier = tier,
            WonOn = new DateOnly(2026, month, 1),
            Phase = OnboardingPhase.Live,
            TimeToValueDays = days,
            Milestones = [(new DateOnly(2026, 4, 1), new DateOnly(2026, 3, 30))],
            StagesPassed = [("welcome", 14)],
        });
}
