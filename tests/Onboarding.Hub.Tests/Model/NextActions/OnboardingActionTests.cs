using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.NextActions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.NextActions;

public sealed class OnboardingActionTests
{
    public static TheoryData<string, bool> Roles { get; } = new()
    {
        { "csm", false }, { "csm_lead", false }, { "ae", false }, { "vp_sales", false }, { "vp_cs", false },
        { "cs_ops", false }, { "rev_ops", false }, { "implementation", false }, { "engineering", false },
        { "training", false }, { "support", false }, { "billing", false }, { "operations", false },
        { "customer_sponsor", true }, { "customer_champion", true }, { "customer_technical", true },
        { "customer_admin", true }, { "customer_end_user", true }, { "customer_power_user", true },
        { "customer_team_lead", true }, { "partner", true },
    };

    [Theory]
    [MemberData(nameof(Roles))]
    [Trait("Requirement", "A13.2")]
    [Trait("Requirement", "A13.3")]
    public void Every_role_is_told_its_work(string role, bool atCustomer)
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small with
        {
            Tasks = [Plans.Task("theirs", "welcome") with { OwnerRole = role, CustomerVisible = true }],
        });

        NextAction action = Assert.Single(ActionsOf(run), action => action.Key == "theirs");
        Assert.Equal((role, Starts.MailOf(role), atCustomer), (action.Role, action.Owner, action.AtCustomer));
        Assert.Equal(new DateOnly(2026, 3, 7), action.DueOn);
        Assert.Contains(Role.Usual, usual => usual.Key == role && usual.AtCustomer == atCustomer);
    }

    [Fact]
    [Trait("Requirement", "A13.1")]
    public void An_alarm_comes_first_and_says_what_happened()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        run.Pass(25);
        NextAction first = ActionsOf(run)[0];

        Assert.Equal(
            (ActionKind.AcknowledgeEscalation, ActionReason.EscalationRaised), (first.Kind, first.Reason));
        Assert.Contains(run.State.Escalations, escalation =>
            escalation.Cause == first.Key && escalation.Owner == first.Owner && first.What.EndsWith(escalation.Why, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "A13.6")]
    public void An_alarm_that_is_not_acknowledged_becomes_the_next_action_of_those_above()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        run.Pass(12);
        IEnumerable<string> Told() => ActionsOf(run).Where(a => a.Key == "sla:welcome").Select(a => a.Role);
        Assert.Equal(["csm"], Told());
        run.Pass(2);
        Assert.Equal(["lead"], Told());
        run.Pass(4);
        Assert.Equal(["vp"], Told());
        run.Do(new OnboardingCommand.AcknowledgeEscalation("sla:welcome", "vp@vendor.example"));
        Assert.Empty(Told());
    }

    [Fact]
    public void What_most_work_waits_for_comes_before_what_is_overdue_longer()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small with
        {
            Tasks =
            [
                Plans.Task("lone", "welcome") with { Due = new DueRule(-3, DayUnit.Calendar, DueAnchor.ClosedWon) },
                Plans.Task("first", "welcome"), Plans.Task("second", "welcome", "first"),
            ],
        });
        ImmutableArray<NextAction> actions = ActionsOf(run);

        Assert.Equal(["first", "lone"], actions.Where(a => a.Kind == ActionKind.CompleteTask).Select(a => a.Key));
        NextAction first = actions.Single(action => action.Key == "first");
        NextAction lone = actions.Single(action => action.Key == "lone");
        Assert.Equal((ActionReason.WorkWaits, 1), (first.Reason, first.WaitingTasks));
        Assert.Equal("due on 2026-03-07; 1 task waits for it; stage Stage welcome cannot be passed without it", first.Why);
        Assert.Equal((ActionReason.Overdue, 3), (lone.Reason, lone.OverdueDays));
        Assert.StartsWith("overdue by 3 days, it was due on 2026-02-27; ", lone.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_is_nobodys_next_action_until_it_opens()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        Assert.DoesNotContain(ActionsOf(run), action => action.Key == "plan");

        run.Complete("call");
        Assert.Contains(ActionsOf(run), action => action.Key == "plan");
    }

    [Fact]
    [Trait("Requirement", "A13.3")]
    public void The_customer_is_asked_for_an_input_without_the_words_of_its_refusal_and_somebody_inside_checks_it()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small with
        {
            Inputs = [Plans.Small.Inputs[0] with { OwnerRole = "customer_admin" }],
        });
        NextAction asked = Assert.Single(ActionsOf(run), action => action.Key == "sso");
        Assert.Equal((ActionKind.ReceiveInput, "Hand in: SSO", true), (asked.Kind, asked.What, asked.AtCustomer));
        Assert.Equal((ActionReason.InputMissing, 3), (asked.Reason, asked.WaitingTasks));

        run.Do(new OnboardingCommand.ReceiveInput("sso", "here"));
        NextAction check = Assert.Single(ActionsOf(run), action => action.Key == "sso");
        Assert.Equal((ActionKind.VerifyInput, "csm", false), (check.Kind, check.Role, check.AtCustomer));

        run.Do(new OnboardingCommand.RefuseInput("sso", "their admin is clueless"));
        NextAction again = Assert.Single(ActionsOf(run), action => action.Key == "sso");
        Assert.Equal("what was handed in could not be used; the next steps wait for it", again.Why);
    }

    [Fact]
    [Trait("Requirement", "A13.5")]
    public void What_the_customer_is_late_with_and_what_the_customer_does_not_see_goes_to_somebody_inside()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small with
        {
            Tasks =
            [
                Plans.Task("seen", "welcome") with { OwnerRole = "customer_admin", CustomerVisible = true },
                Plans.Task("hidden", "welcome") with { OwnerRole = "customer_admin" },
            ],
        });
        Assert.Equal(["customer_admin"], ActionsOf(run).Where(a => a.Key == "seen").Select(a => a.Role));
        NextAction hidden = Assert.Single(ActionsOf(run), action => action.Key == "hidden");
        Assert.Equal(("csm", "See to it with customer_admin@vendor.example: Task hidden"), (hidden.Role, hidden.What));

        run.Pass(6);
        Assert.Equal(
            ["csm", "customer_admin"], ActionsOf(run).Where(a => a.Key == "seen").Select(a => a.Role).Order());
    }

    [Fact]
    public void A_blocker_is_told_to_its_owner_and_everything_left_waits_for_it()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        run.Do(new OnboardingCommand.RaiseBlocker(BlockerKind.Technical, "No network.", "impl@vendor.example"));
        NextAction first = ActionsOf(run)[0];

        Assert.Equal((ActionKind.ResolveBlocker, "b1", "impl"), (first.Kind, first.Key, first.Role));
        Assert.Equal((ActionReason.BlockerOpen, 5), (first.Reason, first.WaitingTasks));
        Assert.Equal("Resolve: No network.", first.What);
    }

    [Theory]
    [InlineData(32, false)]
    [InlineData(33, true)]
    [InlineData(41, true)]
    public void A_milestone_is_at_risk_from_a_week_before_its_day(int days, bool told)
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        run.Pass(days);
        NextAction? action = ActionsOf(run).SingleOrDefault(action => action.Key == "first_value");

        Assert.Equal(told, action is not null);
        if (action is not null)
        {
            Assert.Equal(days > 40 ? ActionReason.Overdue : ActionReason.MilestoneAtRisk, action.Reason);
            Assert.Equal((ActionKind.ConfirmMilestone, "csm"), (action.Kind, action.Role));
        }
    }

    [Fact]
    public void The_last_gate_is_told_once_all_else_is_done()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small).ToLastGate();
        NextAction last = Assert.Single(ActionsOf(run));

        Assert.Equal((ActionReason.GoLiveWaits, "first_value"), (last.Reason, last.Key));
        Assert.Contains("going live waits for it", last.Why, StringComparison.Ordinal);
        run.Do(new OnboardingCommand.ConfirmMilestone("first_value", run.Today, "csm@vendor.example", "seen"));
        Assert.Empty(ActionsOf(run));
    }

    [Fact]
    public void The_day_of_the_kickoff_is_to_be_agreed_until_it_is_there_or_moved()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Chain(1, 2));
        NextAction kickoff = Assert.Single(ActionsOf(run), action => action.Kind == ActionKind.MoveKickoff);
        Assert.Equal(("csm", new DateOnly(2026, 3, 9)), (kickoff.Role, kickoff.DueOn));

        run.Do(new OnboardingCommand.MoveKickoff(new DateOnly(2026, 3, 10)));
        Assert.DoesNotContain(ActionsOf(run), action => action.Kind == ActionKind.MoveKickoff);
    }

    [Fact]
    public void A_kickoff_that_passes_before_what_comes_first_is_done_is_to_be_agreed_anew()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        Assert.DoesNotContain(ActionsOf(run), action => action.Kind == ActionKind.MoveKickoff);

        run.Pass(8);
        NextAction kickoff = Assert.Single(ActionsOf(run), action => action.Kind == ActionKind.MoveKickoff);
        Assert.Contains("1 task that comes before it is not done", kickoff.Why, StringComparison.Ordinal);
        run.Complete("call");
        Assert.DoesNotContain(ActionsOf(run), action => action.Kind == ActionKind.MoveKickoff);
    }

    [Fact]
    public void A_gate_that_nothing_can_open_is_somebodys_to_decide()
    {
        PlaybookPlan circle = Plans.Chain(1, 2) with
        {
            Tasks = [Plans.Task("a", "s0", "b"), Plans.Task("b", "s0", "a")],
        };
        NextAction stuck = Assert.Single(
            ActionsOf(OnboardingRun.Of(circle)), action => action.Reason == ActionReason.Deadlock);
        Assert.Equal((ActionKind.SkipTask, "a", "csm@vendor.example"), (stuck.Kind, stuck.Key, stuck.Owner));
        Assert.Contains("it waits for task b", stuck.Why, StringComparison.Ordinal);

        PlaybookPlan unknown = Plans.Chain(1, 1) with
        {
            Stages = [Plans.Stage("s0", "csm") with { GateInputs = ["nowhere"] }],
        };
        NextAction gate = Assert.Single(
            ActionsOf(OnboardingRun.Of(unknown).Complete("t0")), action => action.Reason == ActionReason.Deadlock);
        Assert.Equal(ActionKind.MigrateOnboarding, gate.Kind);
    }

    private static ImmutableArray<NextAction> ActionsOf(OnboardingRun run) => OnboardingActions.Of(run.State, run.Now);
}
