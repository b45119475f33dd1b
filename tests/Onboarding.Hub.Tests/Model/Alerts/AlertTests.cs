using System.Collections.Immutable;
using System.Text.Json.Nodes;

using Onboarding.Model;
using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Signals;
using Onboarding.Hub.Tests.Model.Onboardings;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Alerts;

public sealed class AlertTests
{
    private static readonly AlertDefinition s_low = AlertBench.Alert(
        AlertBench.Rule(SignalKind.EngagementScore, SignalReading.Latest, Comparison.Less, 70), "low");

    private static readonly AlertDefinition s_twice = AlertBench.Alert(
        AlertBench.Rule(SignalKind.SupportTicketOpened, SignalReading.Count, Comparison.AtLeast, 2, 7), "twice");

    [Fact]
    [Trait("Requirement", "A12.4")]
    public void An_alert_raises_one_alarm_that_says_value_threshold_and_what_to_do_next()
    {
        OnboardingRun run = AlertBench.Of(s_low);
        run.Report(SignalKind.EngagementScore, 65);
        run.Report(SignalKind.EngagementScore, 60);

        EscalationState alarm = Assert.Single(run.State.Escalations);
        Assert.Equal("alert:low", alarm.Cause);
        Assert.Equal(
            "Title of low: engagement_score is 65 points (2026-03-02, desk), below 70. Next: Call the sponsor.",
            alarm.Why);
        Assert.Equal(("csm@vendor.example", 0), (alarm.Owner, alarm.Step));
        Assert.Equal(OnboardingHealth.AtRisk, run.State.Health);
        Assert.Single(run.Events.OfType<OnboardingEvent.EscalationRaised>());
    }

    [Fact]
    public void An_alarm_is_resolved_when_its_alert_holds_no_more_and_raised_again_when_it_does()
    {
        OnboardingRun run = AlertBench.Of(s_low);
        run.Report(SignalKind.EngagementScore, 65);
        run.Do(new OnboardingCommand.AcknowledgeEscalation("alert:low", "ann@vendor.example"));
        Assert.Equal(EscalationPhase.Acknowledged, run.State.Escalations.Single().Phase);
        run.Report(SignalKind.EngagementScore, 85);
        Assert.Equal((EscalationPhase.Resolved, OnboardingHealth.OnTrack), (Only(run).Phase, run.State.Health));

        run.Pass(1);
        run.Report(SignalKind.EngagementScore, 30);
        Assert.Equal((EscalationPhase.Raised, run.Now), (Only(run).Phase, Only(run).RaisedAt));
    }

    [Fact]
    [Trait("Requirement", "A12.6")]
    [Trait("Requirement", "A12.9")]
    public void The_role_that_an_alert_names_is_told_first_and_then_the_path()
    {
        OnboardingRun run = AlertBench.Of(s_low with { TellRole = "impl" });
        run.Report(SignalKind.EngagementScore, 65);
        Assert.Equal(("impl@vendor.example", -1), (Only(run).Owner, Only(run).Step));

        run.Do(new OnboardingCommand.AssignRole("impl", "new@vendor.example"));
        Assert.Equal("new@vendor.example", Only(run).Owner);
        run.Pass(3);
        Assert.Equal(("csm@vendor.example", 0), (Only(run).Owner, Only(run).Step));
        run.Pass(3);
        Assert.Equal(("lead@vendor.example", 1), (Only(run).Owner, Only(run).Step));
    }

    [Fact]
    public void A_role_of_the_path_is_told_at_its_place()
    {
        OnboardingRun run = AlertBench.Of(s_low with { TellRole = "lead" });
        run.Report(SignalKind.EngagementScore, 65);
        Assert.Equal(("lead@vendor.example", 1), (Only(run).Owner, Only(run).Step));
    }

