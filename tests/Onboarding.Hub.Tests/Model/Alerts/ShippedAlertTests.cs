using System.Collections.Immutable;
using System.Globalization;

using Onboarding.Model.Calendars;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Signals;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Alerts;

/// <summary>Every threshold of the documents ships as a rule: tried below, at and above its edge.</summary>
public sealed class ShippedAlertTests
{
    [Theory]
    [Trait("Requirement", "A10.1")]
    [Trait("Requirement", "A11.10")]
    [InlineData("engagement_low", SignalKind.EngagementScore, "69.9", true)]
    [InlineData("engagement_low", SignalKind.EngagementScore, "70", false)]
    [InlineData("engagement_low", SignalKind.EngagementScore, "70.1", false)]
    [InlineData("engagement_under_target", SignalKind.EngagementScore, "79.9", true)]
    [InlineData("engagement_under_target", SignalKind.EngagementScore, "80", false)]
    [InlineData("engagement_under_target", SignalKind.EngagementScore, "80.1", false)]
    public void Engagement_below_70_is_a_warning_and_80_is_the_aim(
        string alert, SignalKind kind, string value, bool raised) => Holds(alert, kind, value, raised);

    [Theory]
    [Trait("Requirement", "A11.1")]
    [Trait("Requirement", "A11.5")]
    [InlineData("meeting_attendance_low", SignalKind.MeetingAttendance, "0.79", true)]
    [InlineData("meeting_attendance_low", SignalKind.MeetingAttendance, "0.8", false)]
    [InlineData("meeting_attendance_low", SignalKind.MeetingAttendance, "0.81", false)]
    [InlineData("training_attendance_low", SignalKind.TrainingAttendance, "0.79", true)]
    [InlineData("training_attendance_low", SignalKind.TrainingAttendance, "0.8", false)]
    [InlineData("training_attendance_low", SignalKind.TrainingAttendance, "0.81", false)]
    public void Attendance_below_80_percent_is_told_of(string alert, SignalKind kind, string value, bool raised) =>
        Holds(alert, kind, value, raised);

    [Theory]
    [Trait("Requirement", "A10.3")]
    [Trait("Requirement", "A10.7")]
    [Trait("Requirement", "A11.9")]
    [InlineData("satisfaction_concern", SignalKind.SatisfactionAnswer, "7.9", true)]
    [InlineData("satisfaction_concern", SignalKind.SatisfactionAnswer, "8", true)]
    [InlineData("satisfaction_concern", SignalKind.SatisfactionAnswer, "8.1", false)]
    [InlineData("nps_low", SignalKind.NpsAnswer, "6", true)]
    [InlineData("nps_low", SignalKind.NpsAnswer, "7", true)]
    [InlineData("nps_low", SignalKind.NpsAnswer, "8", false)]
    public void Answers_must_be_above_their_thresholds(string alert, SignalKind kind, string value, bool raised) =>
        Holds(alert, kind, value, raised);

    [Theory]
    [Trait("Requirement", "A10.5")]
    [Trait("Requirement", "A11.4")]
    [Trait("Requirement", "A11.7")]
    [InlineData("resolution_slow", SignalKind.IssueResolutionHours, "23.9", false)]
    [InlineData("resolution_slow", SignalKind.IssueResolutionHours, "24", true)]
    [InlineData("resolution_slow", SignalKind.IssueResolutionHours, "24.1", true)]
    [InlineData("tests_failing", SignalKind.TestPassShare, "0.89", true)]
    [InlineData("tests_failing", SignalKind.TestPassShare, "0.9", false)]
    [InlineData("tests_failing", SignalKind.TestPassShare, "0.91", false)]
    [InlineData("usage_low", SignalKind.UsageAgainstTarget, "0.74", true)]
    [InlineData("usage_low", SignalKind.UsageAgainstTarget, "0.75", false)]
    [InlineData("usage_low", SignalKind.UsageAgainstTarget, "0.76", false)]
    public void Issues_tests_and_usage_have_their_thresholds(string alert, SignalKind kind, string value, bool raised) =>
        Holds(alert, kind, value, raised);

