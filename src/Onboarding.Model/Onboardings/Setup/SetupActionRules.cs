using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Onboardings.Waiting;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Setup;

/// <summary>What follows for set-up actions by rule: each is asked for once, as soon as nothing stands in its way.</summary>
internal static class SetupActionRules
{
    /// <summary>Asks for the first that waits for nothing any more.</summary>
    public static OnboardingEvent.SetupActionRequested? Request(OnboardingState state, DateTimeOffset now) =>
        state.SetupActions.FirstOrDefault(action =>
            action.Phase == SetupActionPhase.Waiting && Waits.OfSetupAction(state, action.Key).IsEmpty) is { } ready
            ? RequestOf(state, ready, now)
            : null;

    /// <summary>What a person has done as a task before it was asked for is not asked of a system as well.</summary>
    public static OnboardingEvent.SetupActionSkipped? TakeAsDone(OnboardingState state, DateTimeOffset now)
    {
        foreach (SetupActionState action in state.SetupActions.Where(one => one.Phase == SetupActionPhase.Waiting))
        {
            if (Definition(state, action).Completes is { } key
                && state.Task(key) is { Phase: TaskPhase.Completed or TaskPhase.Skipped } task)
            {
                string how = task.Phase.ToString().ToLowerInvariant();
                return new OnboardingEvent.SetupActionSkipped(
                    action.Key, action.Request, task.ClosedBy!, $"Task {key} was {how} before it was asked for.", now);
            }
        }

        return null;
    }

    /// <summary>The task that is the same work as a confirmed action is done.</summary>
    public static OnboardingEvent.TaskCompleted? CompleteTask(OnboardingState state, DateTimeOffset now)
    {
        foreach (SetupActionState action in state.SetupActions.Where(one => one.Phase == SetupActionPhase.Confirmed))
        {
            if (Definition(state, action).Completes is { } key && Waits.IsOpen(state.Task(key))
                && OnboardingGates.OfTask(state, key).IsEmpty)
            {
                return new OnboardingEvent.TaskCompleted(key, action.ClosedBy!, now);
            }
        }

        return null;
    }

    public static OnboardingEvent.SetupActionOverdue? FallOverdue(OnboardingState state, DateTimeOffset now)
    {
        DateOnly today = state.Start.Calendar.DayOf(now);
        SetupActionState? late = state.SetupActions.FirstOrDefault(
            action => action is { IsUnderWay: true, Overdue: false } && action.ConfirmBy < today);
        return late is null ? null : new OnboardingEvent.SetupActionOverdue(late.Key, late.ConfirmBy!.Value);
    }

    /// <summary>The next request of an action, with what it says to the system.</summary>
    public static OnboardingEvent.SetupActionRequested RequestOf(
        OnboardingState state, SetupActionState action, DateTimeOffset now)
    {
        SetupActionDefinition definition = Definition(state, action);
        return new OnboardingEvent.SetupActionRequested(
            action.Key,
            action.Request + 1,
            now,
            state.Start.Calendar.Add(
                state.Start.Calendar.DayOf(now), definition.ConfirmDays, definition.ConfirmUnit),
            FieldMap.Of(definition.SendFields
                .Where(name => state.Facts.Get(name) is not null)
                .Select(name => KeyValuePair.Create(name, state.Facts[name]))),
            definition.SendInputs
                .Where(key => state.Input(key)?.Content is not null)
                .ToImmutableSortedDictionary(key => key, key => state.Input(key)!.Content!, StringComparer.Ordinal));
    }

    public static SetupActionDefinition Definition(OnboardingState state, SetupActionState action) =>
        state.Plan.SetupActions.First(known => known.Key == action.Key);
}
