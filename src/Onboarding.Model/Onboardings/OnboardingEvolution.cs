using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Model.Onboardings.Alerts;
using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings;

/// <summary>The state of an onboarding after an event.</summary>
public static class OnboardingEvolution
{
    public static OnboardingState Evolve(OnboardingState? state, OnboardingEvent @event) => @event switch
    {
        OnboardingEvent.Started started => Started(started),
        OnboardingEvent.KickoffMoved moved => state! with { KickoffOn = moved.On },
        OnboardingEvent.StageEntered entered => Stage(state!, entered.Key, stage => stage with
        {
            EnteredAt = entered.At,
            SlaDueOn = entered.SlaDueOn,
        }),
        OnboardingEvent.StageCompleted done => Stage(state!, done.Key, stage => stage with { CompletedAt = done.At }),
        OnboardingEvent.SlaBreached breached => Stage(state!, breached.Stage, stage => stage with { SlaBreached = true }),
        OnboardingEvent.TasksUnlocked unlocked => state! with
        {
            Tasks = [.. state.Tasks.Select(task => unlocked.Keys.Contains(task.Key, StringComparer.Ordinal)
                ? task with { Phase = TaskPhase.Open, OpenedAt = unlocked.At }
                : task)],
        },
        OnboardingEvent.TaskCompleted done => Task(
            state!, done.Key, task => Closed(task, TaskPhase.Completed, done.By, done.At)),
        OnboardingEvent.TaskSkipped skipped => Task(
            state!, skipped.Key, task => Closed(task, TaskPhase.Skipped, skipped.By, skipped.At)),
        OnboardingEvent.TaskAssigned assigned => Task(state!, assigned.Key, task => task with { Owner = assigned.Owner }),
        OnboardingEvent.TaskReminded reminded => Task(
            state!, reminded.Key, task => task with { RemindedDaysBefore = reminded.DaysBefore }),
        OnboardingEvent.TaskFellOverdue overdue => Task(state!, overdue.Key, task => task with { Overdue = true }),
        OnboardingEvent.RoleAssigned assigned => RoleAssigned(state!, assigned),
        OnboardingEvent.Redated redated => Redated(state!, redated),
        OnboardingEvent.Migrated migrated => MigrationEvolution.Migrated(state!, migrated),
        OnboardingEvent.FactsObserved observed => state! with { Facts = state.Facts.With(observed.Facts) },
        OnboardingEvent.MilestoneAchieved achieved => Milestone(state!, achieved.Key, milestone => milestone with
        {
            AchievedOn = achieved.On,
            Evidence = achieved.Evidence,
        }),
        OnboardingEvent.MilestoneMissed missed => Milestone(state!, missed.Key, milestone => milestone with { Missed = true }),
        OnboardingEvent.TimeToValueReached reached => state! with { TimeToValueDays = reached.Days },
        OnboardingEvent.HealthChanged changed => state! with { Health = changed.Health },
        OnboardingEvent.WentLive live => state! with { Phase = OnboardingPhase.Live, EndedAt = live.At },
        OnboardingEvent.Cancelled cancelled => state! with { Phase = OnboardingPhase.Cancelled, EndedAt = cancelled.At },
        _ => EvolveRest(state!, @event),
    };

