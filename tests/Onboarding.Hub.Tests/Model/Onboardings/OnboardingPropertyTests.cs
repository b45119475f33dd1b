using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Model;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Testing.Builders;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Model.Onboardings;

/// <summary>What holds for every playbook and whatever is asked of an onboarding, in whatever order.</summary>
public sealed class OnboardingPropertyTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Requirement", "A8.3")]
    [Trait("Requirement", "A8.6")]
    [Trait("Requirement", "A20.3")]
    public void No_task_is_opened_or_completed_before_what_it_depends_on() => Hold(history =>
    {
        foreach ((OnboardingState? state, OnboardingEvent @event) in history.Steps.SelectMany(step => step.Moves()))
        {
            IEnumerable<string> keys = @event switch
            {
                OnboardingEvent.TasksUnlocked unlocked => unlocked.Keys,
                OnboardingEvent.TaskCompleted completed => [completed.Key],
                _ => [],
            };
            Assert.All(keys, key => AssertReady(state!, key));
        }
    });

    [Fact]
    [Trait("Requirement", "A5.4")]
    public void A_stage_is_left_only_when_its_tasks_and_gates_are_done_and_then_the_next_is_entered() => Hold(history =>
    {
        foreach ((OnboardingState? state, OnboardingEvent @event) in history.Steps.SelectMany(step => step.Moves()))
        {
            if (@event is OnboardingEvent.StageCompleted left)
            {
                StageDefinition stage = state!.Plan.Stages.Single(known => known.Key == left.Key);
                Assert.All(
                    state.Plan.Tasks.Where(task => task.Stage == left.Key), task => AssertClosed(state, task.Key));
                Assert.All(stage.GateInputs, key => Assert.Equal(InputPhase.Verified, state.Input(key)!.Phase));
                Assert.All(stage.GateMilestones, key => Assert.NotNull(state.Milestone(key)!.AchievedOn));
            }
            else if (@event is OnboardingEvent.StageEntered entered)
            {
                Assert.All(
                    state!.Stages.TakeWhile(stage => stage.Key != entered.Key),
                    stage => Assert.NotNull(stage.CompletedAt));
                Assert.Null(state.Stages.Single(stage => stage.Key == entered.Key).EnteredAt);
            }
        }
    });

    [Fact]
    [Trait("Requirement", "A5.5")]
    public void Nothing_is_ever_unowned() => Hold(history => Assert.All(history.Steps, step =>
    {
        OnboardingState state = step.After;
        IEnumerable<string> owners =
        [
            state.Owner, .. state.Owners.Values, .. state.Stages.Select(stage => stage.Owner),
            .. state.Tasks.Select(task => task.Owner), .. state.Inputs.Select(input => input.Owner),
            .. state.Blockers.Select(blocker => blocker.Owner),
            .. state.Escalations.Select(escalation => escalation.Owner),
        ];
        Assert.All(owners, owner => Assert.Contains('@', owner));
    }));

    [Fact]
    [Trait("Requirement", "A3.4")]
    public void No_onboarding_is_live_with_an_open_gate() => Hold(history =>
    {
        foreach ((OnboardingState? state, OnboardingEvent @event) in history.Steps.SelectMany(step => step.Moves()))
        {
            if (@event is OnboardingEvent.WentLive)
            {
                Assert.Empty(OnboardingGates.OfGoLive(state!));
                Assert.All(state!.Stages, stage => Assert.NotNull(stage.CompletedAt));
                Assert.All(state.Tasks, task => AssertClosed(state, task.Key));
                Assert.All(state.Blockers, blocker => Assert.NotNull(blocker.ResolvedAt));
                Assert.NotNull(state.TimeToValueDays);
            }
        }
    });

    [Fact]
    public void The_state_is_what_its_journaled_events_come_to() => Hold(history =>
    {
        IEnumerable<string> payloads = history.Events
            .Select(each => JsonSerializer.Serialize(each, ModelJson.Default.OnboardingEvent));
        string json = Histories.Json(history.Last);
        string written = Aggregates.Onboarding.WriteState(history.Last);
        Assert.Equal(written, Aggregates.Onboarding.Replay(payloads));
        Assert.Equal(json, Histories.Json(Aggregates.Onboarding.ReadState(written)));
        // As it was written before plans had a line of their own.
        Assert.Equal(json, Histories.Json(Aggregates.Onboarding.ReadState(json)));
        Assert.Equal(written, Aggregates.Onboarding.Rewrite(json));
        // Without its plans it is no state, and never one with none.
        string first = written.Split('\n')[0];
        Assert.Throws<JsonException>(() => Aggregates.Onboarding.ReadState(first));
        Assert.Throws<JsonException>(() => Aggregates.Onboarding.ReadState($"{first}\n[]"));
    });

    [Fact]
    public void A_state_is_two_lines_and_the_second_is_that_of_all_who_follow_the_same_plans() => Hold(history =>
    {
        string[] lines = Aggregates.Onboarding.WriteState(history.Last).Split('\n');
        string[] first = Aggregates.Onboarding.WriteState(history.Last with { Tasks = [], Followed = null }).Split('\n');

        Assert.Equal(2, lines.Length);
        Assert.Contains(first[1][1..^1], lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(first[1][1..^1], lines[0], StringComparison.Ordinal);
    });

    [Fact]
    public void A_command_said_twice_changes_nothing_the_second_time() => Hold(history =>
    {
        // A blocker said twice may well be two.
        foreach (OnboardingHistory.Step step in history.Steps
            .Where(step => step.Command is not OnboardingCommand.RaiseBlocker))
        {
            Decision<OnboardingEvent> again = OnboardingDecisions.Decide(step.After, step.Command, step.Now);
            if (step.Decision is Decision<OnboardingEvent>.Accepted)
            {
                Assert.Empty(Assert.IsType<Decision<OnboardingEvent>.Accepted>(again).Events);
            }
            else if (step.Before is { } before)
            {
                Assert.Same(before, step.After);
                Assert.IsType<Decision<OnboardingEvent>.Refused>(again);
            }
        }
    });

    [Fact]
    public void The_same_question_has_the_same_answer() => Hold(history => Assert.All(history.Steps, step =>
    {
        string before = step.Before is null ? "" : Histories.Json(step.Before);
        Decision<OnboardingEvent> again = OnboardingDecisions.Decide(step.Before, step.Command, step.Now);
        Assert.Equal(
            Histories.Json(step.Events),
            Histories.Json(again is Decision<OnboardingEvent>.Accepted accepted ? accepted.Events : []));
        Assert.Equal(before, step.Before is null ? "" : Histories.Json(step.Before));
    }), count: 30);

    [Fact]
    public void The_timer_fires_when_something_falls_due_and_at_no_other_time() => Hold(history =>
    {
        // What is refused, or begun a second time, looks at nothing: what fell due since then waits for its timer.
        foreach (OnboardingHistory.Step step in history.Steps.Where(s =>
            s.Decision is Decision<OnboardingEvent>.Accepted
                && (s.Before is null || s.Command is not OnboardingCommand.Begin)))
        {
            if (OnboardingTimes.NextDue(step.After) is not { } due)
            {
                continue;
            }

            Assert.True(due > step.Now, $"due {due:O} after {step.Command} at {step.Now:O}");
            Assert.Empty(Review(step.After, step.Now + ((due - step.Now) / 2)));
            Assert.Empty(Review(step.After, due.AddTicks(-1)));
            Assert.NotEmpty(Review(step.After, due));
        }
    }, count: 60);

    [Fact]
    public void Nothing_is_due_of_what_has_ended() => Hold(history =>
    {
        if (history.Last.Phase != OnboardingPhase.Active)
        {
            Assert.Null(OnboardingTimes.NextDue(history.Last));
            Assert.All(history.Last.Escalations, each => Assert.Equal(EscalationPhase.Resolved, each.Phase));
        }
    });

    [Fact]
    public void Time_in_one_leap_or_in_small_steps_leaves_the_same_marks() => Hold(history =>
    {
        // A proof dated into the future moves the onboarding on the day on which it is looked at, so leaps differ.
        OnboardingState state = history.Last;
        // An alert that comes and goes within the leap has no intervention, because nobody was told.
        if (state.Phase != OnboardingPhase.Active || state.Plan.Tasks.Any(task => task.OnAlert is not null)
            || state.Plan.Milestones.Any(milestone =>
            state.Milestone(milestone.Key)!.AchievedOn is null && milestone.Proof!.Evaluate(state.Facts).Holds))
        {
            return;
        }

        DateTimeOffset from = history.Steps.Max(step => step.Now);
        OnboardingState leapt = After(state, Review(state, from.AddDays(40)));
        OnboardingState stepped = state;
        for (int hours = 0; hours <= 40 * 24; hours += 12)
        {
            stepped = After(stepped, Review(stepped, from.AddHours(hours)));
        }

        Assert.Equal(MarksOf(leapt), MarksOf(stepped));
    }, count: 60);

    [Fact]
    [Trait("Requirement", "A12.4")]
    public void A_cause_has_at_most_one_escalation_and_is_raised_anew_only_after_it_was_resolved() => Hold(history =>
    {
        Assert.All(history.Steps, step => Assert.Distinct(step.After.Escalations.Select(each => each.Cause)));
        foreach ((OnboardingState? state, OnboardingEvent @event) in history.Steps.SelectMany(step => step.Moves()))
        {
            if (@event is OnboardingEvent.EscalationRaised raised)
            {
                Assert.DoesNotContain(
                    state!.Escalations, each => each.Cause == raised.Cause && each.Phase != EscalationPhase.Resolved);
            }
        }
    });

    [Fact]
    [Trait("Requirement", "A3.2")]
    [Trait("Requirement", "A9.7")]
    public void Time_to_value_is_the_days_from_closed_won_to_first_value_and_never_negative() => Hold(history =>
    {
        // Another revision may measure first value otherwise; what was reached by then stays reached.
        int? expected = null;
        foreach (OnboardingHistory.Step step in history.Steps)
        {
            OnboardingState state = step.After;
            string firstValue = state.Plan.Milestones.Single(milestone => milestone.FirstValue).Key;
            int won = state.Start.Calendar.DayOf(state.Start.ClosedWonAt).DayNumber;
            expected ??= state.Milestone(firstValue)!.AchievedOn is { } on ? Math.Max(on.DayNumber - won, 0) : null;
            Assert.Equal(expected, state.TimeToValueDays);
        }
    });

    [Fact]
    public void A_reminder_is_given_once_for_each_step_and_day() => Hold(history =>
    {
        foreach ((OnboardingState? state, OnboardingEvent @event) in history.Steps.SelectMany(step => step.Moves()))
        {
            if (@event is OnboardingEvent.TaskReminded reminded)
            {
                TaskState task = state!.Task(reminded.Key)!;
                Assert.Equal(TaskPhase.Open, task.Phase);
                Assert.True(task.RemindedDaysBefore is null || reminded.DaysBefore < task.RemindedDaysBefore);
            }
        }
    });

    private static void AssertReady(OnboardingState state, string key)
    {
        TaskDefinition task = state.Plan.Tasks.Single(known => known.Key == key);
        // An intervention does not wait for the stage that it belongs to.
        Assert.True(
            task.OnAlert is not null || state.Stages.Single(stage => stage.Key == task.Stage).EnteredAt is not null);
        Assert.All(task.DependsOn, needed => AssertClosed(state, needed));
        Assert.All(task.NeedsInputs, input => Assert.Equal(InputPhase.Verified, state.Input(input)!.Phase));
        Assert.All(task.NeedsMilestones, milestone => Assert.NotNull(state.Milestone(milestone)!.AchievedOn));
    }

    // What does not apply to the customer is not there.
    private static void AssertClosed(OnboardingState state, string key) =>
        Assert.False(state.Task(key) is { Phase: TaskPhase.Locked or TaskPhase.Open }, $"{key} is not closed");

    private static ImmutableArray<OnboardingEvent> Review(OnboardingState state, DateTimeOffset now) =>
        Assert.IsType<Decision<OnboardingEvent>.Accepted>(
            OnboardingDecisions.Decide(state, new OnboardingCommand.Review(), now)).Events;

    private static OnboardingState After(OnboardingState state, ImmutableArray<OnboardingEvent> events) =>
        events.Aggregate(state, OnboardingEvolution.Evolve);

    private static string MarksOf(OnboardingState state) => string.Join(
        ' ',
        [
            .. state.Tasks.Select(task => $"{task.Key} {task.Phase} {task.DueOn} {task.Overdue}"),
            .. state.Milestones.Select(milestone => $"{milestone.Key} {milestone.TargetOn} {milestone.Missed}"),
            .. state.Stages.Select(stage => $"{stage.Key} {stage.SlaBreached}"),
            .. state.Escalations
                .Where(each => each.Phase != EscalationPhase.Resolved)
                .Select(each => each.Cause)
                .Order(),
            $"{state.Health}",
        ]);

    private void Hold(Action<OnboardingHistory> promise, int count = 120) => Histories.Hold(output, promise, count);
}
