using System.Collections.Immutable;

using Onboarding.Model.Onboardings.Alerts;
using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Onboardings.Waiting;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings;

/// <summary>
/// What follows by rule once something has happened: dates, unlocking, milestones, stages, alarms, go-live. Rules are
/// tried in order; the first that has something to say is folded in and all are tried again, until none has.
/// </summary>
internal static class Consequences
{
    private delegate OnboardingEvent? Rule(OnboardingState state, DateTimeOffset now);

    // Dates come before what depends on them, progress before alarms, so that work which was just done raises none.
    private static readonly ImmutableArray<Rule> s_rules =
    [
        EnterStage, Redate, SetupActionRules.TakeAsDone, SetupActionRules.CompleteTask, Unlock,
        SetupActionRules.Request, ProveMilestone, ReachValue, CompleteStage, GoLive,
        FallingDue.Remind, FallingDue.TaskOverdue, SetupActionRules.FallOverdue, FallingDue.BreachSla,
        FallingDue.MissMilestone, ResolveEscalation, FallingDue.Escalate, Alarms.Raise, Alarms.Intervene,
        FallingDue.PassOn, ChangeHealth, Alarms.Judge,
    ];

    // Once it has ended, however it ended, nobody needs to be alarmed any more.
    private static readonly ImmutableArray<Rule> s_rulesOnceEnded = [ResolveEscalation];

    /// <summary>The events together with what follows from them.</summary>
    public static ImmutableArray<OnboardingEvent> After(
        OnboardingState? state, ImmutableArray<OnboardingEvent> events, DateTimeOffset now)
    {
        var all = events.ToBuilder();
        OnboardingState at = events.Aggregate(state, OnboardingEvolution.Evolve)!;
        // Each rule makes a lasting mark for what it says, so there are at most a few events for each thing in the plan.
        int bound = 100 + (20 * (at.Tasks.Length + at.Stages.Length + at.Milestones.Length + at.Escalations.Length
            + at.SetupActions.Length + at.Plan.Alerts.Length));
        while (First(at, now) is { } next)
        {
            // A rule sees what is, and a reason is what happened; whatever moves a day was decided in this decision.
            next = next is OnboardingEvent.Redated redated ? DayReasons.Explain(at, redated, all) : next;
            all.Add(next);
            at = OnboardingEvolution.Evolve(at, next);
            if (all.Count > bound)
            {
                throw new InvalidOperationException($"The rules do not settle; the last event was {next}.");
            }
        }

        // Messages are told of what is settled, and nothing follows from them.
        all.AddRange(MessageRules.Of(at, all, now).ToList());
        return all.ToImmutable();
    }

    private static OnboardingEvent? First(OnboardingState state, DateTimeOffset now)
    {
        foreach (Rule rule in state.Phase == OnboardingPhase.Active ? s_rules : s_rulesOnceEnded)
        {
            if (rule(state, now) is { } next)
            {
                return next;
            }
        }

        return null;
    }

    private static OnboardingEvent.StageEntered? EnterStage(OnboardingState state, DateTimeOffset now)
    {
        int index = state.Stages.TakeWhile(stage => stage.CompletedAt is not null).Count();
        if (index == state.Stages.Length || state.Stages[index].EnteredAt is not null)
        {
            return null;
        }

        StageDefinition definition = state.Plan.Stages[index];
        DateOnly today = state.Start.Calendar.DayOf(now);
        return new OnboardingEvent.StageEntered(
            definition.Key, now, state.Start.Calendar.Add(today, definition.SlaDays, definition.SlaUnit));
    }

