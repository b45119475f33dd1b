using System.Collections.Immutable;

using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Waiting;

/// <summary>What each piece of an onboarding waits for directly: the gates, before they are put into words.</summary>
public static class Waits
{
    /// <summary>What a task waits for before it unlocks.</summary>
    public static ImmutableArray<Piece> OfTask(OnboardingState state, TaskDefinition definition) =>
        [.. BeforeTask(state, definition)];

    /// <summary>Whether a task waits for nothing. It is asked of every locked task after each event.</summary>
    internal static bool IsFree(OnboardingState state, TaskDefinition definition) => !BeforeTask(state, definition).Any();

    private static IEnumerable<Piece> BeforeTask(OnboardingState state, TaskDefinition definition)
    {
        // What an alert asks for cannot wait until its stage comes.
        if (definition.OnAlert is null && state.Stage(definition.Stage)!.EnteredAt is null)
        {
            yield return new Piece(PieceKind.StageEntry, definition.Stage);
        }

        // A task that does not apply to this customer is not there, and nothing waits for it.
        foreach (string needed in definition.DependsOn)
        {
            if (IsOpen(state.Task(needed)))
            {
                yield return new Piece(PieceKind.Task, needed);
            }
        }

        foreach (string needed in definition.NeedsInputs)
        {
            if (LacksInput(state, needed))
            {
                yield return new Piece(PieceKind.Input, needed);
            }
        }

        foreach (string needed in definition.NeedsMilestones)
        {
            if (LacksMilestone(state, needed))
            {
                yield return new Piece(PieceKind.Milestone, needed);
            }
        }
    }

    /// <summary>What a set-up action waits for before it is asked for; empty once it was.</summary>
    public static ImmutableArray<Piece> OfSetupAction(OnboardingState state, string key)
    {
        if (state.SetupAction(key) is not { Phase: SetupActionPhase.Waiting } action)
        {
            return [];
        }

        SetupActionDefinition definition = SetupActionRules.Definition(state, action);
        var open = ImmutableArray.CreateBuilder<Piece>();
        if (definition.Stage is { } stage && state.Stages.Any(known => known.Key == stage && known.EnteredAt is null))
        {
            open.Add(new Piece(PieceKind.StageEntry, stage));
        }

        // As with tasks: what does not apply to this customer is not there, and nothing waits for it.
        open.AddRange(definition.After
            .Where(needed => state.SetupAction(needed) is { IsClosed: false })
            .Select(needed => new Piece(PieceKind.SetupAction, needed)));
        open.AddRange(definition.AfterTasks
            .Where(needed => IsOpen(state.Task(needed)))
            .Select(needed => new Piece(PieceKind.Task, needed)));
        AddInputs(state, definition.NeedsInputs, open);
        AddMilestones(state, definition.NeedsMilestones, open);
        return open.ToImmutable();
    }

    /// <summary>What a stage waits for before it is passed, once it is entered.</summary>
    public static ImmutableArray<Piece> OfStage(OnboardingState state, StageDefinition definition)
    {
        var open = ImmutableArray.CreateBuilder<Piece>();
        open.AddRange(state.Plan.Tasks
            .Where(task => task.Stage == definition.Key && IsOpen(state.Task(task.Key)))
            .Select(task => new Piece(PieceKind.Task, task.Key)));
        AddInputs(state, definition.GateInputs, open);
        AddMilestones(state, definition.GateMilestones, open);
        return open.ToImmutable();
    }

    /// <summary>
    /// What going live waits for: every stage passed, set-up, communication and handoff complete with every set-up
    /// action closed, first value reached, no blocker open.
    /// </summary>
    public static ImmutableArray<Piece> OfGoLive(OnboardingState state)
    {
        var open = ImmutableArray.CreateBuilder<Piece>();
        open.AddRange(state.Stages
            .Where(stage => stage.CompletedAt is null)
            .Select(stage => new Piece(PieceKind.Stage, stage.Key)));
        open.AddRange(state.Plan.Tasks
            .Where(task => (task.Area != GoLiveArea.None || task.OnAlert is not null) && IsOpen(state.Task(task.Key)))
            .Select(task => new Piece(PieceKind.Task, task.Key)));
        open.AddRange(state.SetupActions
            .Where(action => !action.IsClosed)
            .Select(action => new Piece(PieceKind.SetupAction, action.Key)));
        if (state.TimeToValueDays is null)
        {
            open.AddRange(state.Plan.Milestones
                .Where(milestone => milestone.FirstValue)
                .Select(milestone => new Piece(PieceKind.Milestone, milestone.Key)));
        }

        open.AddRange(state.Blockers
            .Where(blocker => blocker.ResolvedAt is null)
            .Select(blocker => new Piece(PieceKind.Blocker, blocker.Key)));
        return open.ToImmutable();
    }

    internal static bool IsOpen(TaskState? task) => task is { Phase: TaskPhase.Locked or TaskPhase.Open };

    private static void AddInputs(
        OnboardingState state, ImmutableArray<string> keys, ImmutableArray<Piece>.Builder open) =>
        open.AddRange(keys
            .Where(key => LacksInput(state, key))
            .Select(key => new Piece(PieceKind.Input, key)));

    private static void AddMilestones(
        OnboardingState state, ImmutableArray<string> keys, ImmutableArray<Piece>.Builder open) =>
        open.AddRange(keys
            .Where(key => LacksMilestone(state, key))
            .Select(key => new Piece(PieceKind.Milestone, key)));

    private static bool LacksInput(OnboardingState state, string key) => state.Input(key)?.Phase != InputPhase.Verified;

    private static bool LacksMilestone(OnboardingState state, string key) => state.Milestone(key)?.AchievedOn is null;
}
