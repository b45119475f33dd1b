using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>
/// Moves an onboarding that is under way to another revision of its playbook: a merge of the plan that it follows, the
/// revision's plan and what has happened. docs/decisions/0009 has the rules.
/// </summary>
public static class Migration
{
    /// <summary>What the move comes to, to be looked at before it is done. Changes nothing.</summary>
    public static MigrationPlan Plan(OnboardingState state, MigrationTarget target)
    {
        PlaybookPlan revision = target.Plan;
        ImmutableArray<MilestoneDefinition> milestones = [.. revision.Milestones, .. AchievedBefore(state, revision)];
        ImmutableArray<InputDefinition> inputs = [.. revision.Inputs, .. GivenBefore(state, revision)];
        var stages = new StageMerge(state, revision, milestones, inputs);
        ImmutableArray<MergedTask> tasks = TaskMerge.Of(state, revision, stages);
        SetupActionMerge setup = SetupActionMerge.Of(state, revision);
        PlaybookPlan after = revision with
        {
            Stages = stages.Stages,
            Tasks = [.. tasks.Select(task => task.After).OfType<TaskDefinition>()],
            Milestones = milestones,
            Inputs = inputs,
            SetupActions = setup.Definitions,
        };
        var plan = new MigrationPlan
        {
            From = state.Revision,
            To = target.Revision,
            Plan = after,
            Kept = KeptOf(after, revision),
            Tasks = [.. tasks.Where(task => task.IsThere).Select(task => task.Key)],
            SetupActions = setup.There,
            Skipped = [.. tasks.Where(task => task.Fate == TaskFate.Skipped).Select(task => task.Key)],
            Locked = [],
            Owners = target.Owners.RemoveRange(target.Owners.Keys.Where(
                role => state.Owners.ContainsKey(role)
                    || !OnboardingViews.RolesOf(after).Union(OnboardingViews.AudienceOf(after)).Contains(role))),
            Changes = MigrationChanges.Of(state, revision, after, tasks, setup.There),
            Conflicts = [],
        };
        OnboardingState there = StateAfter(state, plan, stages);
        ImmutableArray<(string Key, ImmutableArray<string> Gates)> waiting = WaitingAgain(state, there);
        return plan with
        {
            Locked = [.. waiting.Select(task => task.Key)],
            Conflicts =
            [
                .. MigrationConflicts.Of(state, revision, plan, stages, tasks, waiting),
                .. SetupActionMerge.Conflicts(state, revision, there),
            ],
        };
    }

    internal static Decision<OnboardingEvent> Decide(
        OnboardingState state, OnboardingCommand.Migrate command, DateTimeOffset now)
    {
        MigrationTarget target = command.Target;
        if (target.Revision == state.Revision)
        {
            return Decision<OnboardingEvent>.Unchanged;
        }

        ImmutableArray<string> unowned =
        [
            .. OnboardingViews.RolesOf(target.Plan).Where(role =>
                !state.Owners.ContainsKey(role) && !MailAddress.IsOne(target.Owners.GetValueOrDefault(role) ?? "")),
        ];
        if (!unowned.IsEmpty)
        {
            return Decision<OnboardingEvent>.Refuse(
                RefusalReason.OwnerRequired,
                $"Work of revision {target.Revision} would be unowned: nobody holds {string.Join(", ", unowned)}. "
                + "Give the roles to people in the workspace's settings.",
                unowned);
        }

        MigrationPlan plan = Plan(state, target);
        string reason = $"Not in revision {target.Revision} of the playbook.";
        FieldMap news = OnboardingViews.News(plan.Plan, state.Facts, target.Facts);
        return Decision<OnboardingEvent>.Of(
        [
            .. plan.Skipped.Select(key => new OnboardingEvent.TaskSkipped(key, command.By, reason, now)),
            plan.Event(now),
            .. news.Count == 0 ? ImmutableArray<OnboardingEvent>.Empty : [new OnboardingEvent.FactsObserved(news)],
        ]);
    }

    // First value was reached once; what it was reached by is history and takes no proof any more.
    private static IEnumerable<MilestoneDefinition> AchievedBefore(OnboardingState state, PlaybookPlan revision) =>
        state.Plan.Milestones
            .Where(milestone => state.Milestone(milestone.Key)!.AchievedOn is not null
                && revision.Milestones.All(known => known.Key != milestone.Key))
            .Select(milestone => milestone with { FirstValue = false, Proof = null, AchievedOnField = null });

    private static IEnumerable<InputDefinition> GivenBefore(OnboardingState state, PlaybookPlan revision) =>
        state.Plan.Inputs.Where(input => state.Input(input.Key)!.Phase != InputPhase.Requested
            && revision.Inputs.All(known => known.Key != input.Key));

    private static ImmutableArray<KeptPiece> KeptOf(PlaybookPlan after, PlaybookPlan revision) =>
    [
        .. Kept(PlaybookPart.Stage, after.Stages, revision.Stages, stage => stage.Key),
        .. Kept(PlaybookPart.Task, after.Tasks, revision.Tasks, task => task.Key),
        .. Kept(PlaybookPart.Milestone, after.Milestones, revision.Milestones, milestone => milestone.Key),
        .. Kept(PlaybookPart.Input, after.Inputs, revision.Inputs, input => input.Key),
        .. Kept(PlaybookPart.SetupAction, after.SetupActions, revision.SetupActions, action => action.Key),
    ];

    private static IEnumerable<KeptPiece> Kept<T>(
        PlaybookPart part, ImmutableArray<T> after, ImmutableArray<T> revision, Func<T, string> keyOf) =>
        after.Select(keyOf).Except(revision.Select(keyOf), StringComparer.Ordinal)
            .Select(key => new KeptPiece(part, key));

    private static OnboardingState StateAfter(OnboardingState state, MigrationPlan plan, StageMerge stages)
    {
        OnboardingState after = MigrationEvolution.Migrated(
            state with
            {
                Tasks = [.. state.Tasks.Select(task => plan.Skipped.Contains(task.Key, StringComparer.Ordinal)
                    ? task with { Phase = TaskPhase.Skipped }
                    : task)],
            },
            plan.Event(state.StartedAt));
        // The stage that the customer is in afterwards is entered in the same moment.
        return after with
        {
            Stages = [.. after.Stages.Select(stage =>
                stage.Key == stages.Present ? stage with { EnteredAt = stage.EnteredAt ?? state.StartedAt } : stage)],
        };
    }

    /// <summary>Open tasks that waited for nothing before and do afterwards.</summary>
    private static ImmutableArray<(string Key, ImmutableArray<string> Gates)> WaitingAgain(
        OnboardingState state, OnboardingState after) =>
    [
        .. after.Tasks
            .Where(task => task.Phase == TaskPhase.Open && OnboardingGates.OfTask(state, task.Key).IsEmpty)
            .Select(task => (task.Key, Gates: OnboardingGates.OfTask(after, task.Key)))
            .Where(task => !task.Gates.IsEmpty),
    ];
}
