using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.Conditions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Signals;
using Onboarding.Testing.Builders;

namespace Onboarding.Hub.Tests.Model.Alerts;

/// <summary>Onboardings with alerts and nothing else that could be told of.</summary>
internal static class AlertBench
{
    private static readonly DueRule s_never = new(0, DayUnit.Calendar, DueAnchor.Milestone, "first_value");

    /// <summary>One long stage with one task that is never due, and a milestone that is never due before it.</summary>
    public static PlaybookPlan Quiet { get; } = Plans.Chain(1, 1) with
    {
        Stages = [Plans.Stage("s0", "csm") with { SlaDays = 365, StalledAfterDays = 365 }],
        Tasks = [Plans.Task("t0", "s0") with { Due = s_never }],
        Milestones = [Plans.FirstValue with { Target = new DueRule(365, DayUnit.Calendar, DueAnchor.ClosedWon) }],
    };

    public static AlertDefinition Alert(AlertRule rule, string key = "alert") =>
        new() { Key = key, Title = $"Title of {key}", Rule = rule, Next = "Call the sponsor." };

    public static AlertRule.Signal Rule(
        SignalKind kind, SignalReading reading, Comparison comparison, decimal threshold, int overDays = 0) =>
        new(kind, reading, overDays, comparison, threshold);

    public static OnboardingRun Of(params ImmutableArray<AlertDefinition> alerts) =>
        OnboardingRun.Of(Quiet with { Alerts = alerts });

    /// <summary>The shipped plan of a tier that has everything, with its own alerts and nothing else that falls due.</summary>
    public static OnboardingRun Shipped(params ReadOnlySpan<string> alerts)
    {
        PlaybookPlan shipped = ShippedFiles.Playbook.PlanFor("high_touch")!;
        var keys = alerts.ToArray();
        return OnboardingRun.Of(Quiet with
        {
            Stages =
            [
                Quiet.Stages[0],
                .. shipped.Stages.Select(stage => stage with { GateMilestones = [], GateInputs = [] }),
            ],
            Inputs = shipped.Inputs,
            Alerts =
            [
                .. shipped.Alerts.Where(alert => keys.Contains(alert.Key, StringComparer.Ordinal))
                    .Select(alert => alert with { TellRole = null }),
            ],
        });
    }

    /// <summary>Reports a signal so many days before now.</summary>
    public static ImmutableArray<OnboardingEvent> Report(
        this OnboardingRun run, SignalKind kind, decimal value = 1, int daysAgo = 0, string? reference = null) =>
        run.Do(new OnboardingCommand.ObserveSignal(
            kind, value, run.Now.AddDays(-daysAgo), "desk", reference ?? $"r{run.Events.Count}"));

    /// <summary>Causes that somebody is alarmed of, without the prefix.</summary>
    public static string Alarms(this OnboardingRun run) => string.Join(' ', run.State.Escalations
        .Where(each => each.Phase != EscalationPhase.Resolved)
        .Select(each => each.Cause.Replace("alert:", "", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal));
}
