using System.Diagnostics;

using Onboarding.Model.Playbooks;
using Onboarding.Model.Signals;

namespace Onboarding.Model.Onboardings.Alerts;

/// <summary>What signals and alerts leave behind in an onboarding.</summary>
internal static class AlertEvolution
{
    public static OnboardingState Evolve(OnboardingState state, OnboardingEvent @event) => @event switch
    {
        OnboardingEvent.SignalObserved observed => Observed(state, observed),
        OnboardingEvent.AlertsJudged judged => JudgedOn(state, judged.On),
        OnboardingEvent.InterventionStarted started => Started(state, started),
        _ => throw new UnreachableException(),
    };

    /// <summary>The onboarding once an escalation was raised: of an alert, it says up to which day they are judged.</summary>
    public static OnboardingState Judged(OnboardingState state, OnboardingEvent.EscalationRaised raised) =>
        Alarms.IsAlert(raised.Cause) ? JudgedOn(state, state.Start.Calendar.DayOf(raised.At)) : state;

    public static OnboardingState JudgedOn(OnboardingState state, DateOnly day) =>
        state.AlertsJudgedOn >= day ? state : state with { AlertsJudgedOn = day };

    private static OnboardingState Observed(OnboardingState state, OnboardingEvent.SignalObserved observed)
    {
        DateTimeOffset last = observed.Point.At > observed.TakenAt ? observed.Point.At : observed.TakenAt;
        SignalSeries series = state.Series(observed.Kind)?.With(observed.Point)
            ?? new SignalSeries { Kind = observed.Kind, Points = [observed.Point] };
        return JudgedOn(state, state.Start.Calendar.DayOf(last)) with
        {
            Signals =
            [
                .. state.Signals.Where(known => known.Kind < observed.Kind), series,
                .. state.Signals.Where(known => known.Kind > observed.Kind),
            ],
        };
    }

    private static OnboardingState Started(OnboardingState state, OnboardingEvent.InterventionStarted started) =>
        state with
        {
            Tasks =
            [
                .. state.Plan.Tasks
                    .Select(task => state.Task(task.Key) ?? (started.Tasks.Contains(task.Key, StringComparer.Ordinal)
                        ? New(state, task)
                        : null))
                    .OfType<TaskState>(),
            ],
        };

    private static TaskState New(OnboardingState state, TaskDefinition task) =>
        new() { Key = task.Key, Owner = state.Owners[task.OwnerRole], Phase = TaskPhase.Locked };
}
