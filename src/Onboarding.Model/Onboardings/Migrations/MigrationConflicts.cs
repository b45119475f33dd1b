using System.Collections.Immutable;

using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>Finds what somebody should look at before a migration is done.</summary>
internal static class MigrationConflicts
{
    public static ImmutableArray<MigrationConflict> Of(
        OnboardingState state, PlaybookPlan revision, MigrationPlan plan, StageMerge stages,
        ImmutableArray<MergedTask> tasks, ImmutableArray<(string Key, ImmutableArray<string> Gates)> waiting) =>
    [
        .. OfStages(state, plan, stages),
        .. tasks.SelectMany(task => OfTask(task, KeptTasks(state))),
        .. waiting.Select(task => Task(
            task.Key, $"it is open, and waits again for {string.Join(", ", task.Gates)}")),
        .. Renamed(tasks),
        .. OfMilestones(state, revision, plan),
    ];

    private static IEnumerable<MigrationConflict> OfStages(
        OnboardingState state, MigrationPlan plan, StageMerge stages)
    {
        if (stages.Present is { } back && state.Stages.All(stage => stage.CompletedAt is not null))
        {
            yield return new MigrationConflict(
                PlaybookPart.Stage, back, "every stage was passed; the customer goes on in this one before going live");
        }

        foreach (StageDefinition stage in plan.Plan.Stages)
        {
            StageState? live = state.Stage(stage.Key);
            if (live is null or { EnteredAt: null })
            {
                continue;
            }

            StageDefinition before = state.Plan.Stages.First(known => known.Key == stage.Key);
            string[] gates = [.. OpenGates(state, stage).Except(OpenGates(state, before), StringComparer.Ordinal)];
            if (live.CompletedAt is not null && gates.Length > 0)
            {
                yield return Stage($"it is passed, and its gate is not asked anew for {string.Join(", ", gates)}");
            }
            else if (live.CompletedAt is null && stages.Present != stage.Key)
            {
                yield return Stage(
                    $"the customer is in it, and stage {stages.Present} comes first; it is entered anew after that");
            }
            else if (live.CompletedAt is null && !stages.IsOfRevision(stage.Key)
                && !(state.Followed?.Kept ?? []).Contains(new KeptPiece(PlaybookPart.Stage, stage.Key)))
            {
                string[] gone =
                [
                    .. before.GateMilestones.Except(stage.GateMilestones, StringComparer.Ordinal),
                    .. before.GateInputs.Except(stage.GateInputs, StringComparer.Ordinal),
                ];
                yield return Stage(
                    "the customer is in it, and the revision has none; it is passed by its own gate"
                    + (gone.Length == 0 ? "" : $", without {string.Join(", ", gone)}, which it has not either"));
            }

            MigrationConflict Stage(string words) => new(PlaybookPart.Stage, stage.Key, words);
        }
    }

    private static IEnumerable<string> OpenGates(OnboardingState state, StageDefinition stage) =>
    [
        .. stage.GateMilestones.Where(key => state.Milestone(key)?.AchievedOn is null)
            .Select(key => $"milestone {key}"),
        .. stage.GateInputs.Where(key => state.Input(key)?.Phase != InputPhase.Verified)
            .Select(key => $"input {key}"),
    ];

    private static IEnumerable<MigrationConflict> OfTask(MergedTask task, HashSet<string> wasKept)
    {
        if (task.Fate == TaskFate.Skipped)
        {
            yield return Task(task.Key, $"{task.Live!.Owner} may be at work on it; it ends as skipped");
        }
        else if (task.Fate == TaskFate.LeftOut)
        {
            yield return Task(
                task.Key,
                $"its stage {task.Revision!.Stage} is passed, so it is not taken; see to it by hand where it matters");
        }
        else if (task is { Fate: TaskFate.Stays, IsClosed: false } && task.After!.Stage != task.Revision!.Stage
            && task.After.Stage != task.Before!.Stage)
        {
            yield return Task(
                task.Key, $"its stage {task.Revision.Stage} is passed; it is done in stage {task.After.Stage}");
        }
        else if (task is { Fate: TaskFate.Stays, Live.Phase: TaskPhase.Skipped } && wasKept.Contains(task.Key))
        {
            yield return Task(task.Key, "it was skipped when an earlier revision had none, and stays so");
        }
    }

    private static HashSet<string> KeptTasks(OnboardingState state) => (state.Followed?.Kept ?? [])
        .Where(piece => piece.Part == PlaybookPart.Task)
        .Select(piece => piece.Key)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>A new key with an old title: what was done under the old key is not carried over.</summary>
    private static IEnumerable<MigrationConflict> Renamed(ImmutableArray<MergedTask> tasks) =>
        from task in tasks
        where task.Fate == TaskFate.Added
        from before in tasks
        where before.Revision is null && before.Live is not null && before.Title == task.Title
        select Task(
            task.Key, $"it has the title of task {before.Key}, and begins anew: what was done on that stays there");

    private static IEnumerable<MigrationConflict> OfMilestones(
        OnboardingState state, PlaybookPlan revision, MigrationPlan plan)
    {
        foreach (MilestoneDefinition milestone in state.Plan.Milestones.Where(
            milestone => plan.Plan.Milestones.All(known => known.Key != milestone.Key)))
        {
            yield return new MigrationConflict(
                PlaybookPart.Milestone, milestone.Key,
                "it is not reached, and the revision has none; where a platform shows it, it stays as it is there");
        }

        if (state.TimeToValueDays is { } days
            && state.Plan.Milestones.FirstOrDefault(milestone => milestone.FirstValue) is { } was
            && revision.Milestones.FirstOrDefault(milestone => milestone.FirstValue) is { } now && now.Key != was.Key)
        {
            yield return new MigrationConflict(
                PlaybookPart.Milestone, now.Key,
                $"first value was reached by {was.Key} after {days} days, and stays reached");
        }
    }

    private static MigrationConflict Task(string key, string words) => new(PlaybookPart.Task, key, words);
}
