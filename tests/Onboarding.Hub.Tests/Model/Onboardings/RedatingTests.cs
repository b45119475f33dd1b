using System.Text.Json;

using Onboarding.Model;
using Onboarding.Model.Calendars;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Testing.Builders;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Model.Onboardings;

/// <summary>Days follow what they count from, and know why they moved.</summary>
public sealed class RedatingTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Requirement", "A8.1")]
    [Trait("Requirement", "A9.2")]
    public void Every_day_is_the_one_that_a_slow_scheduler_finds_by_walking_the_calendar() => Histories.Hold(
        output,
        history =>
        {
            var slow = new SlowScheduler(history.Last.Start);
            foreach (OnboardingHistory.Step step in history.Steps.Where(step => !step.Events.IsEmpty))
            {
                slow.Take(step.Events);
                Assert.Equal(slow.Tasks, step.After.Tasks.ToDictionary(task => task.Key, task => task.DueOn));
                Assert.Equal(
                    slow.Milestones, step.After.Milestones.ToDictionary(known => known.Key, known => known.TargetOn));
            }
        },
        count: 200);

    [Fact]
    public void Every_new_day_has_a_reason_from_which_it_can_be_counted() => Histories.Hold(output, history =>
    {
        foreach ((OnboardingState? state, OnboardingEvent @event) in history.Steps.SelectMany(step => step.Moves()))
        {
            if (@event is not OnboardingEvent.Redated redated)
            {
                continue;
            }

            Assert.Equal(redated.Tasks.Keys, redated.TaskReasons!.Keys);
            Assert.Equal(redated.Milestones.Keys, redated.MilestoneReasons!.Keys);
            Assert.All(redated.Tasks, day => AssertCounted(
                state!, state!.Plan.Tasks.Single(task => task.Key == day.Key).Due, day.Value, redated.TaskReasons[day.Key],
                state.Task(day.Key)!.DueOn));
            Assert.All(redated.Milestones, day => AssertCounted(
                state!, state!.Plan.Milestones.Single(known => known.Key == day.Key).Target, day.Value,
                redated.MilestoneReasons[day.Key], state.Milestone(day.Key)!.TargetOn));
        }
    });

    [Fact]
    [Trait("Requirement", "A8.1")]
    public void A_day_tells_what_moved_it()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small);
        Assert.Equal(
            new DayReason(null, DueAnchor.Kickoff, null, new DateOnly(2026, 3, 9), DayCause.Started), Last(run, "call"));

        run.Do(new OnboardingCommand.MoveKickoff(new DateOnly(2026, 3, 12)));
        Assert.Equal(
            new DayReason(new DateOnly(2026, 3, 9), DueAnchor.Kickoff, null, new DateOnly(2026, 3, 12), DayCause.KickoffMoved),
            Last(run, "call"));

        run.Complete("call");
        Assert.Equal(
            new DayReason(null, DueAnchor.Task, "call", run.Today, DayCause.TaskClosed), Last(run, "plan"));

        run.Complete("plan");
        Assert.Equal(
            new DayReason(null, DueAnchor.StageEntry, "setup", run.Today, DayCause.StageEntered), Last(run, "provision"));
    }

    [Fact]
    public void A_milestone_that_others_count_from_moves_them_when_it_is_reached()
    {
        OnboardingRun run = OnboardingRun.Of(Plans.Small with
        {
            Milestones =
            [
                Plans.Small.Milestones[0],
                Plans.FirstValue with { Target = new DueRule(40, DayUnit.Calendar, DueAnchor.Milestone, "first_login") },
            ],
        });
        Assert.Null(run.State.Milestone("first_value")!.TargetOn);

        run.Observe("first_login_on", run.Today);
        Assert.Equal(run.Today.AddDays(40), run.State.Milestone("first_value")!.TargetOn);
        Assert.Equal(
            DayCause.MilestoneAchieved,
            run.Events.OfType<OnboardingEvent.Redated>().Last().MilestoneReasons!["first_value"].Because);
    }

    [Fact]
    public void An_event_from_before_reasons_were_kept_is_read()
    {
        const string stored = """{"$type":"redated","tasks":{"call":"2026-03-09"},"milestones":{}}""";
        var redated = (OnboardingEvent.Redated)Aggregates.Onboarding.ReadEvent(stored);
        Assert.Equal(new DateOnly(2026, 3, 9), redated.Tasks["call"]);
        Assert.Null(redated.TaskReasons);
        Assert.Equal(stored, JsonSerializer.Serialize(redated, ModelJson.Default.OnboardingEvent));
    }

    private static DayReason Last(OnboardingRun run, string task) =>
        run.Events.OfType<OnboardingEvent.Redated>().Last(redated => redated.Tasks.ContainsKey(task)).TaskReasons![task];

    private static void AssertCounted(
        OnboardingState state, DueRule rule, DateOnly day, DayReason reason, DateOnly? before)
    {
        Assert.Equal(before, reason.From);
        Assert.Equal(rule.Anchor, reason.Anchor);
        Assert.Equal(state.Start.Calendar.Add(reason.AnchorOn, rule.Offset, rule.Unit), day);
        Assert.NotEqual(DayCause.Recounted, reason.Because);
    }
}
