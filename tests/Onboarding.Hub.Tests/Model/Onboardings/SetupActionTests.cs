using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Journal;
using Onboarding.Model.NextActions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Explanations;
using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Onboardings.Waiting;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Onboardings;

/// <summary>What is asked of other systems: once, in order, and only when all before it is verified.</summary>
public sealed class SetupActionTests
{
    private const string Ann = "ann@vendor.example";

    [Fact]
    [Trait("Requirement", "A7.3")]
    [Trait("Requirement", "A7.4")]
    public void Each_is_asked_for_once_and_only_when_all_that_it_waits_for_is_there()
    {
        OnboardingRun run = OnboardingRun.Of(Starts.Of(Plans.WithSetup) with
        {
            Facts = FieldMap.Of(("industry", FieldValue.OfText("Rail"))),
        });
        run.Complete("call");
        Assert.Empty(Requests(run));
        run.Do(new OnboardingCommand.ReceiveInput("sso", "here"));
        Assert.Empty(Requests(run));
        run.Do(new OnboardingCommand.VerifyInput("sso"));

        Assert.Equal(["ticket", "profile"], Requests(run).Select(asked => asked.Key));
        OnboardingEvent.SetupActionRequested first = Requests(run)[0];
        Assert.Equal((1, run.Today.AddDays(3)), (first.Request, first.ConfirmBy));
        Assert.Equal("industry", Assert.Single(first.Fields).Key);
        Assert.Equal("here", Assert.Single(first.Inputs).Value);

        Confirm(run, "ticket");
        Assert.Equal(["ticket", "profile"], Requests(run).Select(asked => asked.Key));
        Confirm(run, "profile");
        Assert.Equal(["ticket", "profile", "kickoff"], Requests(run).Select(asked => asked.Key));
    }

