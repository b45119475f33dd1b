using System.Collections.Immutable;

using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Alerts;

/// <summary>
/// Raises the alerts of a plan, each once while it holds, and their interventions. An alert that is not acknowledged is
/// passed on as any escalation, and resolved when it holds no more.
/// </summary>
internal static class Alarms
{
    private const string Prefix = "alert:";

    public static bool IsAlert(string cause) => cause.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>
    /// The day for which alerts are judged: today, or where the clock of an earlier decision was ahead, its day, so that
    /// a window never opens anew.
    /// </summary>
    public static DateOnly DayOf(OnboardingState state, DateTimeOffset now)
    {
        DateOnly today = state.Start.Calendar.DayOf(now);
        return state.AlertsJudgedOn is { } judged && judged > today ? judged : today;
    }

    public static OnboardingEvent.EscalationRaised? Raise(OnboardingState state, DateTimeOffset now)
    {
        DateOnly day = DayOf(state, now);
        AlertDefinition? alert = state.Plan.Alerts.FirstOrDefault(
            known => !FallingDue.IsEscalated(state, known.Cause) && Judgement.Of(state, known).Holds(day));
        if (alert is null)
        {
            return null;
        }

        ImmutableArray<EscalationStep> path = state.Plan.Escalation;
        string role = alert.TellRole ?? path[0].Role;
        int step = path.Select(known => known.Role).ToImmutableArray().IndexOf(role);
        string why = $"{alert.Title}: {Judgement.Of(state, alert).InWords(day)}. Next: {alert.Next}";
        return new OnboardingEvent.EscalationRaised(
            alert.Cause, why, state.Owners[role], now,
            FallingDue.AcknowledgeBy(state, step, state.Start.Calendar.DayOf(now)), step);
    }

    /// <summary>Brings the tasks of an alert that was raised. What was once there is not brought again.</summary>
    public static OnboardingEvent.InterventionStarted? Intervene(OnboardingState state, DateTimeOffset now)
    {
        IGrouping<string, TaskDefinition>? tasks = state.Plan.Tasks
            .Where(task => task.OnAlert is not null && state.Task(task.Key) is null
                && FallingDue.IsEscalated(state, AlertDefinition.CauseOf(task.OnAlert))
                && (task.AppliesWhen?.Evaluate(state.Facts).Holds ?? true))
            .GroupBy(task => task.OnAlert!, StringComparer.Ordinal)
            .FirstOrDefault();
        return tasks is null
            ? null
            : new OnboardingEvent.InterventionStarted(tasks.Key, [.. tasks.Select(task => task.Key)]);
    }

    /// <summary>
    /// Notes that the alerts are judged, where one came and went while nobody looked: its timer must not ring for ever.
    /// </summary>
    public static OnboardingEvent.AlertsJudged? Judge(OnboardingState state, DateTimeOffset now)
    {
        DateOnly day = DayOf(state, now);
        return NextTurn(state) <= day ? new OnboardingEvent.AlertsJudged(day) : null;
    }

    /// <summary>Whether an alert that was raised still holds.</summary>
    public static bool Persists(OnboardingState state, string key, DateTimeOffset now) =>
        state.Plan.Alerts.FirstOrDefault(alert => alert.Key == key) is { } alert
        && Judgement.Of(state, alert).Holds(DayOf(state, now));

    /// <summary>
    /// The next day on which the passing of time alone raises or resolves an alert; null when there is none.
    /// </summary>
    public static DateOnly? NextTurn(OnboardingState state)
    {
        DateOnly? next = null;
        foreach (AlertDefinition alert in state.Plan.Alerts)
        {
            var judgement = Judgement.Of(state, alert);
            bool raised = FallingDue.IsEscalated(state, alert.Cause);
            DateOnly? turn = judgement.Edges()
                .Where(day => day > (state.AlertsJudgedOn ?? DateOnly.MinValue) && (next is null || day < next))
                .Order()
                .Select(day => (DateOnly?)day)
                .FirstOrDefault(day => judgement.Holds(day!.Value) != raised);
            next = turn ?? next;
        }

        return next;
    }
}