    [Theory]
    [Trait("Requirement", "A10.4")]
    [Trait("Requirement", "A10.6")]
    [InlineData("training_incomplete", SignalKind.TrainingCompletion, "0.79", "adoption", true)]
    [InlineData("training_incomplete", SignalKind.TrainingCompletion, "0.8", "adoption", false)]
    [InlineData("training_incomplete", SignalKind.TrainingCompletion, "0.79", "training", false)]
    [InlineData("adoption_low", SignalKind.ActiveUserShare, "0.74", "handoff_to_bau", true)]
    [InlineData("adoption_low", SignalKind.ActiveUserShare, "0.75", "handoff_to_bau", true)]
    [InlineData("adoption_low", SignalKind.ActiveUserShare, "0.76", "handoff_to_bau", false)]
    [InlineData("adoption_low", SignalKind.ActiveUserShare, "0.74", "adoption", false)]
    public void Training_and_adoption_count_in_the_stages_after_them(
        string alert, SignalKind kind, string value, string stage, bool raised)
    {
        AlertDefinition definition = Alert(alert);
        OnboardingRun run = OnboardingRun.Of(AlertBench.Quiet with
        {
            Stages = [Plans.Stage(stage, "csm") with { SlaDays = 365, StalledAfterDays = 365 }],
            Tasks = [AlertBench.Quiet.Tasks[0] with { Stage = stage }],
            Alerts = [definition with { TellRole = null }],
        });
        run.Report(kind, Number(value));
        Assert.Equal(raised ? alert : "", run.Alarms());
    }

    [Theory]
    [Trait("Requirement", "A10.2")]
    [InlineData("progress_phase_1", "0.29", 37, "")]
    [InlineData("progress_phase_1", "0.29", 38, "progress_phase_1")]
    [InlineData("progress_phase_1", "0.3", 38, "")]
    [InlineData("progress_phase_1", "0.31", 38, "")]
    [InlineData("progress_phase_1", "0.29", 68, "")]
    [InlineData("progress_phase_2", "0.69", 67, "")]
    [InlineData("progress_phase_2", "0.69", 68, "progress_phase_2")]
    [InlineData("progress_phase_2", "0.7", 68, "")]
    [InlineData("progress_phase_3", "0.99", 97, "")]
    [InlineData("progress_phase_3", "0.99", 98, "progress_phase_3")]
    [InlineData("progress_phase_3", "1", 98, "")]
    public void Progress_must_be_there_at_the_end_of_each_phase(string alert, string value, int day, string raised)
    {
        // The kickoff is a week after the start, so day 31 after it is day 38.
        OnboardingRun run = AlertBench.Shipped(alert);
        run.Report(SignalKind.TechnicalProgress, Number(value));
        run.Pass(day);
        Assert.Equal(raised, run.Alarms());
    }

    [Theory]
    [Trait("Requirement", "A1.8")]
    [Trait("Requirement", "A11.3")]
    [Trait("Requirement", "A11.6")]
    [Trait("Requirement", "A11.12")]
    [InlineData("stakeholder_changed", SignalKind.StakeholderChanged, 1, 14)]
    [InlineData("competitor_evaluated", SignalKind.CompetitorEvaluation, 1, 30)]
    [InlineData("scope_creeps", SignalKind.ScopeChangeRequested, 3, 30)]
    [InlineData("issues_escalating", SignalKind.TechnicalIssueEscalated, 2, 7)]
    [InlineData("technical_requirements_changed", SignalKind.TechnicalRequirementsChanged, 1, 14)]
    public void So_many_events_within_their_window_are_told_of_until_the_window_is_over(
        string alert, SignalKind kind, int count, int days)
    {
        OnboardingRun run = AlertBench.Shipped(alert);
        for (int n = 1; n < count; n++)
        {
            run.Report(kind);
            Assert.Equal("", run.Alarms());
        }

        run.Report(kind);
        Assert.Equal(alert, run.Alarms());
        run.Pass(days - 1);
        Assert.Equal(alert, run.Alarms());
        run.Pass(1);
        Assert.Equal("", run.Alarms());
    }

    [Theory]
    [Trait("Requirement", "A10.3")]
    [Trait("Requirement", "A12.11")]
    [InlineData("pulse_missed", SignalKind.SatisfactionAnswer, "9", 8)]
    [InlineData("customer_quiet", SignalKind.CustomerContact, "1", 14)]
    public void Silence_is_told_of_when_its_window_is_over(string alert, SignalKind kind, string value, int days)
    {
        OnboardingRun run = AlertBench.Shipped(alert);
        run.Report(kind, Number(value));
        run.Pass(days - 1);
        Assert.Equal("", run.Alarms());
        run.Pass(1);
        Assert.Equal(alert, run.Alarms());
        run.Report(kind, Number(value));
        Assert.Equal("", run.Alarms());
    }