    [Fact]
    [Trait("Requirement", "A7.6")]
    [Trait("Requirement", "A7.7")]
    public void Nobody_goes_live_while_one_is_neither_confirmed_nor_put_aside()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.WithSetup);
        run.ToLastGate();
        run.Observe("first_value_on", run.Today);
        Confirm(run, "profile");

        Refusal refused = run.Try(new OnboardingCommand.GoLive())!;
        Assert.Equal(RefusalReason.GateOpen, refused.Reason);
        Assert.Equal<string>(["set-up action kickoff of csm@vendor.example is not confirmed"], refused.Details);
        Assert.Equal<Piece>(
            [new Piece(PieceKind.SetupAction, "kickoff")], WaitGraph.Of(run.State).WaitsFor(Piece.GoLive));
        Assert.Contains(
            "was asked of the system projects", BlockExplanations.Of(run.State, run.Now).Words, StringComparison.Ordinal);

        run.Do(new OnboardingCommand.SkipSetupAction("kickoff", "They planned it themselves.", Ann));
        Assert.Equal(OnboardingPhase.Live, run.State.Phase);
        Assert.Equal(
            (Ann, "They planned it themselves."),
            (run.State.SetupAction("kickoff")!.ClosedBy, run.State.SetupAction("kickoff")!.Reason));
    }

    [Fact]
    public void One_that_a_person_did_as_a_task_is_not_asked_for_and_a_confirmed_one_does_its_task()
    {
        OnboardingRun byHand = OnboardingRun.Of(Plans.WithSetup).Complete("call", "plan").Verify("sso");
        Assert.Equal(SetupActionPhase.Skipped, byHand.State.SetupAction("ticket")!.Phase);
        Assert.Equal(["profile"], Requests(byHand).Select(asked => asked.Key));

        OnboardingRun asked = Asked();
        Assert.Equal(TaskPhase.Open, asked.State.Task("plan")!.Phase);
        Confirm(asked, "ticket");
        Assert.Equal((TaskPhase.Completed, Ann), (asked.State.Task("plan")!.Phase, asked.State.Task("plan")!.ClosedBy));
    }

    [Fact]
    [Trait("Requirement", "A12.4")]
    public void One_that_is_not_confirmed_in_time_is_told_to_its_owner_and_then_along_the_path()
    {
        OnboardingRun run = Asked();
        run.Pass(3);
        Assert.DoesNotContain(run.Events, each => each is OnboardingEvent.SetupActionOverdue);
        ImmutableArray<OnboardingEvent> late = run.Pass(1);

        Assert.Equal(["ticket", "profile"], late.OfType<OnboardingEvent.SetupActionOverdue>().Select(each => each.Key));
        OnboardingEvent.EscalationRaised raised =
            late.OfType<OnboardingEvent.EscalationRaised>().Single(each => each.Cause == "setup:profile");
        Assert.Equal(("impl@vendor.example", -1), (raised.Owner, raised.Step));
        Assert.Equal(OnboardingHealth.Behind, run.State.Health);
        Assert.Contains(
            run.Pass(3).OfType<OnboardingEvent.EscalationPassedOn>(),
            each => each is { Cause: "setup:profile", Owner: "csm@vendor.example", Step: 0 });

        Confirm(run, "profile");
        Assert.Contains(
            run.State.Escalations, each => each is { Cause: "setup:profile", Phase: EscalationPhase.Resolved });
    }

    [Fact]
    public void A_failed_one_is_its_owners_next_action_and_may_be_asked_for_again()
    {
        OnboardingRun run = Asked();
        run.Do(new OnboardingCommand.FailSetupAction("profile", "No such plan.", "system:billing", 1));
        NextAction next = OnboardingActions.Of(run.State, run.Now)
            .Single(action => action.Kind == ActionKind.RetrySetupAction);
        Assert.Equal(
            ("profile", "impl@vendor.example", ActionReason.SetupActionFailed), (next.Key, next.Owner, next.Reason));
        Assert.Contains("it failed: No such plan.", next.Why, StringComparison.Ordinal);

        run.Do(new OnboardingCommand.RetrySetupAction("profile", Ann));
        Assert.Equal((2, Ann), (Requests(run)[^1].Request, Requests(run)[^1].By));
        Assert.Empty(run.Do(new OnboardingCommand.RetrySetupAction("profile", Ann)));
    }

    [Fact]
    public void What_is_told_of_an_earlier_request_changes_nothing_but_that_it_is_done()
    {
        OnboardingRun run = AskedAgain();
        Assert.Empty(run.Do(new OnboardingCommand.FailSetupAction("profile", "Again.", "system:billing", 1)));
        Assert.Empty(run.Do(new OnboardingCommand.AcceptSetupAction("profile", 1)));
        Assert.Empty(run.Do(new OnboardingCommand.HandOverSetupAction("profile", 1)));

        run.Do(new OnboardingCommand.ConfirmSetupAction("profile", "B-1", "system:billing", 1));
        // The newest request is the one that is recalled.
        Assert.Equal(
            (2, "B-1", "system:billing"),
            run.Events.OfType<OnboardingEvent.SetupActionConfirmed>()
                .Select(confirmed => (confirmed.Request, confirmed.Reference, confirmed.By)).Single());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_closed_one_takes_the_same_word_again_and_refuses_another(int request)
    {
        OnboardingRun run = AskedAgain();
        run.Do(new OnboardingCommand.ConfirmSetupAction("profile", "B-1", "system:billing", 1));
        Assert.Empty(run.Do(new OnboardingCommand.ConfirmSetupAction("profile", "B-1", "system:billing", request)));
        Refusal other = run.Try(new OnboardingCommand.ConfirmSetupAction("profile", "B-2", "system:billing", request))!;
        Assert.Equal(
            (RefusalReason.StateConflict, "Set-up action profile is confirmed as B-1 already."),
            (other.Reason, other.Message));
        Assert.Equal(
            RefusalReason.StateConflict,
            Reason(run, new OnboardingCommand.FailSetupAction("profile", "No.", "system:billing", 2)));

        run.Do(new OnboardingCommand.SkipSetupAction("ticket", "By voucher.", Ann));
        Assert.Contains(
            "was put aside by ann@vendor.example: By voucher.",
            run.Try(new OnboardingCommand.ConfirmSetupAction("ticket", "T-1", "system:tickets", 1))!.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void After_the_end_a_system_hears_that_its_word_comes_too_late()
    {
        OnboardingRun run = Asked();
        Confirm(run, "profile");
        run.Do(new OnboardingCommand.Cancel("Sold."));

        Assert.Empty(run.Do(new OnboardingCommand.ConfirmSetupAction("profile", "profile-1", "system:billing", 1)));
        Assert.Empty(run.Do(new OnboardingCommand.AcceptSetupAction("ticket", 1)));
        Assert.Empty(run.Do(new OnboardingCommand.HandOverSetupAction("ticket", 1)));
        Assert.Contains(
            "confirmed as profile-1",
            run.Try(new OnboardingCommand.ConfirmSetupAction("profile", "B-2", "system:billing", 1))!.Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "is cancelled",
            run.Try(new OnboardingCommand.ConfirmSetupAction("ticket", "T-1", "system:tickets", 1))!.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_the_reason()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.WithSetup);
        Refusal waits = run.Try(new OnboardingCommand.ConfirmSetupAction("kickoff", "T", Ann))!;
        Assert.Equal(RefusalReason.StateConflict, waits.Reason);
        Assert.Equal<string>(["set-up action ticket", "set-up action profile"], waits.Details);
        Assert.Equal(RefusalReason.StateConflict, Reason(run, new OnboardingCommand.RetrySetupAction("kickoff", Ann)));
        Assert.Equal(
            RefusalReason.NotFound, Reason(run, new OnboardingCommand.SkipSetupAction("nothing", "why", Ann)));

        run = Asked();
        Assert.Equal(RefusalReason.InvalidField, Reason(run, new OnboardingCommand.ConfirmSetupAction("ticket", " ", Ann)));
        Assert.Equal(RefusalReason.InvalidField, Reason(run, new OnboardingCommand.FailSetupAction("ticket", " ", Ann)));
        Assert.Equal(RefusalReason.InvalidField, Reason(run, new OnboardingCommand.SkipSetupAction("ticket", " ", Ann)));
        Confirm(run, "ticket");
        Assert.Equal(RefusalReason.StateConflict, Reason(run, new OnboardingCommand.ConfirmSetupAction("ticket", "Y", Ann)));
        Assert.Equal(RefusalReason.StateConflict, Reason(run, new OnboardingCommand.FailSetupAction("ticket", "y", Ann)));
        Assert.Equal(RefusalReason.StateConflict, Reason(run, new OnboardingCommand.SkipSetupAction("ticket", "y", Ann)));
        Assert.Equal(RefusalReason.StateConflict, Reason(run, new OnboardingCommand.RetrySetupAction("ticket", Ann)));
    }

    [Fact]
    public void Without_an_address_it_is_its_owners_to_do_by_hand()
    {
        OnboardingRun run = Asked();
        run.Do(new OnboardingCommand.HandOverSetupAction("ticket", 1));

        NextAction next = OnboardingActions.Of(run.State, run.Now).Single(action => action.Key == "ticket");
        Assert.Equal(
            (ActionKind.ConfirmSetupAction, "Do by hand: Set-up ticket", "csm@vendor.example"),
            (next.Kind, next.What, next.Owner));
    }

    [Fact]
    [Trait("Requirement", "A3.14")]
    public void Another_revision_keeps_what_was_asked_for_and_drops_what_only_waited()
    {
        OnboardingRun run = Asked();
        PlaybookPlan revision = Plans.WithSetup with
        {
            SetupActions = [Plans.SetupAction("access", "provisioning") with { NeedsInputs = ["sso"] }],
        };
        MigrationTarget target = RandomEdits.TargetOf(run.State, revision);
        MigrationPlan plan = Migration.Plan(run.State, target);

        Assert.Equal<string>(["access", "ticket", "profile"], plan.SetupActions);
        Assert.Equal(
            [("access", MigrationAct.Added), ("ticket", MigrationAct.Kept), ("profile", MigrationAct.Kept),
                ("kickoff", MigrationAct.Removed)],
            plan.Changes.Where(change => change.Part == PlaybookPart.SetupAction).Select(change => (change.Key, change.Act)));
        Assert.Equal(
            ["access", "ticket", "profile"],
            plan.Conflicts.Where(conflict => conflict.Part == PlaybookPart.SetupAction).Select(conflict => conflict.Key));

        run.Do(new OnboardingCommand.Migrate(target, Ann));
        Assert.Equal(["ticket", "profile", "access"], Requests(run).Select(asked => asked.Key));
        Confirm(run, "profile");
        Assert.Null(run.State.SetupAction("kickoff"));
    }

    private static OnboardingRun AskedAgain()
    {
        OnboardingRun run = Asked();
        run.Do(new OnboardingCommand.FailSetupAction("profile", "No such plan.", "system:billing", 1));
        run.Do(new OnboardingCommand.RetrySetupAction("profile", Ann));
        return run;
    }

    private static OnboardingRun Asked() => OnboardingRun.Of(Plans.WithSetup).Complete("call").Verify("sso");

    private static void Confirm(OnboardingRun run, string key) =>
        run.Do(new OnboardingCommand.ConfirmSetupAction(key, $"{key}-1", Ann));

    private static RefusalReason Reason(OnboardingRun run, OnboardingCommand command) => run.Try(command)!.Reason;

    private static ImmutableArray<OnboardingEvent.SetupActionRequested> Requests(OnboardingRun run) =>
        [.. run.Events.OfType<OnboardingEvent.SetupActionRequested>()];
}
