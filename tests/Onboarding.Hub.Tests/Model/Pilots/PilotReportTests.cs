using Onboarding.Model.Onboardings;
using Onboarding.Model.Pilots;
using Onboarding.Model.Pilots.Reports;

using Xunit;

using static Onboarding.Hub.Tests.Model.Pilots.PilotScene;

namespace Onboarding.Hub.Tests.Model.Pilots;

/// <summary>What a pilot's few cases show, and what they do not.</summary>
public sealed class PilotReportTests
{
    [Fact]
    [Trait("Requirement", "A17.4")]
    [Trait("Requirement", "A9.7")]
    public void A_quicker_pilot_is_shown_with_interval_and_power()
    {
        PilotComparison value = Report([.. Enumerable.Range(0, 6).Select(number => RunOf(number, value: 20 + number))]).Comparisons[0];
        Assert.Equal((6, 0, 200), (value.Cases, value.Waiting, value.BaselineCases));
        Assert.Equal((22.5, 59.5), (value.Value, value.BaselineValue));
        Assert.InRange(value.Difference!.Value, -38, -36);
        Assert.True(value.Difference.Interval!.High < 0);
        Assert.NotNull(value.SmallestShown);
        Assert.Contains("a difference", value.Statement, StringComparison.Ordinal);
        Assert.Contains("four times out of five", value.Statement, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A23.8")]
    public void No_difference_is_ever_shown_without_its_interval()
    {
        for (int reached = 0; reached <= 6; reached++)
        {
            PilotReport report = Report([.. Enumerable.Range(0, 6).Select(number =>
                RunOf(number, value: number < reached ? 20 : null))]);
            Assert.All(report.Comparisons, comparison => Assert.True(comparison.Difference is null or { Interval: not null }));
            Assert.Equal(reached >= 5, report.Comparisons[0].Difference is not null);
        }
    }

    [Fact]
    [Trait("Requirement", "A23.8")]
    public void Cases_that_scatter_like_the_baseline_show_no_difference()
    {
        PilotReport report = Report([.. Enumerable.Range(0, 6).Select(number => RunOf(number, value: 45 + (number * 6)))]);
        Assert.Contains("no difference is shown", report.Comparisons[0].Statement, StringComparison.Ordinal);
        Assert.Equal(CriterionState.NotShown, Criterion(report, "time_to_value").State);
    }

    [Fact]
    [Trait("Requirement", "A17.4")]
    public void Completion_counts_only_customers_whose_timeframe_has_passed()
    {
        OnboardingState[] onboardings = [.. Enumerable.Range(0, 6).Select(number => RunOf(number, liveAfter: number < 3 ? 30 : null))];
        PilotComparison early = PilotReporting.Of(Running, onboardings, Monday.AddDays(90)).Comparisons[1];
        Assert.Equal((0, 6), (early.Cases, early.Waiting));
        Assert.Equal("No customer of the pilot tells anything yet.", early.Statement);
        PilotComparison due = PilotReporting.Of(Running, onboardings, Monday.AddDays(91)).Comparisons[1];
        Assert.Equal((6, 0.5, 0.4), (due.Cases, due.Value, due.BaselineValue));
        Assert.True(due.Difference!.Interval!.Low < 0 && due.Difference.Interval.High > 0);
        Assert.Contains("percentage points", due.Statement, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A17.4")]
    public void Satisfaction_of_customers_is_compared_and_that_of_managers_is_not()
    {
        PilotState pilot = Running;
        for (int number = 0; number < 6; number++)
        {
            pilot = Do(pilot, new PilotCommand.RecordFeedback(true, 10, "", $"Customer {number}"));
        }

        pilot = Do(pilot, new PilotCommand.RecordFeedback(false, 2, "Too many mails.", Csm));
        PilotComparison satisfaction = PilotReporting.Of(pilot, [], Monday).Comparisons[2];
        Assert.Equal((6, 10.0), (satisfaction.Cases, satisfaction.Value));
        Assert.True(satisfaction.Difference!.Interval!.Low > 0);
    }

    [Fact]
    [Trait("Requirement", "A17.5")]
    public void Customers_that_did_not_enter_or_are_run_by_others_are_named()
    {
        OnboardingState other = RunOf(1);
        other = other with { Owners = other.Owners.SetItem("csm", "stranger@vendor.example") };
        PilotCriterion entered = Criterion(Report(RunOf(0), other), "entered");
        Assert.Equal(CriterionState.NotMet, entered.State);
        Assert.Contains("missing: A2, A3, A4, A5", entered.Evidence, StringComparison.Ordinal);
        Assert.Contains("not designated: Customer 1", entered.Evidence, StringComparison.Ordinal);
        Assert.Equal(
            CriterionState.Met, Criterion(Report([.. Enumerable.Range(0, 6).Select(number => RunOf(number))]), "entered").State);
    }

    [Theory]
    [InlineData(6, CriterionState.NotMet)]
    [InlineData(7, CriterionState.Met)]
    [InlineData(8, CriterionState.Met)]
    [Trait("Requirement", "A17.5")]
    public void Managers_are_confident_from_a_median_of_seven(int score, CriterionState expected)
    {
        Assert.Equal(CriterionState.NotShown, Criterion(Report(), "csm_confidence").State);
        PilotState pilot = Do(Running, new PilotCommand.RecordFeedback(false, 0, "First week.", Csm));
        pilot = Do(pilot, new PilotCommand.RecordFeedback(false, score, "", Csm));
        Assert.Equal(expected, Criterion(PilotReporting.Of(pilot, [], Monday), "csm_confidence").State);
    }

    private static PilotReport Report(params OnboardingState[] onboardings) => PilotReporting.Of(Running, onboardings, Monday.AddDays(30));

    private static PilotCriterion Criterion(PilotReport report, string key) =>
        report.Criteria.Single(criterion => criterion.Key == key);
}
