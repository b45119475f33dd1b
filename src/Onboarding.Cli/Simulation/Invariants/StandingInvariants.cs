using System.Collections.Immutable;

using Onboarding.Model.NextActions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;

namespace Onboarding.Cli.Simulation.Invariants;

/// <summary>What holds of every onboarding under way once the hub has run what was due at an instant.</summary>
internal static class StandingInvariants
{
    public static ImmutableArray<StandingInvariant> All { get; } =
    [
        new("nothing_due_is_left", "What falls due has a timer, and is done by the next sweep.", NothingDueIsLeft),
        new("breach_is_told", "A stage past its SLA is told of as breached and as an alarm.", BreachIsTold),
        new("stall_is_told",
            "An onboarding that is too long where it is counts as stalled and is an alarm.", StallIsTold),
        new("lateness_is_told",
            "An open task past its day is overdue, and a milestone past its day is missed.", LatenessIsTold),
        new("silence_goes_up", "An alarm that nobody answered in time has gone to the next person.", SilenceGoesUp),
        new("done_work_opens_gates", "No task stays locked, no stage unpassed and nothing not live whose gate is open.",
            DoneWorkOpensGates),
        new("somebody_has_something_to_do",
            "An onboarding under way always has something to do next, and a person for each of it.",
            SomebodyHasSomethingToDo),
    ];

    /// <summary>
    /// First day on which it counts as stalled: too many days in its stage, or past the last one. Null between two
    /// stages.
    /// </summary>
    public static DateOnly? StalledOn(OnboardingState state)
    {
        StageState stage = state.CurrentStage;
        int most = state.Plan.Stages.First(known => known.Key == stage.Key).StalledAfterDays
            ?? state.Plan.StalledAfterDays;
        return (stage.CompletedAt ?? stage.EnteredAt) is { } since
            ? state.Start.Calendar.DayOf(since).AddDays(most + 1)
            : null;
    }

    private static string? NothingDueIsLeft(OnboardingState state, DateTimeOffset now) =>
        OnboardingTimes.NextDue(state) is { } due && due <= now
            ? $"something has been due since {due:yyyy-MM-dd HH:mm}"
            : null;

    private static string? BreachIsTold(OnboardingState state, DateTimeOffset now)
    {
        StageState stage = state.CurrentStage;
        return stage is not { CompletedAt: null, SlaDueOn: { } due } || due >= Today(state, now) ? null
            : !stage.SlaBreached ? $"stage {stage.Key} is past {due:yyyy-MM-dd} and not marked"
            : Untold(state, $"sla:{stage.Key}");
    }

    private static string? StallIsTold(OnboardingState state, DateTimeOffset now)
    {
        if (!(StalledOn(state) <= Today(state, now)))
        {
            return null;
        }

        StageState stage = state.CurrentStage;
        return state.Health != OnboardingHealth.Stalled
            ? $"it counts as stalled since {StalledOn(state):yyyy-MM-dd} and is {state.Health}"
            : Untold(state, $"{(stage.CompletedAt is null ? "stalled" : "golive")}:{stage.Key}");
    }

    private static string? LatenessIsTold(OnboardingState state, DateTimeOffset now)
    {
        DateOnly today = Today(state, now);
        return state.Tasks.FirstOrDefault(task =>
                task is { Phase: TaskPhase.Open, Overdue: false } && task.DueOn < today) is { } late
            ? $"task {late.Key} was due on {late.DueOn:yyyy-MM-dd}"
            : state.Milestones.FirstOrDefault(milestone =>
                milestone is { AchievedOn: null, Missed: false } && milestone.TargetOn < today) is { } missed
            ? $"milestone {missed.Key} was due on {missed.TargetOn:yyyy-MM-dd}"
            : null;
    }

    private static string? SilenceGoesUp(OnboardingState state, DateTimeOffset now) =>
        state.Escalations.FirstOrDefault(escalation => escalation.Phase == EscalationPhase.Raised
            && escalation.AcknowledgeBy < Today(state, now)) is { } silent
            ? $"'{silent.Cause}' was to be answered by {silent.AcknowledgeBy:yyyy-MM-dd}"
            : null;

    private static string? DoneWorkOpensGates(OnboardingState state, DateTimeOffset now)
    {
        TaskDefinition? locked = state.Plan.Tasks.FirstOrDefault(task =>
            state.Task(task.Key)?.Phase == TaskPhase.Locked && !WorkInvariants.OpenBefore(state, task).Any());
        if (locked is not null)
        {
            return $"task {locked.Key} waits for nothing and is locked";
        }

        StageState stage = state.CurrentStage;
        StageDefinition definition = state.Plan.Stages.First(known => known.Key == stage.Key);
        return stage.CompletedAt is null && !WorkInvariants.OpenIn(state, definition).Any()
            ? $"stage {stage.Key} waits for nothing and is not passed"
            : !WorkInvariants.OpenBeforeLive(state).Any() ? "it waits for nothing and is not live"
            : null;
    }

    private static string? SomebodyHasSomethingToDo(OnboardingState state, DateTimeOffset now) =>
        OnboardingActions.Of(state, now) is not [_, ..] actions ? "nobody has anything to do"
        : actions.FirstOrDefault(action => !PeopleInvariants.IsPerson(action.Owner)) is { } action
            ? $"{action.Kind} of {action.Key} is for '{action.Owner}' to do" : null;

    private static string? Untold(OnboardingState state, string cause) =>
        state.Escalations.Any(escalation => escalation.Cause == cause && escalation.Phase != EscalationPhase.Resolved)
            ? null
            : $"nobody is told of '{cause}'";

    private static DateOnly Today(OnboardingState state, DateTimeOffset now) => state.Start.Calendar.DayOf(now);
}
