using System.Collections.Immutable;

using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;

namespace Onboarding.Cli.Simulation.Invariants;

/// <summary>
/// What every event keeps of the order of work: gates, stages, the beginning and the end. Worked out from the plan here
/// and not asked of the code that decides.
/// </summary>
internal static class WorkInvariants
{
    public static ImmutableArray<StepInvariant> All { get; } =
    [
        new("begins_once", "An onboarding begins with its start, and begins once.", BeginsOnce),
        new("ends_for_good",
            "Once it has ended nothing happens to it but that alarms are taken back and the end is told of.",
            EndsForGood),
        new("unlocked_in_order",
            "A task is unlocked once its stage was entered and all that it waits for is done, and not before.",
            UnlockedInOrder),
        new("completed_when_ready",
            "A task is completed once, and not while something that it waits for is open.", CompletedWhenReady),
        new("stages_in_order",
            "Stages are entered one after the other, each after the one before was passed.", StagesInOrder),
        new("passed_with_open_gate",
            "A stage is passed when its tasks, inputs and milestones are done, and not before.", PassedWithOpenGate),
        new("live_with_all_done",
            "Nothing goes live before every stage is passed, set-up with its actions, communication, handoff and "
            + "interventions are done, first value is reached and no blocker is open.", LiveWithAllDone),
        new("migration_keeps_work", "Moving to another revision takes back nothing that was done.", MigrationKeepsWork),
    ];

    /// <summary>What a task waits for that is not done: its stage, tasks, inputs and milestones.</summary>
    public static IEnumerable<string> OpenBefore(OnboardingState state, TaskDefinition task)
    {
        if (task.OnAlert is null && state.Stages.First(stage => stage.Key == task.Stage).EnteredAt is null)
        {
            yield return $"stage {task.Stage}";
        }

        foreach (string needed in task.DependsOn.Where(key => IsOpen(state.Task(key))))
        {
            yield return $"task {needed}";
        }

        foreach (string open in Open(state, task.NeedsInputs, task.NeedsMilestones))
        {
            yield return open;
        }
    }

    /// <summary>What a stage waits for that is not done: its tasks, inputs and milestones.</summary>
    public static IEnumerable<string> OpenIn(OnboardingState state, StageDefinition stage) => state.Plan.Tasks
        .Where(task => task.Stage == stage.Key && IsOpen(state.Task(task.Key)))
        .Select(task => $"task {task.Key}")
        .Concat(Open(state, stage.GateInputs, stage.GateMilestones));

    /// <summary>What going live waits for that is not done.</summary>
    public static IEnumerable<string> OpenBeforeLive(OnboardingState state) => state.Stages
        .Where(stage => stage.CompletedAt is null).Select(stage => $"stage {stage.Key}")
        .Concat(state.Plan.Tasks
            .Where(task => (task.Area != GoLiveArea.None || task.OnAlert is not null) && IsOpen(state.Task(task.Key)))
            .Select(task => $"task {task.Key}"))
        .Concat(state.SetupActions
            .Where(action => !action.IsClosed).Select(action => $"set-up action {action.Key}"))
        .Concat(state.TimeToValueDays is null ? ["first value"] : [])
        .Concat(state.Blockers
            .Where(blocker => blocker.ResolvedAt is null).Select(blocker => $"blocker {blocker.Key}"));

    private static IEnumerable<string> Open(
        OnboardingState state, IEnumerable<string> inputs, IEnumerable<string> milestones) => inputs
        .Where(key => state.Input(key)?.Phase != InputPhase.Verified).Select(key => $"input {key}")
        .Concat(milestones
            .Where(key => state.Milestone(key)?.AchievedOn is null).Select(key => $"milestone {key}"));

    private static bool IsOpen(TaskState? task) => task is { Phase: TaskPhase.Locked or TaskPhase.Open };

    private static string? BeginsOnce(Step step) => (step.Before, step.Event) switch
    {
        (null, not OnboardingEvent.Started) => "the first event is not its start",
        (not null, OnboardingEvent.Started) => "it is started again",
        _ => null,
    };

