using System.Collections.Immutable;

using Onboarding.Model.Journal;
using Onboarding.Model.Maintenance;
using Onboarding.Model.Onboardings;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Maintenance;

/// <summary>The rules by which a running process is watched, at, below and above their edges.</summary>
public sealed class MaintenanceWatchTests
{
    private static readonly ReviewPeriod s_march = new(1, new DateOnly(2026, 3, 1));
    private static readonly ReviewPeriod s_first = new(3, new DateOnly(2026, 1, 1));
    private static readonly ReviewPeriod s_second = new(3, new DateOnly(2026, 4, 1));

    [Theory]
    [InlineData("2026-04-01", "month-2026-03", "quarter-2026-1", "half-2025-2")]
    [InlineData("2026-03-31", "month-2026-02", "quarter-2025-4", "half-2025-2")]
    [InlineData("2026-07-15", "month-2026-06", "quarter-2026-2", "half-2026-1")]
    [InlineData("2026-01-01", "month-2025-12", "quarter-2025-4", "half-2025-2")]
    public void The_periods_that_ended_last_are_reviewed(string today, string month, string quarter, string half) => Assert.Equal(
        [month, quarter, half],
        ReviewPeriod.EndedBy(DateOnly.ParseExact(today, "yyyy-MM-dd", null)).Select(period => period.Key));

    [Theory]
    [Trait("Requirement", "A18.1")]
    [InlineData(6, FindingLevel.Sound)]
    [InlineData(5, FindingLevel.RedFlag)]
    [InlineData(10, FindingLevel.Sound)]
    public void Fewer_than_six_of_ten_in_time_is_a_red_flag(int inTime, FindingLevel level)
    {
        ReviewFinding finding = Found(s_march, "completion_in_time", Many(10, n => Due("tech_touch", n < inTime)));

        Assert.Equal((level, 10), (finding.Level, finding.Cases));
        Assert.Equal(10 - inTime, finding.Evidence.Length);
    }

    [Theory]
    [Trait("Requirement", "A18.11")]
    [InlineData(5, FindingLevel.Sound)]
    [InlineData(4, FindingLevel.Reengage)]
    public void Less_than_half_in_time_in_one_segment_asks_to_work_on_the_process(int inTime, FindingLevel level) =>
        Assert.Equal(level, Found(
            s_march, "completion_in_time:high_touch",
            [.. Many(10, n => Due("high_touch", n < inTime)), .. Many(30, _ => Due("tech_touch", true))]).Level);

    [Theory]
    [Trait("Requirement", "A18.2")]
    [Trait("Requirement", "A18.10")]
    [InlineData(12, 12, FindingLevel.Sound)]
    [InlineData(13, 12, FindingLevel.RedFlag)]
    [InlineData(13, 13, FindingLevel.Reengage)]
    [InlineData(12, 13, FindingLevel.Sound)]
    public void Time_to_value_above_the_baseline_is_a_flag_and_twice_running_more(int days, int daysBefore, FindingLevel level)
    {
        PortfolioEntry[] entries =
        [
            .. Many(5, _ => Reached(days, new DateOnly(2026, 3, 20))), .. Many(5, _ => Reached(daysBefore, new DateOnly(2026, 2, 20))),
        ];

        Assert.Equal(level, Found(s_march, "time_to_value", entries, baseline: 10).Level);
    }

    [Fact]
    [Trait("Requirement", "A18.2")]
    public void Without_a_baseline_or_with_few_cases_nothing_is_claimed()
    {
        PortfolioEntry[] entries = Many(5, _ => Reached(90, new DateOnly(2026, 3, 20)));

        Assert.Equal(FindingLevel.NotMeasured, Found(s_march, "time_to_value", entries).Level);
        Assert.Equal(FindingLevel.NotMeasured, Found(s_march, "time_to_value", entries[..4], baseline: 10).Level);
    }

