using System.Collections.Immutable;

using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>The state of an onboarding after it was moved to another revision.</summary>
internal static class MigrationEvolution
{
    public static OnboardingState Migrated(OnboardingState state, OnboardingEvent.Migrated migrated)
    {
        ImmutableSortedDictionary<string, string> owners = state.Owners.SetItems(migrated.Owners);
        PlaybookPlan plan = migrated.Plan;
        var there = migrated.Tasks.ToHashSet(StringComparer.Ordinal);
        OnboardingState after = WithoutDaysOfNothing(state with
        {
            Followed = new FollowedPlan(migrated.Revision, plan, migrated.Kept),
            Owners = owners,
            Stages = Stages(state, plan, owners),
            Tasks = [.. plan.Tasks.Where(task => there.Contains(task.Key)).Select(task =>
                Task(state, task, owners, migrated.Locked.Contains(task.Key, StringComparer.Ordinal)))],
            Milestones = [.. plan.Milestones.Select(milestone =>
                state.Milestone(milestone.Key) ?? new MilestoneState { Key = milestone.Key })],
            Inputs = [.. plan.Inputs.Select(input => Input(state.Input(input.Key), input, owners))],
            SetupActions =
            [
                .. plan.SetupActions
                    .Where(action => migrated.SetupActions?.Contains(action.Key, StringComparer.Ordinal) ?? false)
                    .Select(action => SetupAction(state.SetupAction(action.Key), action, owners)),
            ],
            Escalations =
            [
                .. state.Escalations.Select(escalation => Escalation(escalation, plan.Escalation.Length - 1)),
            ],
        });
        DateOnly on = after.Start.Calendar.DayOf(migrated.At);
        return after with
        {
            MessagesDated = [.. state.MessagesDated, .. MessageRules.PastOn(after, on)],
            // A weekday of the new plan that lies before the move is no reason to write today.
            MessagesOn = state.MessagesOn >= on ? state.MessagesOn : on.AddDays(-1),
        };
    }

    private static ImmutableArray<StageState> Stages(
        OnboardingState state, PlaybookPlan plan, ImmutableSortedDictionary<string, string> owners)
    {
        string? present = plan.Stages.FirstOrDefault(
            stage => state.Stage(stage.Key)?.CompletedAt is null)?.Key;
        return [.. plan.Stages.Select(definition =>
        {
            StageState? stage = state.Stage(definition.Key);
            return stage switch
            {
                { CompletedAt: not null } => stage,
                { EnteredAt: { } entered } when definition.Key == present =>
                    Present(state, stage, definition, entered) with { Owner = owners[definition.OwnerRole] },
                // Where it was entered, it is entered anew when it comes, with days that count from then.
                _ => new StageState { Key = definition.Key, Owner = owners[definition.OwnerRole] },
            };
        })];
    }

    private static StageState Present(
        OnboardingState state, StageState stage, StageDefinition definition, DateTimeOffset entered)
    {
        DateOnly due = state.Start.Calendar.Add(
            state.Start.Calendar.DayOf(entered), definition.SlaDays, definition.SlaUnit);
        return due == stage.SlaDueOn ? stage : stage with { SlaDueOn = due, SlaBreached = false };
    }

    private static TaskState Task(
        OnboardingState state, TaskDefinition definition, ImmutableSortedDictionary<string, string> owners, bool locked)
    {
        string owner = owners[definition.OwnerRole];
        switch (state.Task(definition.Key))
        {
            case null:
                return new TaskState { Key = definition.Key, Owner = owner, Phase = TaskPhase.Locked };
            case { Phase: TaskPhase.Completed or TaskPhase.Skipped } closed:
                return closed;
            case { } task:
                // Who was given the task by name keeps it, whatever role it belongs to now.
                string role = state.Plan.Tasks.First(known => known.Key == task.Key).OwnerRole;
                TaskState kept = role != definition.OwnerRole && task.Owner == state.Owners[role]
                    ? task with { Owner = owner }
                    : task;
                return locked
                    ? kept with { Phase = TaskPhase.Locked, Overdue = false, RemindedDaysBefore = null }
                    : kept;
        }
    }

    private static InputState Input(
        InputState? input, InputDefinition definition, ImmutableSortedDictionary<string, string> owners) => input switch
    {
        null => new InputState
        {
            Key = definition.Key,
            Owner = owners[definition.OwnerRole],
            Phase = InputPhase.Requested,
        },
        { Phase: InputPhase.Verified } => input,
        _ => input with { Owner = owners[definition.OwnerRole] },
    };

    private static SetupActionState SetupAction(
        SetupActionState? action, SetupActionDefinition definition, ImmutableSortedDictionary<string, string> owners) =>
        action switch
        {
            null => new SetupActionState
            {
                Key = definition.Key,
                Owner = owners[definition.OwnerRole],
                Phase = SetupActionPhase.Waiting,
            },
            { IsClosed: true } => action,
            _ => action with { Owner = owners[definition.OwnerRole] },
        };

    // Where the path became shorter, whoever was told last has it for good.
    private static EscalationState Escalation(EscalationState escalation, int last) => escalation.Step < last
        ? escalation
        : escalation with { Step = last, AcknowledgeBy = null };

    /// <summary>What counts from something that has not happened, by the new plan, has no day until it does.</summary>
    private static OnboardingState WithoutDaysOfNothing(OnboardingState state) => state with
    {
        Tasks = [.. state.Tasks.Select(task =>
        {
            TaskDefinition definition = state.Plan.Tasks.First(known => known.Key == task.Key);
            return task.Phase is TaskPhase.Locked or TaskPhase.Open && task.DueOn is not null
                && OnboardingTimes.AnchorOf(state, definition.Due, definition.Stage) is null
                ? task with { DueOn = null, Overdue = false, RemindedDaysBefore = null }
                : task;
        })],
        Milestones = [.. state.Milestones.Select(milestone =>
        {
            MilestoneDefinition definition = state.Plan.Milestones.First(known => known.Key == milestone.Key);
            return milestone is { AchievedOn: null, TargetOn: not null }
                && OnboardingTimes.AnchorOf(state, definition.Target, null) is null
                ? milestone with { TargetOn = null, Missed = false }
                : milestone;
        })],
    };
}
