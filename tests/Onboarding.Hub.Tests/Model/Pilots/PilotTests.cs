using System.Text.Json;

using Onboarding.Model;
using Onboarding.Model.Calendars;
using Onboarding.Model.Journal;
using Onboarding.Model.Pilots;

using Xunit;

using static Onboarding.Hub.Tests.Model.Pilots.PilotScene;

namespace Onboarding.Hub.Tests.Model.Pilots;

/// <summary>What a pilot allows and refuses.</summary>
public sealed class PilotTests
{
    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [Trait("Requirement", "A17.1")]
    public void A_cohort_has_five_to_ten_customers(int customers, bool begins)
    {
        PilotPlan plan = Plan with
        {
            Customers = [.. Enumerable.Range(0, customers).Select(number => new PilotCustomer($"A{number}", Tiers[number % 2]))],
        };
        Assert.Equal(begins, Aggregates.Pilot.Decide(null, Beginning(plan), Begin) is Decision<PilotEvent>.Accepted);
    }

    [Fact]
    [Trait("Requirement", "A17.1")]
    [Trait("Requirement", "A17.2")]
    [Trait("Requirement", "A17.3")]
    public void A_pilot_is_refused_with_everything_that_is_missing()
    {
        Refusal refusal = Refused(null, Beginning(Plan with
        {
            Customers = [.. Enumerable.Repeat(new PilotCustomer("A0", "high_touch"), 5)],
            Csms = [new PilotCsm(Csm, null), new PilotCsm("later@vendor.example", Monday.AddDays(1))],
            MonitorUntil = Monday.AddDays(13),
        }));
        Assert.Equal(RefusalReason.InvalidField, refusal.Reason);
        Assert.Equal(
            [
                "a cohort has 5 to 10 customers, not 1",
                "tier self_service has no customer in the cohort; each needs at least one",
                "csm@vendor.example has no training recorded; give the day on which it was attended",
                "later@vendor.example has no training recorded; give the day on which it was attended",
                "monitoring lasts 14 to 180 days from 2026-03-02, not until 2026-03-15",
            ],
            refusal.Details.AsEnumerable());
        Assert.Contains(
            "nobody of customer success is designated", Refused(null, Beginning(Plan with { Csms = [] })).Details);
    }

    [Fact]
    [Trait("Requirement", "A17.6")]
    public void A_blocking_issue_is_late_after_the_day_and_another_after_48_hours()
    {
        PilotState state = Reported(Running, "i1", PilotIssueKind.Blocking);
        state = Reported(state, "i2", PilotIssueKind.NonBlocking);
        state = Reported(state, "i3", PilotIssueKind.FeatureRequest);
        DateTimeOffset midnight = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(midnight, state.Issue("i1")!.AnswerBy);
        Assert.False(state.Issue("i1")!.IsLate(midnight));
        Assert.True(state.Issue("i1")!.IsLate(midnight.AddSeconds(1)));
        Assert.False(state.Issue("i2")!.IsLate(Begin.AddHours(48)));
        Assert.True(state.Issue("i2")!.IsLate(Begin.AddHours(48).AddSeconds(1)));
        Assert.False(state.Issue("i3")!.IsLate(Begin.AddDays(300)));
    }

    [Fact]
    [Trait("Requirement", "A17.6")]
    public void An_answer_in_time_stays_in_time_and_a_late_one_late()
    {
        PilotState state = Reported(Running, "i1", PilotIssueKind.Blocking);
        PilotState quick = Do(state, new PilotCommand.AnswerIssue("i1", Csm), Begin.AddHours(2));
        PilotState slow = Do(state, new PilotCommand.AnswerIssue("i1", Csm), Begin.AddDays(2));
        Assert.False(quick.Issue("i1")!.IsLate(Begin.AddDays(9)));
        Assert.True(slow.Issue("i1")!.IsLate(Begin.AddDays(9)));
        PilotState resolved = Do(state, new PilotCommand.ResolveIssue("i1", "Mended."), Begin.AddHours(1));
        Assert.False(resolved.Issue("i1")!.IsLate(Begin.AddDays(9)));
        Assert.Equal(
            RefusalReason.StateConflict, Refused(resolved, new PilotCommand.AnswerIssue("i1", Csm)).Reason);
        Assert.Equal(RefusalReason.NotFound, Refused(resolved, new PilotCommand.ResolveIssue("i9", "?")).Reason);
    }

    [Fact]
    [Trait("Requirement", "A17.6")]
    public void Triage_moves_the_time_for_the_answer_and_keeps_the_reason()
    {
        PilotState state = Do(
            Reported(Running, "i1", PilotIssueKind.Blocking),
            new PilotCommand.TriageIssue("i1", PilotIssueKind.NonBlocking, "There is a detour.", BusinessCalendar.Default),
            Begin.AddHours(3));
        Assert.Equal(Begin.AddHours(48), state.Issue("i1")!.AnswerBy);
        Assert.Equal("There is a detour.", state.Issue("i1")!.TriageReason);
        Assert.False(state.Issue("i1")!.IsCritical);
    }