    [Theory]
    [Trait("Requirement", "A1.8")]
    [InlineData("contract_unsigned", "signed_contract", 4)]
    [InlineData("payment_unconfirmed", "payment_terms", 5)]
    public void What_must_be_there_before_the_kickoff_is_told_of_until_it_is_verified(string alert, string input, int day)
    {
        // The kickoff is a week after the start.
        OnboardingRun run = AlertBench.Shipped(alert);
        run.Pass(day - 1);
        Assert.Equal("", run.Alarms());
        run.Pass(1);
        Assert.Equal(alert, run.Alarms());
        Assert.Contains($"input {input} of ", run.State.Escalations.Single(one => one.Cause == $"alert:{alert}").Why);

        run.Verify(input);
        Assert.Equal("", run.Alarms());
    }

    [Fact]
    [Trait("Requirement", "A11.2")]
    public void A_technical_blocker_is_told_of_when_it_is_open_for_more_than_three_days()
    {
        OnboardingRun run = AlertBench.Shipped("technical_blocker");
        run.Do(new OnboardingCommand.RaiseBlocker(BlockerKind.InternalApproval, "No signature.", "ann@vendor.example"));
        run.Do(new OnboardingCommand.RaiseBlocker(BlockerKind.Technical, "No network.", "ann@vendor.example"));
        run.Pass(3);
        Assert.Equal("", run.Alarms());
        run.Pass(1);
        Assert.Equal("technical_blocker", run.Alarms());
        Assert.Contains("b2 of ann@vendor.example", run.State.Escalations.Single().Why);

        run.Do(new OnboardingCommand.ResolveBlocker("b2"));
        Assert.Equal("", run.Alarms());
    }

    [Theory]
    [Trait("Requirement", "A11.6")]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void Two_blockers_raised_in_severity_within_seven_days_are_told_of(int between, bool raised)
    {
        OnboardingRun run = AlertBench.Shipped("blockers_escalating");
        run.Do(new OnboardingCommand.RaiseBlocker(BlockerKind.Technical, "One.", "ann@vendor.example"));
        run.Do(new OnboardingCommand.RaiseBlocker(BlockerKind.Technical, "Two.", "ann@vendor.example"));
        run.Do(new OnboardingCommand.RaiseSeverity("b1", BlockerSeverity.High));
        run.Do(new OnboardingCommand.RaiseSeverity("b1", BlockerSeverity.Critical));
        Assert.Equal("", run.Alarms());

        run.Pass(between);
        run.Do(new OnboardingCommand.RaiseSeverity("b2", BlockerSeverity.High));
        Assert.Equal(raised ? "blockers_escalating" : "", run.Alarms());
    }

    [Theory]
    [Trait("Requirement", "A11.8")]
    [InlineData(0, 4, false)]
    [InlineData(0, 5, true)]
    // Two tickets a week: no deviation, so more than 2, and 5 at least.
    [InlineData(2, 4, false)]
    [InlineData(2, 5, true)]
    // Six a week: a seventh is over the mean, and there is no deviation.
    [InlineData(6, 6, false)]
    [InlineData(6, 7, true)]
    public void Tickets_over_the_usual_and_five_at_least_are_a_spike(int perWeek, int now, bool raised)
    {
        OnboardingRun run = AlertBench.Shipped("ticket_spike");
        for (int week = 1; week <= 8; week++)
        {
            Tickets(run, perWeek, week * 7);
        }

        Tickets(run, now, 0);
        Assert.Equal(raised ? "ticket_spike" : "", run.Alarms());
    }

    [Theory]
    [Trait("Requirement", "A11.8")]
    // Weeks of 2 and 4 in turn: mean 3, standard deviation 1, so more than 6.
    [InlineData(5, false)]
    [InlineData(6, false)]
    [InlineData(7, true)]
    public void A_spike_lies_over_the_mean_by_more_than_three_standard_deviations(int now, bool raised)
    {
        OnboardingRun run = AlertBench.Shipped("ticket_spike");
        for (int week = 1; week <= 8; week++)
        {
            Tickets(run, week % 2 == 0 ? 2 : 4, week * 7);
        }

        Tickets(run, now, 0);
        Assert.Equal(raised ? "ticket_spike" : "", run.Alarms());
    }

