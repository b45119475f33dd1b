using System.Diagnostics;

using Onboarding.Model.Calendars;
using Onboarding.Model.Fields;
using Onboarding.Model.Onboardings.Alerts;
using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings;

/// <summary>The days and instants of an onboarding.</summary>
public static class OnboardingTimes
{
    /// <summary>The day that a due rule comes to; null while its anchor has not happened.</summary>
    /// <param name="state">The onboarding.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="ownStage">Stage that a stage anchor without a name means.</param>
    public static DateOnly? DayOf(OnboardingState state, DueRule rule, string? ownStage) =>
        AnchorOf(state, rule, ownStage) is { } anchor ? state.Start.Calendar.Add(anchor, rule.Offset, rule.Unit) : null;

    /// <summary>The day that a due rule counts from; null while that has not happened.</summary>
    /// <param name="state">The onboarding.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="ownStage">Stage that a stage anchor without a name means.</param>
    public static DateOnly? AnchorOf(OnboardingState state, DueRule rule, string? ownStage)
    {
        DateOnly? anchor = rule.Anchor switch
        {
            DueAnchor.ClosedWon => Day(state, state.Start.ClosedWonAt),
            DueAnchor.Start => Day(state, state.StartedAt),
            DueAnchor.Kickoff => state.KickoffOn,
            DueAnchor.StageEntry => (rule.Key ?? ownStage) is { } stage ? Day(state, state.Stage(stage)?.EnteredAt) : null,
            DueAnchor.Task => Day(state, state.Task(rule.Key!)?.ClosedAt),
            DueAnchor.Milestone => state.Milestone(rule.Key!)?.AchievedOn,
            DueAnchor.Alert => Day(state, state.Escalations.FirstOrDefault(
                escalation => escalation.Cause == AlertDefinition.CauseOf(rule.Key!))?.RaisedAt),
            _ => throw new UnreachableException(),
        };
        return anchor is { } day ? Near(state, day) : null;
    }

    /// <summary>
    /// First day on which the onboarding counts as stalled: too long in its stage, or too long past the last one without
    /// going live. Null while it is between stages.
    /// </summary>
    public static DateOnly? StalledFrom(OnboardingState state)
    {
        StageState stage = state.CurrentStage;
        return Day(state, stage.CompletedAt ?? stage.EnteredAt)?.AddDays(StalledAfter(state) + 1);
    }

    /// <summary>Calendar days in the current stage, or past the last, after which the onboarding counts as stalled.</summary>
    public static int StalledAfter(OnboardingState state) =>
        state.Plan.Stages.First(stage => stage.Key == state.CurrentStage.Key).StalledAfterDays ?? state.Plan.StalledAfterDays;

    /// <summary>The next instant at which the passing of time alone changes something; null when there is none.</summary>
    public static DateTimeOffset? NextDue(OnboardingState state)
    {
        if (state.Phase != OnboardingPhase.Active)
        {
            return null;
        }

        DateOnly? first = Days(state).Min();
        return first is { } day ? state.Start.Calendar.StartOf(day) : null;
    }

    /// <summary>The day that the account's field gives for a milestone; null when it names no field or the field is no date.</summary>
    internal static DateOnly? AchievedDay(OnboardingState state, MilestoneDefinition definition) =>
        definition.AchievedOnField is { } field && state.Facts.Get(field) is FieldValue.Date day ? day.Value : null;

    private static IEnumerable<DateOnly?> Days(OnboardingState state)
    {
        foreach (TaskState task in state.Tasks.Where(task => task is { Phase: TaskPhase.Open, DueOn: not null }))
        {
            if (!task.Overdue)
            {
                yield return task.DueOn!.Value.AddDays(1);
            }

            yield return NextReminder(state, task);
        }

        StageState stage = state.CurrentStage;
        if (stage is { CompletedAt: null, SlaBreached: false })
        {
            yield return stage.SlaDueOn?.AddDays(1);
        }

        if (state.Health != OnboardingHealth.Stalled)
        {
            yield return StalledFrom(state);
        }

        foreach (MilestoneState milestone in state.Milestones.Where(milestone => milestone.AchievedOn is null))
        {
            if (!milestone.Missed)
            {
                yield return milestone.TargetOn?.AddDays(1);
            }

            MilestoneDefinition definition = state.Plan.Milestones.First(known => known.Key == milestone.Key);
            // A day beyond all planning is a platform's way of saying none; nobody waits for it.
            if ((definition.Proof?.Evaluate(state.Facts).Holds ?? false)
                && AchievedDay(state, definition) is { } day && day == Near(state, day))
            {
                yield return day;
            }
        }

        foreach (SetupActionState action in state.SetupActions.Where(one => one is { IsUnderWay: true, Overdue: false }))
        {
            yield return action.ConfirmBy?.AddDays(1);
        }

        foreach ((string cause, DateOnly from, _) in FallingDue.Causes(state))
        {
            if (!FallingDue.IsEscalated(state, cause))
            {
                yield return from;
            }
        }

        foreach (EscalationState escalation in state.Escalations.Where(e => e.Phase == EscalationPhase.Raised))
        {
            yield return escalation.AcknowledgeBy?.AddDays(1);
        }

        yield return Alarms.NextTurn(state);
        yield return MessageRules.NextDay(state);
    }

    private static DateOnly? NextReminder(OnboardingState state, TaskState task)
    {
        // The next step is the largest that is smaller than the one given last.
        int? step = state.Plan.Tasks.First(definition => definition.Key == task.Key).RemindDaysBefore
            .Where(days => task.RemindedDaysBefore is null || days < task.RemindedDaysBefore)
            .Select(days => (int?)days)
            .Max();
        return step is { } days && !task.Overdue ? task.DueOn!.Value.AddDays(-days) : null;
    }

    // A platform gives 0001-01-01 or 9999-12-31 where it means none; what is counted from such a day must be a day too.
    private static DateOnly Near(OnboardingState state, DateOnly day)
    {
        // Which day it was in the customer's zone matters only at the very ends, and zones are asked for each date.
        if (Math.Abs(day.DayNumber - DateOnly.FromDateTime(state.StartedAt.UtcDateTime).DayNumber) < BusinessCalendar.OffsetMax - 2)
        {
            return day;
        }

        DateOnly started = state.Start.Calendar.DayOf(state.StartedAt);
        DateOnly first = started.AddDays(-BusinessCalendar.OffsetMax);
        DateOnly last = started.AddDays(BusinessCalendar.OffsetMax);
        return day < first ? first : day > last ? last : day;
    }

    private static DateOnly? Day(OnboardingState state, DateTimeOffset? instant) =>
        instant is { } at ? state.Start.Calendar.DayOf(at) : null;
}
