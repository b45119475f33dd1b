using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Onboardings;

public sealed class MilestoneTests
{
    private readonly OnboardingRun _run = OnboardingRun.Of(Plans.Small);

    [Fact]
    [Trait("Requirement", "A9.1")]
    [Trait("Requirement", "A9.2")]
    public void Every_milestone_has_its_target_day_from_the_start() => Assert.Equal(
        [new DateOnly(2026, 3, 22), new DateOnly(2026, 4, 11)],
        _run.State.Milestones.Select(each => each.TargetOn!.Value));

    [Fact]
    [Trait("Requirement", "A9.3")]
    [Trait("Requirement", "A9.4")]
    public void A_milestone_is_proved_by_what_the_account_shows_on_the_day_that_it_shows()
    {
        _run.Pass(5);
        _run.Observe("first_login_on", new DateOnly(2026, 3, 4));

        MilestoneState milestone = _run.State.Milestone("first_login")!;
        Assert.Equal(new DateOnly(2026, 3, 4), milestone.AchievedOn);
        Assert.Contains("first_login_on is filled: yes", milestone.Evidence);
    }

    [Fact]
    [Trait("Requirement", "A9.3")]
    public void A_proof_dated_into_the_future_waits_for_its_day()
    {
        _run.Observe("first_login_on", _run.Today.AddDays(4));
        Assert.Null(_run.State.Milestone("first_login")!.AchievedOn);

        _run.Pass(3);
        Assert.Null(_run.State.Milestone("first_login")!.AchievedOn);

        _run.Pass(1);
        Assert.Equal(_run.Today, _run.State.Milestone("first_login")!.AchievedOn);
    }

    [Fact]
    [Trait("Requirement", "A9.3")]
    public void Doing_every_task_achieves_no_milestone()
    {
        _run.Complete("call", "plan").Verify("sso").Complete("provision", "connect");

        Assert.All(_run.State.Milestones, milestone => Assert.Null(milestone.AchievedOn));
        Assert.Equal("setup", _run.State.CurrentStage.Key);
    }

    [Theory]
    [InlineData("", "screenshot", 0)]
    [InlineData("ann@vendor.example", " ", 0)]
    [InlineData("ann@vendor.example", "screenshot", 1)]
    public void A_confirmation_needs_a_name_evidence_and_a_day_that_has_come(string by, string evidence, int days) =>
        Assert.Equal(RefusalReason.InvalidField, _run.Try(new OnboardingCommand.ConfirmMilestone(
            "first_value", _run.Today.AddDays(days), by, evidence))!.Reason);

    [Fact]
    public void A_milestone_that_only_fields_prove_takes_no_confirmation() => Assert.Equal(
        RefusalReason.StateConflict,
        _run.Try(new OnboardingCommand.ConfirmMilestone(
            "first_login", _run.Today, "ann@vendor.example", "seen"))!.Reason);

    [Fact]
    [Trait("Requirement", "A3.2")]
    [Trait("Requirement", "A9.7")]
    public void Won_on_2_March_and_reached_on_5_March_is_a_time_to_value_of_3_days()
    {
        _run.Pass(10);
        _run.Do(new OnboardingCommand.ConfirmMilestone(
            "first_value", new DateOnly(2026, 3, 5), "ann@vendor.example", "first invoice run"));

        Assert.Equal(3, _run.State.TimeToValueDays);
    }

    [Fact]
    [Trait("Requirement", "A3.2")]
    public void A_value_that_was_there_before_the_deal_took_no_days()
    {
        _run.Observe("first_value_on", DateOnly.MinValue);

        Assert.Equal(0, _run.State.TimeToValueDays);
    }

    [Fact]
    [Trait("Requirement", "A9.2")]
    [Trait("Requirement", "A11.11")]
    public void A_missed_target_is_noted_and_escalated_after_a_week_until_the_milestone_is_reached()
    {
        _run.Pass(21);
        Assert.True(_run.State.Milestone("first_login")!.Missed);
        Assert.DoesNotContain(_run.State.Escalations, each => each.Cause == "milestone:first_login");

        _run.Pass(7);
        Assert.Equal(EscalationPhase.Raised, Escalation().Phase);

        _run.Observe("first_login_on", _run.Today);
        Assert.Equal(EscalationPhase.Resolved, Escalation().Phase);
    }

    private EscalationState Escalation() =>
        _run.State.Escalations.Single(each => each.Cause == "milestone:first_login");
}
