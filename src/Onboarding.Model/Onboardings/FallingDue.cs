using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Model.Onboardings.Alerts;
using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings;

/// <summary>What the passing of time brings about, one event at a time: reminders, lateness, stalls, escalations.</summary>
internal static class FallingDue
{
    public static OnboardingEvent.TaskReminded? Remind(OnboardingState state, DateTimeOffset now)
    {
        DateOnly today = Today(state, now);
        foreach (TaskState task in state.Tasks.Where(t => t is { Phase: TaskPhase.Open, DueOn: not null, Overdue: false }))
        {
            int left = task.DueOn!.Value.DayNumber - today.DayNumber;
            int? step = Definition(state, task.Key).RemindDaysBefore
                .Where(days => left <= days && left >= 0)
                .Select(days => (int?)days)
                .Min();
            if (step is { } days && (task.RemindedDaysBefore is null || task.RemindedDaysBefore > days))
            {
                return new OnboardingEvent.TaskReminded(task.Key, days);
            }
        }

        return null;
    }

    public static OnboardingEvent.TaskFellOverdue? TaskOverdue(OnboardingState state, DateTimeOffset now)
    {
        DateOnly today = Today(state, now);
        TaskState? late = state.Tasks.FirstOrDefault(
            task => task is { Phase: TaskPhase.Open, Overdue: false } && task.DueOn < today);
        return late is null ? null : new OnboardingEvent.TaskFellOverdue(late.Key, late.DueOn!.Value);
    }

    public static OnboardingEvent.SlaBreached? BreachSla(OnboardingState state, DateTimeOffset now)
    {
        StageState stage = state.CurrentStage;
        return stage is { CompletedAt: null, SlaBreached: false } && stage.SlaDueOn < Today(state, now)
            ? new OnboardingEvent.SlaBreached(stage.Key, stage.SlaDueOn!.Value)
            : null;
    }

    public static OnboardingEvent.MilestoneMissed? MissMilestone(OnboardingState state, DateTimeOffset now)
    {
        DateOnly today = Today(state, now);
        MilestoneState? late = state.Milestones.FirstOrDefault(
            milestone => milestone is { AchievedOn: null, Missed: false } && milestone.TargetOn < today);
        return late is null ? null : new OnboardingEvent.MilestoneMissed(late.Key, late.TargetOn!.Value);
    }

    public static OnboardingEvent.EscalationRaised? Escalate(OnboardingState state, DateTimeOffset now)
    {
        DateOnly today = Today(state, now);
        foreach ((string cause, DateOnly from, string why) in Causes(state))
        {
            if (from <= today && !IsEscalated(state, cause))
            {
                if (OfSetupAction(state, cause) is { } action)
                {
                    // Who answers for it hears of it before the path.
                    return new OnboardingEvent.EscalationRaised(
                        cause, why, action.Owner, now, AcknowledgeBy(state, -1, today), -1);
                }

                EscalationStep step = state.Plan.Escalation[0];
                return new OnboardingEvent.EscalationRaised(
                    cause, why, state.Owners[step.Role], now, AcknowledgeBy(state, 0, today));
            }
        }

        return null;
    }

    public static OnboardingEvent.EscalationPassedOn? PassOn(OnboardingState state, DateTimeOffset now)
    {
        DateOnly today = Today(state, now);
        EscalationState? ignored = state.Escalations.FirstOrDefault(
            escalation => escalation.Phase == EscalationPhase.Raised && escalation.AcknowledgeBy < today);
        if (ignored is null)
        {
            return null;
        }

        int next = ignored.Step + 1;
        return new OnboardingEvent.EscalationPassedOn(
            ignored.Cause, next, state.Owners[state.Plan.Escalation[next].Role], AcknowledgeBy(state, next, today));
    }

    /// <summary>
    /// Whether somebody has been told of a cause. A cause that went away (a task got a later day) and came back is told
    /// of again.
    /// </summary>
    public static bool IsEscalated(OnboardingState state, string cause) => state.Escalations.Any(
        escalation => escalation.Cause == cause && escalation.Phase != EscalationPhase.Resolved);