    private static string? EndsForGood(Step step) =>
        step.Before is { Phase: not OnboardingPhase.Active and var phase }
        && step.Event is not OnboardingEvent.EscalationResolved && ToldAt(step.Event) != step.Before.EndedAt
            ? $"{Named(step.Event)} after it is {phase}"
            : null;

    // Null is no moment of an end: the state before has ended.
    private static DateTimeOffset? ToldAt(OnboardingEvent happened) => happened switch
    {
        OnboardingEvent.MessagesIntended intended => intended.At,
        OnboardingEvent.MessagesAddressed addressed => addressed.At,
        OnboardingEvent.MessagesWithdrawn withdrawn => withdrawn.At,
        _ => null,
    };

    private static string? UnlockedInOrder(Step step) => step.Event is not OnboardingEvent.TasksUnlocked unlocked ? null
        : Joined(unlocked.Keys.Select(key => Waiting(step, key) ?? (step.Before!.Task(key)?.Phase == TaskPhase.Locked
            ? null : $"task {key} was not locked")));

    private static string? CompletedWhenReady(Step step) => step.Event is not OnboardingEvent.TaskCompleted done ? null
        : step.Before!.Task(done.Key)?.Phase is TaskPhase.Completed or TaskPhase.Skipped
            ? $"task {done.Key} was closed before"
            : Waiting(step, done.Key);

    private static string? Waiting(Step step, string key)
    {
        TaskDefinition definition = step.Before!.Plan.Tasks.First(task => task.Key == key);
        string waits = string.Join(", ", OpenBefore(step.Before, definition));
        return waits.Length == 0 ? null : $"task {key} waits for {waits}";
    }

    private static string? StagesInOrder(Step step)
    {
        if (step.Event is not OnboardingEvent.StageEntered entered)
        {
            return null;
        }

        StageState? first = step.Before!.Stages.FirstOrDefault(stage => stage.CompletedAt is null);
        return first?.Key != entered.Key
                ? $"stage {entered.Key} is entered while {first?.Key ?? "none"} is to be passed"
            : first.EnteredAt is not null ? $"stage {entered.Key} was entered before"
            : null;
    }

    private static string? PassedWithOpenGate(Step step)
    {
        if (step.Event is not OnboardingEvent.StageCompleted passed)
        {
            return null;
        }

        OnboardingState before = step.Before!;
        string open = string.Join(", ", OpenIn(before, before.Plan.Stages.First(stage => stage.Key == passed.Key)));
        return open.Length > 0 ? $"stage {passed.Key} is passed with {open} open"
            : before.Stages.First(stage => stage.Key == passed.Key).EnteredAt is null
                ? $"stage {passed.Key} was never entered"
            : null;
    }

    private static string? LiveWithAllDone(Step step)
    {
        string open = step.Event is OnboardingEvent.WentLive ? string.Join(", ", OpenBeforeLive(step.Before!)) : "";
        return open.Length == 0 ? null : $"it goes live with {open} open";
    }

    private static string? MigrationKeepsWork(Step step) => step.Event is not OnboardingEvent.Migrated ? null : Joined(
    [
        .. step.Before!.Tasks
            .Where(task => !IsOpen(task)
                && step.After.Task(task.Key) is not { Phase: TaskPhase.Completed or TaskPhase.Skipped })
            .Select(task => $"task {task.Key} was closed"),
        .. step.Before.Stages.Where(stage => stage.CompletedAt is not null
                && step.After.Stages.FirstOrDefault(after => after.Key == stage.Key)?.CompletedAt != stage.CompletedAt)
            .Select(stage => $"stage {stage.Key} was passed"),
        .. step.Before.Milestones.Where(milestone => milestone.AchievedOn is not null
                && step.After.Milestone(milestone.Key)?.AchievedOn != milestone.AchievedOn)
            .Select(milestone => $"milestone {milestone.Key} was achieved"),
        .. step.Before.Inputs.Where(input => input.Phase == InputPhase.Verified
                && step.After.Input(input.Key)?.Phase != InputPhase.Verified)
            .Select(input => $"input {input.Key} was verified"),
    ]);

    private static string? Joined(IEnumerable<string?> faults) =>
        string.Join("; ", faults.OfType<string>()) is { Length: > 0 } all ? all : null;

    private static string Named(OnboardingEvent happened) => happened.GetType().Name;
}