    [Theory]
    [Trait("Requirement", "A11.14")]
    // Values of 0.9 and 1.1 in turn: mean 1, standard deviation 0.1, so below 0.7.
    [InlineData("0.71", 6, false)]
    [InlineData("0.7", 6, false)]
    [InlineData("0.69", 6, true)]
    [InlineData("0.69", 4, false)]
    [InlineData("1.5", 6, false)]
    public void Usage_that_drops_out_of_its_usual_range_is_told_of(string value, int reports, bool raised)
    {
        OnboardingRun run = AlertBench.Shipped("usage_deviates");
        for (int n = 0; n < reports; n++)
        {
            run.Report(SignalKind.UsageAgainstTarget, n % 2 == 0 ? 0.9m : 1.1m, daysAgo: 7 + n);
        }

        run.Report(SignalKind.UsageAgainstTarget, Number(value));
        Assert.Equal(raised ? "usage_deviates" : "", run.Alarms());
    }

    [Fact]
    [Trait("Requirement", "A11.11")]
    public void A_milestone_late_by_more_than_a_week_is_told_of_without_an_alert()
    {
        OnboardingRun run = OnboardingRun.Of(AlertBench.Quiet with
        {
            Milestones = [Plans.FirstValue with { Target = new DueRule(10, DayUnit.Calendar, DueAnchor.ClosedWon) }],
        });
        run.Pass(10 + 7);
        Assert.Equal("", run.Alarms());
        run.Pass(1);
        Assert.Equal("milestone:first_value", run.Alarms());
        Assert.All(
            ShippedFiles.Playbook.Plans,
            plan => Assert.Equal(7, plan.EscalateOverdueAfterDays));
    }

    [Fact]
    [Trait("Requirement", "A11.13")]
    [Trait("Requirement", "A12.3")]
    public void A_stage_past_its_SLA_is_told_of_the_day_after_without_an_alert()
    {
        OnboardingRun run = OnboardingRun.Of(AlertBench.Quiet with
        {
            Stages = [AlertBench.Quiet.Stages[0] with { SlaDays = 10 }],
        });
        run.Pass(10);
        Assert.Equal("", run.Alarms());
        run.Pass(1);
        Assert.Equal("sla:s0", run.Alarms());
    }

    [Fact]
    [Trait("Requirement", "A8.11")]
    public void Help_begins_when_first_value_is_late_by_more_than_three_days()
    {
        PlaybookPlan shipped = ShippedFiles.Playbook.PlanFor("high_touch")!;
        OnboardingRun run = OnboardingRun.Of(AlertBench.Quiet with
        {
            Milestones = [Plans.FirstValue with { Target = new DueRule(10, DayUnit.Calendar, DueAnchor.ClosedWon) }],
            Alerts = [Alert("first_value_lags")],
            Tasks =
            [
                AlertBench.Quiet.Tasks[0],
                shipped.Tasks.Single(task => task.Key == "value_rescue_agreed") with { Stage = "s0" },
            ],
        });
        Assert.Null(run.State.Task("value_rescue_agreed"));
        run.Pass(13);
        Assert.Equal("", run.Alarms());
        run.Pass(1);
        Assert.Equal("first_value_lags", run.Alarms());
        Assert.Equal(TaskPhase.Open, run.State.Task("value_rescue_agreed")!.Phase);
    }

    [Fact]
    [Trait("Requirement", "A12.10")]
    public void Every_shipped_alert_says_what_to_do_next_and_every_risk_has_its_response()
    {
        Assert.All(
            ShippedFiles.Playbook.Plans.SelectMany(plan => plan.Alerts), alert => Assert.True(alert.Next.Length > 20));
        Assert.Contains("standup", Alert("technical_blocker").Next);
        Assert.Contains("champion", Alert("stakeholder_changed").Next);
        Assert.Contains("change management", Alert("scope_creeps").Next);
        Assert.Contains("training", Alert("adoption_low").Next);
    }

    private static AlertDefinition Alert(string key) =>
        ShippedFiles.Playbook.PlanFor("high_touch")!.Alerts.Single(alert => alert.Key == key);

    private static void Holds(string alert, SignalKind kind, string value, bool raised)
    {
        OnboardingRun run = AlertBench.Shipped(alert);
        for (int reports = ((AlertRule.Signal)Alert(alert).Rule).ReportsMin; reports > 0; reports--)
        {
            Assert.Equal("", run.Alarms());
            run.Report(kind, Number(value));
        }

        Assert.Equal(raised ? alert : "", run.Alarms());
        if (raised)
        {
            Assert.Contains(value, run.State.Escalations.Single().Why);
            Assert.Contains(Alert(alert).Next, run.State.Escalations.Single().Why);
        }
    }

    private static void Tickets(OnboardingRun run, int count, int daysAgo)
    {
        for (int n = 0; n < count; n++)
        {
            run.Report(SignalKind.SupportTicketOpened, daysAgo: daysAgo, reference: $"{daysAgo}/{n}");
        }
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
