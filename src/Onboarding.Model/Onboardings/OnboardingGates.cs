using System.Collections.Immutable;

using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Onboardings.Waiting;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings;

/// <summary>What stands in the way, in words: of a task, of leaving a stage, of going live. Empty means that the gate is open.</summary>
public static class OnboardingGates
{
    /// <summary>What a task waits for before it unlocks.</summary>
    public static ImmutableArray<string> OfTask(OnboardingState state, string key) =>
        InWords(Waits.OfTask(state, state.Plan.Tasks.First(task => task.Key == key)));

    /// <summary>What a stage waits for before it is left.</summary>
    public static ImmutableArray<string> OfStage(OnboardingState state, string key) =>
        InWords(Waits.OfStage(state, state.Plan.Stages.First(stage => stage.Key == key)));

    /// <summary>What a set-up action waits for before it is asked for; empty once it was.</summary>
    public static ImmutableArray<string> OfSetupAction(OnboardingState state, string key) =>
        InWords(Waits.OfSetupAction(state, key));

    /// <summary>
    /// What going live waits for: set-up, communication and handoff complete, every stage passed, first value reached,
    /// no blocker open.
    /// </summary>
    public static ImmutableArray<string> OfGoLive(OnboardingState state)
    {
        var open = ImmutableArray.CreateBuilder<string>();
        foreach (StageState stage in state.Stages.Where(stage => stage.CompletedAt is null))
        {
            ImmutableArray<string> waits = OfStage(state, stage.Key);
            open.Add(waits.IsEmpty ? $"stage {stage.Key} is not passed" : $"stage {stage.Key} waits for {string.Join(", ", waits)}");
        }

        foreach (GoLiveArea area in (ReadOnlySpan<GoLiveArea>)[GoLiveArea.Setup, GoLiveArea.Communication, GoLiveArea.Handoff])
        {
            int left = state.Plan.Tasks.Count(task => task.Area == area && Waits.IsOpen(state.Task(task.Key)));
            if (left > 0)
            {
                open.Add($"{left} {(left == 1 ? "task" : "tasks")} of {area.ToString().ToLowerInvariant()} left");
            }
        }

        // The stage of an intervention may be passed when its alert is raised.
        open.AddRange(state.Plan.Tasks
            .Where(task => task.OnAlert is not null && Waits.IsOpen(state.Task(task.Key)))
            .Select(task => $"task {task.Key} is open"));
        open.AddRange(state.SetupActions.Where(action => !action.IsClosed).Select(action => action.Phase switch
        {
            SetupActionPhase.Waiting => $"set-up action {action.Key} was not asked for yet",
            SetupActionPhase.Failed => $"set-up action {action.Key} of {action.Owner} failed",
            _ => $"set-up action {action.Key} of {action.Owner} is not confirmed",
        }));
        if (state.TimeToValueDays is null)
        {
            open.Add("the first-value milestone is not reached");
        }

        open.AddRange(state.Blockers
            .Where(blocker => blocker.ResolvedAt is null)
            .Select(blocker => $"blocker {blocker.Key} of {blocker.Owner} is open"));
        return open.ToImmutable();
    }

    private static ImmutableArray<string> InWords(ImmutableArray<Piece> waits) =>
        [.. waits.Select(piece => piece.ToString())];
}
