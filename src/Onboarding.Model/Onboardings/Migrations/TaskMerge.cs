using System.Collections.Immutable;

using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>The tasks afterwards: the revision's, in its order, then those that are kept from before.</summary>
internal static class TaskMerge
{
    public static ImmutableArray<MergedTask> Of(OnboardingState state, PlaybookPlan target, StageMerge stages)
    {
        Dictionary<string, TaskState> live = state.Tasks.ToDictionary(task => task.Key, StringComparer.Ordinal);
        Dictionary<string, TaskDefinition> before =
            state.Plan.Tasks.ToDictionary(task => task.Key, StringComparer.Ordinal);
        var known = target.Tasks.Select(task => task.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. target.Tasks.Select(task => OfRevision(
                state, stages, task, before.GetValueOrDefault(task.Key), live.GetValueOrDefault(task.Key))),
            .. state.Plan.Tasks.Where(task => !known.Contains(task.Key))
                .Select(task => OfBefore(stages, task, live.GetValueOrDefault(task.Key))),
        ];
    }

    private static MergedTask OfRevision(
        OnboardingState state, StageMerge stages, TaskDefinition task, TaskDefinition? before, TaskState? live)
    {
        // What comes with an alert is there once that is raised, and no migration brings it before.
        bool same = before is not null && DefinitionWords.Text(before.AppliesWhen) == DefinitionWords.Text(task.AppliesWhen)
            && (before.OnAlert is null || task.OnAlert is not null);
        bool applies = task.AppliesWhen?.Evaluate(state.Facts).Holds ?? true;
        // Whether a task applies is decided once; anew by another rule, or where it had come too late for its stage.
        bool decided = same && (!stages.IsPassed(before!.Stage) || stages.IsPassed(task.Stage));
        TaskFate fate = live switch
        {
            { Phase: TaskPhase.Completed or TaskPhase.Skipped } => TaskFate.Stays,
            { OpenedAt: not null } when !same && !applies => TaskFate.Skipped,
            not null when !same && !applies => TaskFate.Removed,
            not null => TaskFate.Stays,
            _ when decided || !applies || task.OnAlert is not null => TaskFate.Absent,
            _ => stages.IsPassed(task.Stage) ? TaskFate.LeftOut : TaskFate.Added,
        };
        // An intervention waits for no stage, and may come when its own is passed; then it is done there.
        bool open = live?.Phase is TaskPhase.Locked or TaskPhase.Open && fate == TaskFate.Stays && task.OnAlert is null;
        return new MergedTask(before, task, open ? task with { Stage = stages.HomeOf(task.Stage) } : task, live, fate);
    }

    private static MergedTask OfBefore(StageMerge stages, TaskDefinition task, TaskState? live)
    {
        TaskFate fate = live switch
        {
            null => TaskFate.Absent,
            { Phase: TaskPhase.Completed or TaskPhase.Skipped } => TaskFate.Kept,
            { OpenedAt: not null } => TaskFate.Skipped,
            _ => TaskFate.Removed,
        };
        // What is over waits for nothing; what it waited for may be no more.
        TaskDefinition? after = fate is TaskFate.Kept or TaskFate.Skipped
            ? task with
            {
                Stage = stages.PlaceOf(task.Stage),
                DependsOn = [],
                NeedsInputs = [],
                NeedsMilestones = [],
                AppliesWhen = null,
                OnAlert = null,
            }
            : null;
        return new MergedTask(task, null, after, live, fate);
    }
}
