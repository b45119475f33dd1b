using System.Collections.Immutable;

using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings;

/// <summary>Finds out why days move.</summary>
internal static class DayReasons
{
    /// <summary>The event with the reason of each of its days.</summary>
    /// <param name="state">The onboarding before the event.</param>
    /// <param name="redated">The event.</param>
    /// <param name="before">What happened before it, oldest first; at least what was decided together with it.</param>
    public static OnboardingEvent.Redated Explain(
        OnboardingState state, OnboardingEvent.Redated redated, IReadOnlyList<OnboardingEvent> before)
    {
        Dictionary<string, TaskDefinition> tasks =
            state.Plan.Tasks.ToDictionary(task => task.Key, StringComparer.Ordinal);
        return redated with
        {
            TaskReasons = redated.Tasks.Keys.ToImmutableSortedDictionary(
                key => key,
                key => Of(state, state.Task(key)!.DueOn, tasks[key].Due, tasks[key].Stage, before),
                StringComparer.Ordinal),
            MilestoneReasons = redated.Milestones.Keys.ToImmutableSortedDictionary(
                key => key,
                key => Of(
                    state, state.Milestone(key)!.TargetOn,
                    state.Plan.Milestones.First(milestone => milestone.Key == key).Target, null, before),
                StringComparer.Ordinal),
        };
    }

    private static DayReason Of(
        OnboardingState state, DateOnly? from, DueRule rule, string? ownStage, IReadOnlyList<OnboardingEvent> before)
    {
        string? key = rule.Anchor == DueAnchor.StageEntry ? rule.Key ?? ownStage : rule.Key;
        DayCause? because = null;
        for (int at = before.Count - 1; at >= 0 && because is null; at--)
        {
            because = CauseOf(before[at], rule.Anchor, key);
        }

        DateOnly anchorOn = OnboardingTimes.AnchorOf(state, rule, ownStage)!.Value;
        return new DayReason(from, rule.Anchor, key, anchorOn, because ?? DayCause.Recounted);
    }

    private static DayCause? CauseOf(OnboardingEvent happened, DueAnchor anchor, string? key) =>
        (happened, anchor) switch
    {
        (OnboardingEvent.Started, _) => DayCause.Started,
        (OnboardingEvent.Migrated, _) => DayCause.Migrated,
        (OnboardingEvent.KickoffMoved, DueAnchor.Kickoff) => DayCause.KickoffMoved,
        (OnboardingEvent.StageEntered entered, DueAnchor.StageEntry) when entered.Key == key => DayCause.StageEntered,
        (OnboardingEvent.TaskCompleted done, DueAnchor.Task) when done.Key == key => DayCause.TaskClosed,
        (OnboardingEvent.TaskSkipped skipped, DueAnchor.Task) when skipped.Key == key => DayCause.TaskClosed,
        (OnboardingEvent.MilestoneAchieved achieved, DueAnchor.Milestone) when achieved.Key == key =>
            DayCause.MilestoneAchieved,
        (OnboardingEvent.EscalationRaised raised, DueAnchor.Alert) when raised.Cause == AlertDefinition.CauseOf(key!) =>
            DayCause.AlertRaised,
        // All else that had to be dated anew was so before the alert was raised.
        (OnboardingEvent.InterventionStarted, _) => DayCause.InterventionStarted,
        _ => null,
    };
}
