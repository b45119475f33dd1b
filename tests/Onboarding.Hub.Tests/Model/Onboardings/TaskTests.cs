using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Onboardings;

public sealed class TaskTests
{
    [Fact]
    [Trait("Requirement", "A8.6")]
    public void Forty_tasks_that_depend_on_each_other_open_one_by_one_in_order()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Chain(stages: 5, tasks: 40));
        var order = new List<string>();
        while (run.State.Tasks.SingleOrDefault(task => task.Phase == TaskPhase.Open) is { } open)
        {
            order.Add(open.Key);
            run.Complete(open.Key);
        }

        Assert.Equal(Enumerable.Range(0, 40).Select(n => $"t{n}"), order);
        Assert.All(run.State.Stages, stage => Assert.NotNull(stage.CompletedAt));
    }

    [Fact]
    [Trait("Requirement", "A8.3")]
    public void A_locked_task_is_refused_with_what_it_waits_for()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);

        Refusal? refusal = run.Try(new OnboardingCommand.CompleteTask("connect", "a@vendor.example"));

        Assert.Equal(RefusalReason.TaskLocked, refusal!.Reason);
        Assert.Equal<string>(["stage setup", "task provision"], refusal.Details);
    }

    [Fact]
    [Trait("Requirement", "A8.3")]
    public void A_skipped_task_counts_as_done_for_what_waits_for_it()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        run.Do(new OnboardingCommand.SkipTask("call", "a@vendor.example", "they know us"));

        Assert.Equal(TaskPhase.Open, run.State.Task("plan")!.Phase);
    }

    [Fact]
    public void A_task_is_skipped_only_for_a_reason() => Assert.Equal(
        RefusalReason.InvalidField,
        OnboardingRun.Of(Plans.Small).Try(new OnboardingCommand.SkipTask("call", "a@vendor.example", " "))!.Reason);

    [Fact]
    public void A_task_waits_again_while_an_input_that_it_needs_is_refused()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small).Complete("call", "plan").Verify("sso");
        run.Do(new OnboardingCommand.RefuseInput("sso", "expired"));
        Assert.Equal<string>(
            ["input sso"], run.Try(new OnboardingCommand.CompleteTask("provision", "a@vendor.example"))!.Details);

        run.Verify("sso").Complete("provision");
        Assert.Equal(TaskPhase.Completed, run.State.Task("provision")!.Phase);
    }

    [Fact]
    [Trait("Requirement", "A8.5")]
    public void The_owner_is_reminded_once_for_each_step_before_the_due_day()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Chain(1, 1));
        run.Pass(5);

        Assert.Equal(
            [new OnboardingEvent.TaskReminded("t0", 3), new OnboardingEvent.TaskReminded("t0", 1)],
            run.Events.OfType<OnboardingEvent.TaskReminded>());
    }

    [Fact]
    [Trait("Requirement", "A8.5")]
    public void A_task_is_overdue_from_the_day_after_and_escalated_seven_days_late()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Chain(1, 1));
        run.Pass(5);
        Assert.False(run.State.Task("t0")!.Overdue);

        Assert.Single(run.Pass(1).OfType<OnboardingEvent.TaskFellOverdue>());
        Assert.Equal(OnboardingHealth.Behind, run.State.Health);
        Assert.DoesNotContain(run.Pass(5), each => each is OnboardingEvent.EscalationRaised { Cause: "overdue:t0" });
        Assert.Contains(run.Pass(1), each => each is OnboardingEvent.EscalationRaised { Cause: "overdue:t0" });
    }

    [Fact]
    public void A_moved_kickoff_redates_what_is_dated_from_it_and_nothing_else()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        run.Do(new OnboardingCommand.MoveKickoff(new DateOnly(2026, 3, 12)));

        OnboardingEvent.Redated redated = run.Events.OfType<OnboardingEvent.Redated>().Last();
        Assert.Equal([KeyValuePair.Create("call", new DateOnly(2026, 3, 12))], redated.Tasks);
        Assert.Empty(redated.Milestones);
    }

    [Fact]
    public void A_moved_kickoff_leaves_the_day_of_what_is_done()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small).Complete("call");
        run.Do(new OnboardingCommand.MoveKickoff(new DateOnly(2026, 3, 20)));

        Assert.Equal(new DateOnly(2026, 3, 9), run.State.Task("call")!.DueOn);
    }

    [Fact]
    public void A_later_day_takes_lateness_and_its_alarm_away_and_the_next_lateness_is_told_anew()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        run.Pass(14);
        Assert.Equal(EscalationPhase.Raised, Overdue(run).Phase);

        run.Do(new OnboardingCommand.MoveKickoff(run.Today.AddDays(3)));
        Assert.Equal(EscalationPhase.Resolved, Overdue(run).Phase);
        Assert.False(run.State.Task("call")!.Overdue);

        run.Pass(10);
        Assert.Equal(EscalationPhase.Raised, Overdue(run).Phase);
        Assert.Equal(2, run.Events.Count(each => each is OnboardingEvent.EscalationRaised { Cause: "overdue:call" }));
    }

    [Fact]
    public void A_kickoff_at_the_end_of_time_does_no_harm()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        run.Do(new OnboardingCommand.MoveKickoff(DateOnly.MaxValue));
        run.Do(new OnboardingCommand.MoveKickoff(DateOnly.MinValue));

        Assert.NotNull(run.State.Task("call")!.DueOn);
    }

    private static EscalationState Overdue(OnboardingRun run) =>
        run.State.Escalations.Single(each => each.Cause == "overdue:call");
}
