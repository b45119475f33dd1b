using System.Collections.Immutable;

using Onboarding.Model.Onboardings;

namespace Onboarding.Cli.Simulation.Invariants;

/// <summary>What every event keeps of who has what in hand, and of what is told to whom and when.</summary>
internal static class PeopleInvariants
{
    public static ImmutableArray<StepInvariant> All { get; } =
    [
        new("never_unowned", "Every stage, task, input, blocker and alarm has a person by mail address.", NeverUnowned),
        new("one_alarm_per_cause", "There is at most one open escalation of a cause.", OneAlarmPerCause),
        new("alarms_climb", "An escalation that nobody answers goes up the path, one step at a time.", AlarmsClimb),
        new("days_move_for_a_reason",
            "A task or milestone gets another day for a stated reason, from the day that it had.", DaysMoveForAReason),
        new("late_is_late", "Nothing is called late on a day on which it is in time.", LateIsLate),
        new("stalled_is_stalled", "An onboarding is called stalled once it is too long where it is, and not before.",
            StalledIsStalled),
        new("value_counts_from_the_win", "Time-to-value is the days from closed-won to the first-value milestone.",
            ValueCountsFromTheWin),
    ];

    private static string? NeverUnowned(Step step)
    {
        OnboardingState state = step.After;
        IEnumerable<(string What, string Owner)> owned =
        [
            ("the onboarding", state.Owner),
            .. state.Stages.Select(stage => ($"stage {stage.Key}", stage.Owner)),
            .. state.Tasks.Select(task => ($"task {task.Key}", task.Owner)),
            .. state.Inputs.Select(input => ($"input {input.Key}", input.Owner)),
            .. state.Blockers.Select(blocker => ($"blocker {blocker.Key}", blocker.Owner)),
            .. state.Escalations.Select(escalation => ($"escalation {escalation.Cause}", escalation.Owner)),
        ];
        (string what, string owner) = owned.FirstOrDefault(one => !IsPerson(one.Owner));
        return what is null ? null : $"{what} is in the hands of '{owner}'";
    }

    /// <summary>Whether a person is named: only a mail address names one.</summary>
    public static bool IsPerson(string? owner) =>
        owner is not null && owner.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < owner.Length - 1;

    private static string? OneAlarmPerCause(Step step)
    {
        string? twice = step.Event is OnboardingEvent.EscalationRaised raised && IsOpen(step.Before!, raised.Cause)
            ? raised.Cause
            : step.After.Escalations
                .Where(escalation => escalation.Phase != EscalationPhase.Resolved)
                .GroupBy(escalation => escalation.Cause, StringComparer.Ordinal)
                .FirstOrDefault(cause => cause.Count() > 1)?.Key;
        return twice is null ? null : $"'{twice}' is escalated while it is escalated";
    }

    private static bool IsOpen(OnboardingState state, string cause) => state.Escalations.Any(
        escalation => escalation.Cause == cause && escalation.Phase != EscalationPhase.Resolved);

    private static string? AlarmsClimb(Step step)
    {
        if (step.Event is not OnboardingEvent.EscalationPassedOn passed)
        {
            return null;
        }

        EscalationState? before = step.Before!.Escalations.FirstOrDefault(known => known.Cause == passed.Cause);
        int steps = step.After.Plan.Escalation.Length;
        return before is not { Phase: EscalationPhase.Raised } ? $"'{passed.Cause}' waits for nobody's answer"
            : !(before.AcknowledgeBy < step.Today)
                ? $"'{passed.Cause}' goes on before its day, {before.AcknowledgeBy:yyyy-MM-dd}"
            : passed.Step != before.Step + 1 || passed.Step >= steps
                ? $"'{passed.Cause}' goes from step {before.Step} to {passed.Step} of {steps}"
            : null;
    }

    private static string? DaysMoveForAReason(Step step)
    {
        if (step.Event is not OnboardingEvent.Redated redated)
        {
            return null;
        }

        OnboardingState before = step.Before!;
        return redated.Tasks
            .Select(day => Unreasoned(
                $"task {day.Key}", before.Task(day.Key)!.DueOn, day.Value,
                redated.TaskReasons?.GetValueOrDefault(day.Key)))
            .Concat(redated.Milestones.Select(day => Unreasoned(
                $"milestone {day.Key}", before.Milestone(day.Key)!.TargetOn, day.Value,
                redated.MilestoneReasons?.GetValueOrDefault(day.Key))))
            .FirstOrDefault(fault => fault is not null);
    }

    private static string? Unreasoned(string what, DateOnly? had, DateOnly gets, DayReason? reason) =>
        reason is null ? $"{what} gets {gets:yyyy-MM-dd} without a reason"
        : reason.From != had ? $"{what} had {had:yyyy-MM-dd}, and its reason says {reason.From:yyyy-MM-dd}"
        : had == gets ? $"{what} gets the day that it has"
        : null;

    private static string? LateIsLate(Step step)
    {
        OnboardingState before = step.Before!;
        return step.Event switch
        {
            OnboardingEvent.TaskFellOverdue late when !(before.Task(late.Key) is { Phase: TaskPhase.Open } task
                && task.DueOn == late.DueOn && late.DueOn < step.Today) =>
                $"task {late.Key} is due on {late.DueOn:yyyy-MM-dd}",
            OnboardingEvent.SlaBreached late when !(before.Stages.FirstOrDefault(known => known.Key == late.Stage)
                is { CompletedAt: null } stage && stage.SlaDueOn == late.DueOn && late.DueOn < step.Today) =>
                $"stage {late.Stage} has time until {late.DueOn:yyyy-MM-dd}",
            OnboardingEvent.MilestoneMissed late when !(before.Milestone(late.Key) is { AchievedOn: null } milestone
                && milestone.TargetOn == late.TargetOn && late.TargetOn < step.Today) =>
                $"milestone {late.Key} is due on {late.TargetOn:yyyy-MM-dd}",
            _ => null,
        };
    }

    private static string? StalledIsStalled(Step step) =>
        step.Event is OnboardingEvent.HealthChanged { Health: OnboardingHealth.Stalled }
        && !(StandingInvariants.StalledOn(step.After) <= step.Today)
            ? $"it counts as stalled from {StandingInvariants.StalledOn(step.After):yyyy-MM-dd} on"
            : null;

    private static string? ValueCountsFromTheWin(Step step)
    {
        if (step.Event is not OnboardingEvent.TimeToValueReached reached)
        {
            return null;
        }

        string key = step.After.Plan.Milestones.First(milestone => milestone.FirstValue).Key;
        DateOnly won = step.After.Start.Calendar.DayOf(step.After.Start.ClosedWonAt);
        int? days = step.Before!.Milestone(key)?.AchievedOn?.DayNumber - won.DayNumber;
        return days is not { } counted ? $"milestone {key} is not reached"
            : Math.Max(counted, 0) != reached.Days ? $"{reached.Days} days are told, and it took {counted}"
            : null;
    }
}