    [Theory]
    [Trait("Requirement", "A18.3")]
    [Trait("Requirement", "A12.2")]
    [InlineData(3, FindingLevel.Sound)]
    [InlineData(4, FindingLevel.RedFlag)]
    public void More_than_fifteen_percent_stalled_is_a_red_flag(int stalled, FindingLevel level) => Assert.Equal(
        level, Found(s_march, "stalled_share", Many(20, n => Due("tech_touch", false) with { IsStalled = n < stalled })).Level);

    [Theory]
    [Trait("Requirement", "A8.8")]
    [Trait("Requirement", "A18.4")]
    [Trait("Requirement", "A8.7")]
    [InlineData(2, FindingLevel.Sound)]
    [InlineData(3, FindingLevel.RedFlag)]
    public void A_task_that_many_skip_is_a_red_flag(int skipped, FindingLevel level)
    {
        ReviewFinding finding = Found(s_march, "task_accuracy", Many(10, n => Due("tech_touch", true) with
        {
            Skipped = n < skipped ? [("Old form", new DateOnly(2026, 3, 9))] : [("Else", new DateOnly(2026, 2, 9))],
        }));

        Assert.Equal(level, finding.Level);
        Assert.Equal<string>(level == FindingLevel.RedFlag ? ["Old form: skipped 3 times"] : [], finding.Evidence);
    }

    [Fact]
    [Trait("Requirement", "A18.5")]
    public void Milestones_are_counted_by_their_own_target_days()
    {
        ReviewFinding finding = Found(s_march, "milestones_in_time", Many(5, n => Due("tech_touch", n < 3)));

        Assert.Equal((0.6m, 5, FindingLevel.Sound), (finding.Figure, finding.Cases, finding.Level));
    }

    [Theory]
    [Trait("Requirement", "A18.8")]
    [Trait("Requirement", "A6.10")]
    [InlineData(4, FindingLevel.Sound)]
    [InlineData(5, FindingLevel.RedFlag)]
    public void Deals_handed_over_with_gaps_are_counted_in_the_quarter(int blocked, FindingLevel level)
    {
        var at = new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
        HandoffEntry[] handoffs = [.. Enumerable.Range(0, 10).Select(n => new HandoffEntry($"Deal {n}", at, n < blocked, []))];
        MaintenanceWatch watch = new([], handoffs, Settings.TwoTiers, null);

        Assert.Equal(level, watch.Findings(s_second).Single(finding => finding.Rule == "handoff_completeness").Level);
    }

    [Theory]
    [Trait("Requirement", "A18.7")]
    [Trait("Requirement", "A18.13")]
    [InlineData(6, FindingLevel.Sound)]
    [InlineData(7, FindingLevel.Reengage)]
    public void A_mix_of_tiers_that_moves_asks_whether_they_still_fit(int highTouch, FindingLevel level)
    {
        PortfolioEntry Started(string tier, DateOnly on) => Due(tier, true) with { StartedOn = on };
        PortfolioEntry[] entries =
        [
            .. Many(10, n => Started(n < highTouch ? "high_touch" : "tech_touch", new DateOnly(2026, 5, 1))),
            .. Many(10, n => Started(n < 5 ? "high_touch" : "tech_touch", new DateOnly(2026, 2, 1))),
        ];

        Assert.Equal(level, Found(s_second, "segment_mix", entries).Level);
    }

    [Fact]
    [Trait("Requirement", "A18.6")]
    [Trait("Requirement", "A18.14")]
    [Trait("Requirement", "A18.15")]
    public void What_no_figure_can_say_is_due_to_somebody()
    {
        ImmutableArray<ReviewFinding> half = Watch([]).Findings(new ReviewPeriod(6, new DateOnly(2026, 1, 1)));

        ReviewFinding finding = Assert.Single(half);
        Assert.Equal(FindingLevel.Due, finding.Level);
        Assert.Contains('@', finding.Owner);
        Assert.Contains(Watch([]).Findings(s_second), one => one is { Rule: "milestone_definitions", Level: FindingLevel.Due });
    }