    [Fact]
    [Trait("Requirement", "A12.7")]
    public void A_window_falls_due_by_the_timer()
    {
        OnboardingRun run = AlertBench.Of(s_twice);
        run.Report(SignalKind.SupportTicketOpened, daysAgo: 3);
        run.Report(SignalKind.SupportTicketOpened);
        Assert.Equal("twice", run.Alarms());

        // Path of 2 days to acknowledge; once somebody has, nothing is due before the older report leaves the window.
        run.Do(new OnboardingCommand.AcknowledgeEscalation("alert:twice", "ann@vendor.example"));
        Assert.Equal(new DateTimeOffset(2026, 3, 6, 0, 0, 0, TimeSpan.Zero), OnboardingTimes.NextDue(run.State));
        Assert.Empty(run.Pass(3));
        Assert.Contains(run.Pass(1), each => each is OnboardingEvent.EscalationResolved { Cause: "alert:twice" });
    }

    [Fact]
    public void An_average_that_falls_when_a_report_leaves_the_window_is_told_of_on_that_day()
    {
        OnboardingRun run = AlertBench.Of(AlertBench.Alert(
            AlertBench.Rule(SignalKind.EngagementScore, SignalReading.Average, Comparison.Less, 70, 7)));
        run.Report(SignalKind.EngagementScore, 90, daysAgo: 4);
        run.Report(SignalKind.EngagementScore, 60);
        run.Pass(2);
        Assert.Equal("", run.Alarms());
        run.Pass(1);
        Assert.Equal("alert", run.Alarms());
        Assert.Contains("60 points on average of 1 in 7 days, below 70", Only(run).Why);
    }

    [Fact]
    public void One_that_came_and_went_while_nobody_looked_is_not_told_of_and_rings_no_more()
    {
        // 90, 50 and 80: after six days the average is 65, and from the day after it is 80.
        OnboardingRun run = AlertBench.Of(AlertBench.Alert(
            AlertBench.Rule(SignalKind.EngagementScore, SignalReading.Average, Comparison.Less, 70, 7)));
        run.Report(SignalKind.EngagementScore, 90, daysAgo: 2);
        run.Report(SignalKind.EngagementScore, 50, daysAgo: 1);
        run.Report(SignalKind.EngagementScore, 80);
        DateTimeOffset due = OnboardingTimes.NextDue(run.State)!.Value;
        Assert.Equal(new DateOnly(2026, 3, 7), DateOnly.FromDateTime(due.Date));

        OnboardingEvent only = Assert.Single(
            Decided(run.State, new OnboardingCommand.Review(), Starts.WonAt.AddDays(6)));
        Assert.Equal(new OnboardingEvent.AlertsJudged(new DateOnly(2026, 3, 8)), only);
        OnboardingState judged = OnboardingEvolution.Evolve(run.State, only);
        Assert.True(OnboardingTimes.NextDue(judged) > Starts.WonAt.AddDays(6));
    }

    [Fact]
    public void A_fact_of_the_account_is_looked_at_too()
    {
        OnboardingRun run = AlertBench.Of(AlertBench.Alert(new AlertRule.Fact(
            new Condition.Compare("integrations_live", Comparison.Less, new FieldValue.Number(2)))));
        Assert.Equal("", run.Alarms());
        run.Do(new OnboardingCommand.ObserveFacts(FieldMap.Of(("integrations_live", new FieldValue.Number(1)))));
        Assert.Equal("alert", run.Alarms());
        Assert.Contains("integrations_live < 2: yes, it is 1", Only(run).Why);
        run.Do(new OnboardingCommand.ObserveFacts(FieldMap.Of(("integrations_live", new FieldValue.Number(2)))));
        Assert.Equal("", run.Alarms());
    }

    [Fact]
    public void A_stage_past_its_SLA_by_so_many_days_is_looked_at()
    {
        OnboardingRun run = OnboardingRun.Of(AlertBench.Quiet with
        {
            Stages = [AlertBench.Quiet.Stages[0] with { SlaDays = 5 }],
            Alerts = [AlertBench.Alert(new AlertRule.StageLate("s0", 3), "late")],
        });
        run.Pass(8);
        Assert.Equal("sla:s0", run.Alarms());
        run.Pass(1);
        Assert.Equal("late sla:s0", run.Alarms());
    }

