using Onboarding.Model.Calendars;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Onboardings;

public sealed class EscalationTests
{
    // A task without a day, so that nothing but the stage itself falls due.
    private static readonly PlaybookPlan s_plan = Plans.Chain(1, 1) with
    {
        Tasks =
        [
            Plans.Task("t0", "s0") with { Due = new DueRule(5, DayUnit.Calendar, DueAnchor.Milestone, "first_value") },
        ],
        StalledAfterDays = 14,
    };

    [Fact]
    [Trait("Requirement", "A12.3")]
    public void A_stage_past_its_SLA_is_found_the_day_after_and_escalated()
    {
        OnboardingRun run = OnboardingRun.Of(s_plan);
        Assert.Empty(run.Pass(10));

        Assert.Contains(new OnboardingEvent.SlaBreached("s0", new DateOnly(2026, 3, 12)), run.Pass(1));
        Assert.Equal("sla:s0", run.State.Escalations.Single().Cause);
    }

    [Fact]
    [Trait("Requirement", "A12.1")]
    public void More_than_fourteen_days_in_one_stage_is_stalled()
    {
        OnboardingRun run = OnboardingRun.Of(s_plan);
        run.Pass(14);
        Assert.NotEqual(OnboardingHealth.Stalled, run.State.Health);

        run.Pass(1);
        Assert.Equal(OnboardingHealth.Stalled, run.State.Health);
        Assert.Contains(run.State.Escalations, each => each.Cause == "stalled:s0" && each.Why.Contains("task t0"));
    }

    [Fact]
    [Trait("Requirement", "A12.1")]
    public void A_stage_that_is_planned_longer_stalls_later()
    {
        OnboardingRun run = OnboardingRun.Of(
            s_plan with { Stages = [Plans.Stage("s0", "csm") with { SlaDays = 30, StalledAfterDays = 30 }] });
        run.Pass(30);
        Assert.Equal(OnboardingHealth.OnTrack, run.State.Health);

        run.Pass(1);
        Assert.Equal(OnboardingHealth.Stalled, run.State.Health);
    }

    [Fact]
    public void Leaving_the_stage_ends_the_stall_and_resolves_its_alarms()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Chain(2, 2));
        run.Pass(16);
        run.Complete("t0");

        Assert.Equal(OnboardingHealth.OnTrack, run.State.Health);
        Assert.All(run.State.Escalations, each => Assert.Equal(EscalationPhase.Resolved, each.Phase));
    }

    [Fact]
    public void One_that_passed_every_stage_and_does_not_go_live_stalls_too()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small).ToLastGate();
        run.Pass(15);

        Assert.Equal(OnboardingHealth.Stalled, run.State.Health);
        EscalationState escalation = Assert.Single(run.State.Escalations);
        Assert.Equal("golive:training", escalation.Cause);
        Assert.Contains("first-value milestone is not reached", escalation.Why);
    }

    [Fact]
    public void An_escalation_nobody_answers_is_passed_on_to_the_end_of_the_path()
    {
        OnboardingRun run = OnboardingRun.Of(s_plan);
        run.Pass(11);
        Assert.Equal("csm@vendor.example", Sla(run).Owner);
        run.Pass(2);
        Assert.Equal("csm@vendor.example", Sla(run).Owner);
        run.Pass(1);
        Assert.Equal("lead@vendor.example", Sla(run).Owner);
        run.Pass(4);
        Assert.Equal(("vp@vendor.example", null), (Sla(run).Owner, Sla(run).AcknowledgeBy));

        Assert.DoesNotContain(run.Pass(30), each => each is OnboardingEvent.EscalationPassedOn { Cause: "sla:s0" });
    }

    [Fact]
    public void An_escalation_that_is_acknowledged_stays_where_it_is()
    {
        OnboardingRun run = OnboardingRun.Of(s_plan);
        run.Pass(11);
        run.Do(new OnboardingCommand.AcknowledgeEscalation("sla:s0", "csm@vendor.example"));

        Assert.DoesNotContain(run.Pass(30), each => each is OnboardingEvent.EscalationPassedOn { Cause: "sla:s0" });
        Assert.Equal(EscalationPhase.Acknowledged, Sla(run).Phase);
    }

    [Fact]
    public void What_is_resolved_is_not_passed_on()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Chain(2, 2));
        run.Pass(11);
        run.Complete("t0");

        Assert.DoesNotContain(run.Pass(10), each => each is OnboardingEvent.EscalationPassedOn { Cause: "sla:s0" });
    }

    [Fact]
    public void The_end_of_an_onboarding_is_the_end_of_its_alarms()
    {
        OnboardingRun run = OnboardingRun.Of(s_plan);
        run.Pass(20);
        run.Do(new OnboardingCommand.Cancel("the customer left"));

        Assert.NotEmpty(run.State.Escalations);
        Assert.All(run.State.Escalations, each => Assert.Equal(EscalationPhase.Resolved, each.Phase));
        Assert.Null(OnboardingTimes.NextDue(run.State));
    }

    private static EscalationState Sla(OnboardingRun run) =>
        run.State.Escalations.Single(each => each.Cause == "sla:s0");
}