    [Fact]
    [Trait("Requirement", "A16.9")]
    public void A_review_is_made_once_and_its_findings_are_answered()
    {
        var now = new DateTimeOffset(2026, 4, 1, 6, 0, 0, TimeSpan.Zero);
        ReviewState made = Do(null, new ReviewCommand.Make(s_march, Watch(Many(20, n => Due("tech_touch", false) with { IsStalled = n < 9 })).Findings(s_march)))!;
        Assert.Contains("stalled_share", made.Open.Select(finding => finding.Rule));

        Assert.Same(made, Do(made, new ReviewCommand.Make(s_march, [])));
        ReviewState answered = Do(made, new ReviewCommand.Answer("stalled_share", "ops@vendor.example", "A technical lead for nine."))!;
        Assert.DoesNotContain("stalled_share", answered.Open.Select(finding => finding.Rule));
        Assert.IsType<Decision<ReviewEvent>.Refused>(Review.Decide(made, new ReviewCommand.Answer("other", "a@b.example", "x"), now));

        ReviewState? Do(ReviewState? state, ReviewCommand command) =>
            Assert.IsType<Decision<ReviewEvent>.Accepted>(Review.Decide(state, command, now)).Events.Aggregate(state, Review.Evolve);
    }

    [Theory]
    [Trait("Requirement", "A19.4")]
    [InlineData(2, 6, FindingLevel.Sound)]
    [InlineData(3, 6, FindingLevel.RedFlag)]
    [InlineData(3, 5, FindingLevel.Sound)]
    public void Tasks_that_are_ticked_off_together_tell_of_work_outside(int those, int onOneDay, FindingLevel level) => Assert.Equal(
        level, Found(s_first, "work_outside", Many(10, n => Due("tech_touch", true) with
        {
            CompletedOnOneDay = n < those ? onOneDay : 2,
        })).Level);

    [Theory]
    [Trait("Requirement", "A19.5")]
    [InlineData(3, FindingLevel.Sound)]
    [InlineData(4, FindingLevel.RedFlag)]
    public void Onboardings_made_for_one_customer_each_are_a_misfit(int those, FindingLevel level) => Assert.Equal(
        level, Found(s_first, "one_off_onboardings", Many(10, n => Due("tech_touch", true) with { IsOnItsOwn = n < those })).Level);

    [Theory]
    [Trait("Requirement", "A8.9")]
    [Trait("Requirement", "A18.9")]
    [Trait("Requirement", "A18.12")]
    [InlineData("playbooks")]
    [InlineData("churn_of_onboarded")]
    [InlineData("new_product")]
    public void What_only_people_can_tell_is_asked_of_them_each_quarter(string rule)
    {
        ReviewFinding finding = Found(s_first, rule, []);
        Assert.Equal((FindingLevel.Due, "csm@vendor.example"), (finding.Level, finding.Owner));
    }

    private static MaintenanceWatch Watch(PortfolioEntry[] entries, decimal? baseline = null) =>
        new(entries, [], Settings.TwoTiers, baseline);

    private static ReviewFinding Found(ReviewPeriod period, string rule, PortfolioEntry[] entries, decimal? baseline = null) =>
        Watch(entries, baseline).Findings(period).Single(finding => finding.Rule == rule);

    private static PortfolioEntry[] Many(int count, Func<int, PortfolioEntry> make) => [.. Enumerable.Range(0, count).Select(make)];

    private static PortfolioEntry Due(string tier, bool inTime) => new()
    {
        Title = "Acme",
        Tier = tier,
        WonOn = new DateOnly(2026, 1, 5),
        StartedOn = new DateOnly(2026, 1, 5),
        StagesPassed = [],
        Phase = OnboardingPhase.Active,
        IsStalled = false,
        Milestones = [(new DateOnly(2026, 3, 15), inTime ? new DateOnly(2026, 3, 15) : null)],
        Skipped = [],
        Tasks = 10,
        Stage = "welcome",
        TasksCompleted = 10,
        CompletedOnOneDay = 2,
        IsOnItsOwn = false,
    };

    private static PortfolioEntry Reached(int days, DateOnly on) => Due("tech_touch", true) with
    {
        TimeToValueDays = days,
        FirstValueOn = on,
    };
}