    private static OnboardingEvent.Redated? Redate(OnboardingState state, DateTimeOffset now)
    {
        var tasks = ImmutableSortedDictionary.CreateBuilder<string, DateOnly>(StringComparer.Ordinal);
        foreach (TaskDefinition definition in state.Plan.Tasks)
        {
            if (state.Task(definition.Key) is { Phase: TaskPhase.Locked or TaskPhase.Open } task
                && OnboardingTimes.DayOf(state, definition.Due, definition.Stage) is { } day && day != task.DueOn)
            {
                tasks[definition.Key] = day;
            }
        }

        var milestones = ImmutableSortedDictionary.CreateBuilder<string, DateOnly>(StringComparer.Ordinal);
        foreach (MilestoneDefinition definition in state.Plan.Milestones)
        {
            if (state.Milestone(definition.Key) is { AchievedOn: null } milestone
                && OnboardingTimes.DayOf(state, definition.Target, null) is { } day && day != milestone.TargetOn)
            {
                milestones[definition.Key] = day;
            }
        }

        return tasks.Count + milestones.Count == 0
            ? null
            : new OnboardingEvent.Redated(tasks.ToImmutable(), milestones.ToImmutable());
    }

    private static OnboardingEvent.TasksUnlocked? Unlock(OnboardingState state, DateTimeOffset now)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        foreach (TaskDefinition definition in state.Plan.Tasks)
        {
            if (state.Task(definition.Key) is { Phase: TaskPhase.Locked } && Waits.IsFree(state, definition))
            {
                keys.Add(definition.Key);
            }
        }

        return keys.Count == 0 ? null : new OnboardingEvent.TasksUnlocked(keys.ToImmutable(), now);
    }

    private static OnboardingEvent.MilestoneAchieved? ProveMilestone(OnboardingState state, DateTimeOffset now)
    {
        DateOnly today = state.Start.Calendar.DayOf(now);
        foreach (MilestoneDefinition definition in state.Plan.Milestones)
        {
            if (definition.Proof is null || state.Milestone(definition.Key)!.AchievedOn is not null)
            {
                continue;
            }

            Conditions.Verdict verdict = definition.Proof.Evaluate(state.Facts);
            DateOnly on = OnboardingTimes.AchievedDay(state, definition) ?? today;
            // A day in the future is a plan and no proof.
            if (verdict.Holds && on <= today)
            {
                return new OnboardingEvent.MilestoneAchieved(definition.Key, on, verdict.ToString());
            }
        }

        return null;
    }

    private static OnboardingEvent.TimeToValueReached? ReachValue(OnboardingState state, DateTimeOffset now)
    {
        if (state.TimeToValueDays is not null
            || state.Plan.Milestones.FirstOrDefault(milestone => milestone.FirstValue) is not { } definition
            || state.Milestone(definition.Key)?.AchievedOn is not { } on)
        {
            return null;
        }

        // Requirement A3.2: days from closed-won to the first-value milestone. Won on 2 March, reached on 5 March: 3.
        int days = on.DayNumber - state.Start.Calendar.DayOf(state.Start.ClosedWonAt).DayNumber;
        return new OnboardingEvent.TimeToValueReached(Math.Max(days, 0));
    }

    private static OnboardingEvent.StageCompleted? CompleteStage(OnboardingState state, DateTimeOffset now)
    {
        StageState stage = state.CurrentStage;
        return stage is { EnteredAt: not null, CompletedAt: null } && OnboardingGates.OfStage(state, stage.Key).IsEmpty
            ? new OnboardingEvent.StageCompleted(stage.Key, now)
            : null;
    }

    private static OnboardingEvent.WentLive? GoLive(OnboardingState state, DateTimeOffset now) =>
        // All else is looked at only once the last stage is passed: this is asked after each event.
        state.Stages[^1].CompletedAt is not null && OnboardingGates.OfGoLive(state).IsEmpty
            ? new OnboardingEvent.WentLive(now)
            : null;

    private static OnboardingEvent.EscalationResolved? ResolveEscalation(OnboardingState state, DateTimeOffset now) =>
        state.Escalations
            .Where(escalation => escalation.Phase != EscalationPhase.Resolved
                && !FallingDue.Persists(state, escalation.Cause, now))
            .Select(escalation => new OnboardingEvent.EscalationResolved(
                escalation.Cause, Alarms.IsAlert(escalation.Cause) ? Alarms.DayOf(state, now) : null))
            .FirstOrDefault();

    private static OnboardingEvent.HealthChanged? ChangeHealth(OnboardingState state, DateTimeOffset now)
    {
        (OnboardingHealth health, string why) = FallingDue.HealthOf(state, now);
        return health == state.Health ? null : new OnboardingEvent.HealthChanged(health, why);
    }
}