    [Fact]
    [Trait("Requirement", "A8.11")]
    public void The_tasks_of_an_intervention_come_with_the_alarm_once_and_hold_up_going_live()
    {
        OnboardingRun run = OnboardingRun.Of(AlertBench.Quiet with
        {
            Alerts = [s_low],
            Tasks =
            [
                AlertBench.Quiet.Tasks[0],
                Plans.Task("map", "s0") with
                {
                    OwnerRole = "impl",
                    OnAlert = "low",
                    Due = new DueRule(3, Onboarding.Model.Calendars.DayUnit.Calendar, DueAnchor.Alert, "low"),
                },
            ],
        });
        Assert.Null(run.State.Task("map"));
        run.Pass(5);
        run.Report(SignalKind.EngagementScore, 65);
        TaskState task = run.State.Task("map")!;
        Assert.Equal(
            (TaskPhase.Open, "impl@vendor.example", run.Today.AddDays(3)), (task.Phase, task.Owner, task.DueOn));
        Assert.Contains("task map is open", OnboardingGates.OfGoLive(run.State));

        run.Complete("map");
        run.Report(SignalKind.EngagementScore, 85);
        run.Report(SignalKind.EngagementScore, 60, reference: "again");
        Assert.Equal(TaskPhase.Completed, run.State.Task("map")!.Phase);
        Assert.Single(run.Events.OfType<OnboardingEvent.InterventionStarted>());
    }

    [Fact]
    public void Another_revision_changes_thresholds_and_takes_alerts_away()
    {
        OnboardingRun run = AlertBench.Of(s_low, s_twice);
        run.Report(SignalKind.EngagementScore, 75);
        Migrate(run, [s_low with { Rule = ((AlertRule.Signal)s_low.Rule) with { Threshold = 80 } }]);
        Assert.Equal("low", run.Alarms());
        Migrate(run, []);
        Assert.Equal("", run.Alarms());
    }

    [Fact]
    public void A_state_and_events_of_an_earlier_build_are_read()
    {
        OnboardingRun run = AlertBench.Of();
        run.Do(new OnboardingCommand.RaiseBlocker(BlockerKind.Technical, "No network.", "ann@vendor.example"));
        string now = Histories.Json(run.State);
        JsonNode state = JsonNode.Parse(now)!;
        foreach (JsonNode plan in new[] { state["start"]!["plan"]! })
        {
            Assert.True(plan.AsObject().Remove("alerts"));
        }

        Assert.True(state.AsObject().Remove("signals"));
        Assert.True(state["blockers"]![0]!.AsObject().Remove("severity"));
        OnboardingState read = Aggregates.Onboarding.ReadState(state.ToJsonString());
        Assert.Equal(now, Histories.Json(read));

        OnboardingEvent raised = Aggregates.Onboarding.ReadEvent(
            """{"$type":"escalation_raised","cause":"sla:s0","why":"late","owner":"a@b","at":"2026-03-02T09:00:00+00:00"}""");
        Assert.Equal(0, Assert.IsType<OnboardingEvent.EscalationRaised>(raised).Step);
    }

    private static EscalationState Only(OnboardingRun run) => run.State.Escalations.Single();

    private static ImmutableArray<OnboardingEvent> Decided(
        OnboardingState state, OnboardingCommand command, DateTimeOffset now) =>
        Assert.IsType<Onboarding.Model.Journal.Decision<OnboardingEvent>.Accepted>(
            OnboardingDecisions.Decide(state, command, now)).Events;

    private static void Migrate(OnboardingRun run, ImmutableArray<AlertDefinition> alerts) => run.Do(
        new OnboardingCommand.Migrate(
            RandomEdits.TargetOf(run.State, run.State.Plan with { Alerts = alerts }), "ops@vendor.example"));
}