    private static OnboardingState EvolveRest(OnboardingState state, OnboardingEvent @event) => @event switch
    {
        OnboardingEvent.InputReceived received => Input(state, received.Key, input => input with
        {
            Phase = InputPhase.Received,
            Content = received.Content,
            RefusedBecause = null,
            ChangedAt = received.At,
        }),
        OnboardingEvent.InputVerified verified => Input(state, verified.Key, input => input with
        {
            Phase = InputPhase.Verified,
            ChangedAt = verified.At,
        }),
        OnboardingEvent.InputRefused refused => Input(state, refused.Key, input => input with
        {
            Phase = InputPhase.Refused,
            RefusedBecause = refused.Reason,
            ChangedAt = refused.At,
        }),
        OnboardingEvent.BlockerRaised raised => state with
        {
            Blockers = state.Blockers.Add(new BlockerState
            {
                Key = raised.Key,
                Kind = raised.Kind,
                Description = raised.Description,
                Owner = raised.Owner,
                RaisedAt = raised.At,
                Severity = raised.Severity,
            }),
        },
        OnboardingEvent.BlockerSeverityRaised raised => state with
        {
            Blockers = Replace(state.Blockers, blocker => blocker.Key == raised.Key,
                blocker => blocker with { Severity = raised.Severity, SeverityRaisedAt = raised.At }),
        },
        OnboardingEvent.BlockerResolved resolved => state with
        {
            Blockers = Replace(state.Blockers, blocker => blocker.Key == resolved.Key,
                blocker => blocker with { ResolvedAt = resolved.At }),
        },
        OnboardingEvent.MessageEvent happened => MessageEvolution.Evolve(state, happened),
        OnboardingEvent.SetupActionEvent happened => SetupActionEvolution.Evolve(state, happened),
        OnboardingEvent.SignalObserved or OnboardingEvent.AlertsJudged or OnboardingEvent.InterventionStarted =>
            AlertEvolution.Evolve(state, @event),
        OnboardingEvent.EscalationRaised raised => AlertEvolution.Judged(state, raised) with
        {
            // A cause has one place: when it comes back its earlier alarm, long resolved, is in the journal.
            Escalations = state.Escalations.RemoveAll(known => known.Cause == raised.Cause).Add(new EscalationState
            {
                Cause = raised.Cause,
                Why = raised.Why,
                Step = raised.Step,
                Owner = raised.Owner,
                Phase = EscalationPhase.Raised,
                RaisedAt = raised.At,
                AcknowledgeBy = raised.AcknowledgeBy,
            }),
        },
        OnboardingEvent.EscalationPassedOn passed => Escalation(state, passed.Cause, escalation => escalation with
        {
            Step = passed.Step,
            Owner = passed.Owner,
            AcknowledgeBy = passed.AcknowledgeBy,
        }),
        OnboardingEvent.EscalationAcknowledged acknowledged => Escalation(state, acknowledged.Cause, escalation =>
            escalation with { Phase = EscalationPhase.Acknowledged }),
        OnboardingEvent.EscalationResolved resolved => Escalation(
            resolved.On is { } on ? AlertEvolution.JudgedOn(state, on) : state, resolved.Cause, escalation =>
                escalation with { Phase = EscalationPhase.Resolved }),
        _ => throw new UnreachableException(),
    };

    private static OnboardingState Started(OnboardingEvent.Started started)
    {
        OnboardingStart start = started.Start;
        var applies = started.Tasks.ToImmutableHashSet(StringComparer.Ordinal);
        return new OnboardingState
        {
            Start = start,
            StartedAt = started.At,
            KickoffOn = start.KickoffOn,
            Owners = start.Owners,
            Facts = start.Facts,
            Stakeholders = start.Stakeholders,
            Stages = [.. start.Plan.Stages.Select(stage => new StageState
            {
                Key = stage.Key,
                Owner = start.Owners[stage.OwnerRole],
            })],
            Tasks = [.. start.Plan.Tasks.Where(task => applies.Contains(task.Key)).Select(task => new TaskState
            {
                Key = task.Key,
                Owner = start.Owners[task.OwnerRole],
                Phase = TaskPhase.Locked,
            })],
            Milestones = [.. start.Plan.Milestones.Select(milestone => new MilestoneState { Key = milestone.Key })],
            Inputs = [.. start.Plan.Inputs.Select(input => new InputState
            {
                Key = input.Key,
                Owner = start.Owners[input.OwnerRole],
                Phase = InputPhase.Requested,
            })],
            SetupActions = [.. start.Plan.SetupActions
                .Where(action => started.SetupActions?.Contains(action.Key, StringComparer.Ordinal) ?? false)
                .Select(action => new SetupActionState
                {
                    Key = action.Key,
                    Owner = start.Owners[action.OwnerRole],
                    Phase = SetupActionPhase.Waiting,
                })],
        };
    }

