using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Onboardings;

public sealed class OnboardingTests
{
    private const string Ann = "ann@vendor.example";
    private readonly OnboardingRun _run = OnboardingRun.Of(Plans.Small);

    private InputState Sso => _run.State.Input("sso")!;

    [Fact]
    [Trait("Requirement", "A5.5")]
    public void It_does_not_start_while_a_role_is_held_by_nobody()
    {
        OnboardingStart start = Starts.Of(Plans.Small);
        Decision<OnboardingEvent> decision = OnboardingDecisions.Decide(
            null, new OnboardingCommand.Begin(start with { Owners = start.Owners.SetItem("impl", " ") }), Starts.WonAt);

        Refusal refusal = Assert.IsType<Decision<OnboardingEvent>.Refused>(decision).Refusal;
        Assert.Equal(RefusalReason.OwnerRequired, refusal.Reason);
        Assert.Equal<string>(["impl"], refusal.Details);
    }

    [Fact]
    [Trait("Requirement", "A5.4")]
    public void A_stage_is_left_when_its_last_task_is_done_and_its_milestone_reached()
    {
        _run.Complete("call", "plan").Verify("sso").Complete("provision", "connect");
        Assert.Equal(("setup", "impl@vendor.example"), (_run.State.CurrentStage.Key, _run.State.Owner));

        _run.Observe("first_login_on", _run.Today);
        Assert.Equal(("training", "csm@vendor.example"), (_run.State.CurrentStage.Key, _run.State.Owner));
    }

    [Fact]
    [Trait("Requirement", "A3.4")]
    public void It_is_live_at_the_moment_the_last_gate_closes()
    {
        _run.ToLastGate();
        Assert.Equal(OnboardingPhase.Active, _run.State.Phase);

        _run.Observe("first_value_on", _run.Today);
        Assert.Equal((OnboardingPhase.Live, _run.Now), (_run.State.Phase, _run.State.EndedAt));
    }

    [Fact]
    public void A_refused_go_live_lists_everything_that_is_open()
    {
        _run.Complete("call", "plan");
        _run.Do(new OnboardingCommand.RaiseBlocker(BlockerKind.Technical, "firewall", Ann));

        Refusal refusal = _run.Try(new OnboardingCommand.GoLive())!;

        Assert.Equal(RefusalReason.GateOpen, refusal.Reason);
        Assert.Equal<string>(
            [
                "stage setup waits for task provision, task connect, milestone first_login",
                "stage training waits for task train", "1 task of setup left", "1 task of communication left",
                "the first-value milestone is not reached", $"blocker b1 of {Ann} is open",
            ],
            refusal.Details);
    }

    [Fact]
    public void An_open_blocker_holds_going_live_until_it_is_resolved()
    {
        _run.Do(new OnboardingCommand.RaiseBlocker(BlockerKind.Technical, "firewall", Ann));
        _run.ToLastGate().Observe("first_value_on", _run.Today);
        Assert.Equal(OnboardingPhase.Active, _run.State.Phase);

        _run.Do(new OnboardingCommand.ResolveBlocker("b1"));
        Assert.Equal(OnboardingPhase.Live, _run.State.Phase);
    }

    [Fact]
    public void An_input_goes_from_requested_over_received_to_verified_and_back_when_refused()
    {
        Assert.Equal(RefusalReason.StateConflict, _run.Try(new OnboardingCommand.VerifyInput("sso"))!.Reason);
        Assert.Equal(RefusalReason.InvalidField, _run.Try(new OnboardingCommand.ReceiveInput("sso", ""))!.Reason);
        _run.Do(new OnboardingCommand.ReceiveInput("sso", "metadata.xml"));
        Assert.Equal(InputPhase.Received, Sso.Phase);
        _run.Do(new OnboardingCommand.RefuseInput("sso", "expired"));
        Assert.Equal(("expired", InputPhase.Refused), (Sso.RefusedBecause, Sso.Phase));
        Assert.Empty(_run.Do(new OnboardingCommand.RefuseInput("sso", "expired")));
        _run.Verify("sso");
        Assert.Equal((null, InputPhase.Verified), (Sso.RefusedBecause, Sso.Phase));
        Assert.Equal(RefusalReason.StateConflict, _run.Try(new OnboardingCommand.ReceiveInput("sso", "new"))!.Reason);
    }

    [Fact]
    [Trait("Requirement", "A5.5")]
    public void A_role_that_changes_hands_takes_its_open_work_along_and_leaves_the_rest()
    {
        _run.Complete("call");
        _run.Do(new OnboardingCommand.AssignTask("train", "bob@vendor.example"));
        _run.Do(new OnboardingCommand.RaiseBlocker(BlockerKind.Other, "holiday", "csm@vendor.example"));
        _run.Do(new OnboardingCommand.AssignRole("csm", Ann));

        Assert.Equal("csm@vendor.example", _run.State.Task("call")!.Owner);
        Assert.Equal(Ann, _run.State.Task("plan")!.Owner);
        Assert.Equal("bob@vendor.example", _run.State.Task("train")!.Owner);
        Assert.Equal("impl@vendor.example", _run.State.Task("provision")!.Owner);
        Assert.Equal(Ann, _run.State.Blockers.Single().Owner);
        Assert.Equal(Ann, _run.State.Owner);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    public void Work_is_given_to_a_named_person_only(string owner)
    {
        Assert.Equal(RefusalReason.OwnerRequired, _run.Try(new OnboardingCommand.AssignRole("csm", owner))!.Reason);
        Assert.Equal(RefusalReason.OwnerRequired, _run.Try(new OnboardingCommand.AssignTask("call", owner))!.Reason);
        Assert.Equal(
            RefusalReason.OwnerRequired,
            _run.Try(new OnboardingCommand.RaiseBlocker(BlockerKind.Other, "x", owner))!.Reason);
    }

    [Fact]
    public void It_is_cancelled_only_for_a_reason()
    {
        Assert.Equal(RefusalReason.InvalidField, _run.Try(new OnboardingCommand.Cancel(" "))!.Reason);

        _run.Do(new OnboardingCommand.Cancel("merged with another customer"));
        Assert.Equal(OnboardingPhase.Cancelled, _run.State.Phase);
    }

    [Fact]
    public void What_has_ended_takes_no_changes_and_answers_repeats_in_silence()
    {
        _run.ToLastGate().Observe("first_value_on", _run.Today);
        OnboardingCommand[] repeats =
        [
            new OnboardingCommand.Begin(_run.State.Start), new OnboardingCommand.CompleteTask("call", Ann),
            new OnboardingCommand.VerifyInput("sso"), new OnboardingCommand.GoLive(), new OnboardingCommand.Review(),
            new OnboardingCommand.MoveKickoff(_run.State.KickoffOn),
            new OnboardingCommand.AssignRole("impl", "impl@vendor.example"),
            new OnboardingCommand.ConfirmMilestone("first_value", _run.Today, Ann, "seen"),
        ];
        OnboardingCommand[] changes =
        [
            new OnboardingCommand.Cancel("late"), new OnboardingCommand.MoveKickoff(_run.Today.AddDays(90)),
            new OnboardingCommand.SkipTask("call", Ann, "x"),
            new OnboardingCommand.RaiseBlocker(BlockerKind.Other, "x", Ann),
            new OnboardingCommand.AssignRole("csm", Ann), new OnboardingCommand.RefuseInput("sso", "late"),
        ];

        Assert.All(repeats, repeat => Assert.Empty(_run.Do(repeat)));
        Assert.All(changes, change => Assert.Equal(RefusalReason.StateConflict, _run.Try(change)!.Reason));
    }
}