    [Fact]
    [Trait("Requirement", "A17.7")]
    public void To_proceed_is_decided_after_the_monitoring()
    {
        Assert.Equal(
            RefusalReason.StateConflict, Refused(Running, Deciding(PilotOutcome.Proceed, Plan.MonitorUntil)).Reason);
        PilotState state = Do(Running, Deciding(PilotOutcome.Proceed, Plan.MonitorUntil.AddDays(1)), Begin.AddDays(29));
        Assert.Equal(("proceeding", "vp@vendor.example"), (Pilot.StateName(state), state.Decisions[0].By));
    }

    [Fact]
    [Trait("Requirement", "A17.7")]
    public void An_extended_pilot_is_monitored_for_longer()
    {
        DateOnly until = Plan.MonitorUntil.AddDays(14);
        PilotState state = Do(Running, Deciding(PilotOutcome.Extend, Monday, until));
        Assert.Equal(("running", until), (Pilot.StateName(state), state.MonitorUntil));
        foreach (DateOnly? wrong in new DateOnly?[] { null, Plan.MonitorUntil, Monday.AddDays(181) })
        {
            Assert.Equal(RefusalReason.InvalidField, Refused(Running, Deciding(PilotOutcome.Extend, Monday, wrong)).Reason);
        }

        Assert.Equal(RefusalReason.InvalidField, Refused(Running, Deciding(PilotOutcome.LoopBack, Monday, until)).Reason);
    }

    [Fact]
    [Trait("Requirement", "A17.7")]
    public void A_pilot_that_looped_back_is_over()
    {
        PilotState state = Do(Running, Deciding(PilotOutcome.LoopBack, Monday));
        Assert.Equal(
            RefusalReason.StateConflict, Refused(state, Deciding(PilotOutcome.Proceed, Plan.MonitorUntil.AddDays(1))).Reason);
        Assert.Equal(RefusalReason.GateOpen, Refused(state, RollingOut()).Reason);
    }

    [Fact]
    [Trait("Requirement", "A17.11")]
    public void A_rollout_is_refused_while_a_critical_issue_is_open()
    {
        PilotState state = Reported(Proceeding, "i1", PilotIssueKind.Blocking);
        Refusal refusal = Refused(state, RollingOut());
        Assert.Equal(RefusalReason.GateOpen, refusal.Reason);
        Assert.Equal(["the blocking issue i1 is open: It does not work."], refusal.Details.AsEnumerable());

        state = Do(state, new PilotCommand.AnswerIssue("i1", Csm));
        Assert.Equal(RefusalReason.GateOpen, Refused(state, RollingOut()).Reason);
        state = Do(state, new PilotCommand.ResolveIssue("i1", "Mended."));
        Assert.Equal("rolled_out", Pilot.StateName(Do(state, RollingOut())));
    }

    [Fact]
    [Trait("Requirement", "A17.8")]
    [Trait("Requirement", "A19.6")]
    [Trait("Requirement", "A17.10")]
    public void A_rollout_needs_a_decision_and_lessons()
    {
        Assert.Equal(
            ["it was not decided to proceed", "no lesson was recorded"], Refused(Running, RollingOut()).Details.AsEnumerable());
        PilotState state = Do(Proceeding, RollingOut());
        Assert.Equal(("structured", "It went well."), (state.Rollout!.Playbook, state.Rollout.Reason));
        Assert.Equal(RefusalReason.StateConflict, Refused(state, RollingOut()).Reason);
    }

    [Fact]
    public void A_rollout_begins_today_or_later() => Assert.Equal(
        RefusalReason.InvalidField,
        Refused(Proceeding, new PilotCommand.RollOut("structured", Monday, "Now.", Csm, Monday.AddDays(1))).Reason);

    [Theory]
    [InlineData(-1)]
    [InlineData(11)]
    public void A_score_lies_between_nought_and_ten(int score) => Assert.Equal(
        RefusalReason.InvalidField, Refused(Running, new PilotCommand.RecordFeedback(true, score, "", "Ann")).Reason);

    [Fact]
    public void A_state_is_read_as_it_was_written()
    {
        PilotState state = Do(Reported(Proceeding, "i1", PilotIssueKind.FeatureRequest), RollingOut());
        string json = JsonSerializer.Serialize(state, ModelJson.Default.PilotState);
        Assert.Equal(json, JsonSerializer.Serialize(Aggregates.Pilot.ReadState(json), ModelJson.Default.PilotState));
        Assert.Empty(Aggregates.Pilot.ReadState(Aggregates.Pilot.Index(state).Summary!).Issues);
    }

    private static PilotCommand RollingOut() =>
        new PilotCommand.RollOut("structured", Monday.AddDays(40), "It went well.", "vp@vendor.example", Monday.AddDays(30));

    private static PilotState Reported(PilotState state, string key, PilotIssueKind kind) =>
        Do(state, new PilotCommand.ReportIssue(key, kind, "It does not work.", Csm, BusinessCalendar.Default));
}