    /// <summary>Whether the cause of an escalation is still there.</summary>
    public static bool Persists(OnboardingState state, string cause, DateTimeOffset now)
    {
        string[] parts = cause.Split(':', 2);
        return state.Phase == OnboardingPhase.Active && parts[0] switch
        {
            // Another revision may put stages before or behind the one that was complained of.
            "stalled" or "sla" => state.Stages.Any(
                stage => stage.Key == parts[1] && stage is { EnteredAt: not null, CompletedAt: null }),
            "golive" => state.Stages.All(stage => stage.CompletedAt is not null),
            "overdue" => state.Task(parts[1]) is { Phase: TaskPhase.Open, Overdue: true },
            "milestone" => state.Milestone(parts[1]) is { AchievedOn: null, Missed: true },
            "setup" => state.SetupAction(parts[1]) is { IsUnderWay: true, Overdue: true },
            "alert" => Alarms.Persists(state, parts[1], now),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>How the onboarding stands against its plan, and why.</summary>
    public static (OnboardingHealth Health, string Why) HealthOf(OnboardingState state, DateTimeOffset now)
    {
        StageState stage = state.CurrentStage;
        if (OnboardingTimes.StalledFrom(state) <= Today(state, now))
        {
            return (OnboardingHealth.Stalled, Standstill(state));
        }

        if (stage is { SlaBreached: true, CompletedAt: null })
        {
            return (OnboardingHealth.Behind, $"stage {stage.Key} is past its SLA");
        }

        if (state.Tasks.FirstOrDefault(task => task is { Phase: TaskPhase.Open, Overdue: true }) is { } task)
        {
            return (OnboardingHealth.Behind, $"task {task.Key} is overdue");
        }

        if (state.SetupActions.FirstOrDefault(known => known is { IsUnderWay: true, Overdue: true }) is { } action)
        {
            return (OnboardingHealth.Behind, $"set-up action {action.Key} is not confirmed in time");
        }

        if (state.Milestones.FirstOrDefault(known => known is { AchievedOn: null, Missed: true }) is { } milestone)
        {
            return (OnboardingHealth.Behind, $"milestone {milestone.Key} is late");
        }

        return state.Escalations.FirstOrDefault(
            known => known.Phase != EscalationPhase.Resolved && Alarms.IsAlert(known.Cause)) is { } alarm
            ? (OnboardingHealth.AtRisk, alarm.Why)
            : (OnboardingHealth.OnTrack, "everything is in time");
    }

    /// <summary>What is or will be escalated, from which day on, and why.</summary>
    public static IEnumerable<(string Cause, DateOnly From, string Why)> Causes(OnboardingState state)
    {
        StageState stage = state.CurrentStage;
        if (OnboardingTimes.StalledFrom(state) is { } stalled)
        {
            (string kind, ImmutableArray<string> waits) = stage.CompletedAt is null
                ? ("stalled", OnboardingGates.OfStage(state, stage.Key))
                : ("golive", OnboardingGates.OfGoLive(state));
            yield return ($"{kind}:{stage.Key}", stalled,
                $"{Standstill(state)}; it waits for {string.Join(", ", waits)}");
        }

        if (stage is { CompletedAt: null, SlaDueOn: { } sla })
        {
            string why = $"stage {stage.Key} was to be passed by {sla:yyyy-MM-dd}";
            yield return ($"sla:{stage.Key}", sla.AddDays(1), why);
        }

        // On its due day it is not late yet, whatever the plan says.
        int late = Math.Max(state.Plan.EscalateOverdueAfterDays, 1);
        foreach (TaskState task in state.Tasks.Where(task => task is { Phase: TaskPhase.Open, DueOn: not null }))
        {
            yield return ($"overdue:{task.Key}", task.DueOn!.Value.AddDays(late),
                $"task {task.Key} of {task.Owner} was due on {task.DueOn:yyyy-MM-dd}");
        }

        foreach (SetupActionState action in state.SetupActions.Where(one => one.IsUnderWay))
        {
            yield return (SetupActionDefinition.CauseOf(action.Key), action.ConfirmBy!.Value.AddDays(1),
                $"set-up action {action.Key} of {action.Owner} was to be confirmed by {action.ConfirmBy:yyyy-MM-dd}");
        }

        foreach (MilestoneState milestone in state.Milestones.Where(m => m is { AchievedOn: null, TargetOn: not null }))
        {
            // A milestone that is late by more than that (requirement A11.11: more than a week) is somebody's alarm.
            yield return ($"milestone:{milestone.Key}", milestone.TargetOn!.Value.AddDays(late + 1),
                $"milestone {milestone.Key} was to be reached by {milestone.TargetOn:yyyy-MM-dd}");
        }
    }

    private static string Standstill(OnboardingState state) => state.CurrentStage is { CompletedAt: null } stage
        ? $"in stage {stage.Key} for more than {OnboardingTimes.StalledAfter(state)} days"
        : $"all stages passed and not live for more than {OnboardingTimes.StalledAfter(state)} days";

    /// <summary>The role of the one who was told last of an escalation.</summary>
    public static string RoleOf(PlaybookPlan plan, EscalationState escalation) => escalation.Step >= 0
        ? plan.Escalation[Math.Min(escalation.Step, plan.Escalation.Length - 1)].Role
        : plan.Alerts.FirstOrDefault(alert => alert.Cause == escalation.Cause)?.TellRole
            ?? plan.SetupActions.FirstOrDefault(
                action => SetupActionDefinition.CauseOf(action.Key) == escalation.Cause)?.OwnerRole
            ?? plan.Escalation[0].Role;

    /// <summary>
    /// Day by whose end a step of the path must answer; null at the last. The first step's time is also that of a role
    /// before the path.
    /// </summary>
    public static DateOnly? AcknowledgeBy(OnboardingState state, int step, DateOnly today) =>
        step + 1 < state.Plan.Escalation.Length
            ? today.AddDays(state.Plan.Escalation[Math.Max(step, 0)].AcknowledgeDays)
            : null;

    private static SetupActionState? OfSetupAction(OnboardingState state, string cause) =>
        state.SetupActions.FirstOrDefault(action => SetupActionDefinition.CauseOf(action.Key) == cause);

    private static TaskDefinition Definition(OnboardingState state, string key) =>
        state.Plan.Tasks.First(task => task.Key == key);

    private static DateOnly Today(OnboardingState state, DateTimeOffset now) => state.Start.Calendar.DayOf(now);
}