    private static OnboardingState Redated(OnboardingState state, OnboardingEvent.Redated redated) => state with
    {
        // A new day takes the marks of the old one away: it is reminded of and falls overdue anew.
        Tasks = [.. state.Tasks.Select(task => redated.Tasks.TryGetValue(task.Key, out DateOnly day)
            ? task with { DueOn = day, Overdue = false, RemindedDaysBefore = null }
            : task)],
        Milestones = [.. state.Milestones.Select(milestone => redated.Milestones.TryGetValue(milestone.Key, out DateOnly day)
            ? milestone with { TargetOn = day, Missed = false }
            : milestone)],
    };

    private static OnboardingState RoleAssigned(OnboardingState state, OnboardingEvent.RoleAssigned assigned)
    {
        PlaybookPlan plan = state.Plan;
        string role = assigned.Role;
        return state with
        {
            Owners = state.Owners.SetItem(role, assigned.Owner),
            Stages = [.. state.Stages.Select((stage, index) =>
                stage.CompletedAt is null && plan.Stages[index].OwnerRole == role ? stage with { Owner = assigned.Owner } : stage)],
            Tasks = [.. state.Tasks.Select(task =>
                task.Phase is TaskPhase.Locked or TaskPhase.Open && task.Owner == assigned.Before
                    && plan.Tasks.First(definition => definition.Key == task.Key).OwnerRole == role
                    ? task with { Owner = assigned.Owner }
                    : task)],
            Inputs = [.. state.Inputs.Select((input, index) =>
                input.Phase != InputPhase.Verified && plan.Inputs[index].OwnerRole == role
                    ? input with { Owner = assigned.Owner }
                    : input)],
            SetupActions = [.. state.SetupActions.Select(action =>
                !action.IsClosed && SetupActionRules.Definition(state, action).OwnerRole == role
                    ? action with { Owner = assigned.Owner }
                    : action)],
            // A blocker belongs to a person and to no role; whoever leaves takes none along.
            Blockers = Replace(
                state.Blockers,
                blocker => blocker.ResolvedAt is null && blocker.Owner == assigned.Before,
                blocker => blocker with { Owner = assigned.Owner }),
            Escalations = [.. state.Escalations.Select(escalation =>
                escalation.Phase != EscalationPhase.Resolved && FallingDue.RoleOf(plan, escalation) == role
                    ? escalation with { Owner = assigned.Owner }
                    : escalation)],
        };
    }

    private static TaskState Closed(TaskState task, TaskPhase phase, string by, DateTimeOffset at) =>
        task with { Phase = phase, ClosedBy = by, ClosedAt = at };

    private static OnboardingState Stage(OnboardingState state, string key, Func<StageState, StageState> change) =>
        state with { Stages = Replace(state.Stages, stage => stage.Key == key, change) };

    private static OnboardingState Task(OnboardingState state, string key, Func<TaskState, TaskState> change) =>
        state with { Tasks = Replace(state.Tasks, task => task.Key == key, change) };

    private static OnboardingState Milestone(OnboardingState state, string key, Func<MilestoneState, MilestoneState> change) =>
        state with { Milestones = Replace(state.Milestones, milestone => milestone.Key == key, change) };

    private static OnboardingState Input(OnboardingState state, string key, Func<InputState, InputState> change) =>
        state with { Inputs = Replace(state.Inputs, input => input.Key == key, change) };

    private static OnboardingState Escalation(
        OnboardingState state, string cause, Func<EscalationState, EscalationState> change) =>
        state with { Escalations = Replace(state.Escalations, escalation => escalation.Cause == cause, change) };

    private static ImmutableArray<T> Replace<T>(ImmutableArray<T> all, Func<T, bool> which, Func<T, T> change) =>
        [.. all.Select(one => which(one) ? change(one) : one)];
}
