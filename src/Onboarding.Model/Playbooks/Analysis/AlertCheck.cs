using System.Text.Json;

using Onboarding.Model.Conditions;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Model.Signals;

namespace Onboarding.Model.Playbooks.Analysis;

/// <summary>Whether each alert of a plan can be raised and be resolved again, and says what no other says.</summary>
internal static class AlertCheck
{
    public static IEnumerable<PlanFinding> Findings(PlaybookPlan plan)
    {
        foreach (AlertDefinition alert in plan.Alerts)
        {
            if ((Fault(plan, alert) ?? WindowFault(alert) ?? Twin(plan, alert)) is { } fault)
            {
                yield return PlanFinding.Error(plan, PlaybookPart.Alert, alert.Key, fault);
            }
            else if (Doubt(plan, alert) is { } doubt)
            {
                yield return PlanFinding.Warning(plan, PlaybookPart.Alert, alert.Key, doubt);
            }
        }

        foreach (TaskDefinition task in plan.Tasks.Where(task => task.OnAlert is not null))
        {
            if (plan.Alerts.All(alert => alert.Key != task.OnAlert))
            {
                yield return PlanFinding.Error(plan, PlaybookPart.Task, task.Key,
                    $"it comes with '{task.OnAlert}', which is no alert");
            }
        }

        foreach (TaskDefinition task in plan.Tasks.Where(
            task => task.Due.Anchor == DueAnchor.Alert && task.OnAlert != task.Due.Key))
        {
            yield return PlanFinding.Warning(plan, PlaybookPart.Task, task.Key,
                $"its date counts from alert '{task.Due.Key}', and it is there whether that is raised or not");
        }
    }

    private static string? Fault(PlaybookPlan plan, AlertDefinition alert) => alert.Rule switch
    {
        AlertRule.Signal rule => SignalFault(rule, SignalCatalogue.Of(rule.Kind)),
        AlertRule.MilestoneLate rule when plan.Milestones.All(known => known.Key != rule.Key) =>
            $"it looks at '{rule.Key}', which is no milestone",
        AlertRule.StageLate rule when plan.Stages.All(known => known.Key != rule.Key) =>
            $"it looks at '{rule.Key}', which is no stage",
        AlertRule.StageLate rule when !alert.InStages.IsEmpty
            && !alert.InStages.Contains(rule.Key, StringComparer.Ordinal) =>
            $"it can never be raised: it looks at stage '{rule.Key}' in other stages only",
        AlertRule.InputOpen rule when plan.Inputs.All(known => known.Key != rule.Key) =>
            $"it looks at '{rule.Key}', which is no input",
        AlertRule.InputOpen when alert.From is null =>
            "it would be raised from the first moment on; say with 'from' when the input must be verified",
        AlertRule.Fact rule when ConditionReach.Contradiction(rule.Condition) is { } never =>
            $"it can never be raised: {never}",
        AlertRule.Fact { Condition: Condition.Not not } when ConditionReach.Contradiction(not.Part) is { } never =>
            $"it is always raised: {never}",
        _ => null,
    };

    private static string? SignalFault(AlertRule.Signal rule, SignalDefinition signal)
    {
        bool isEvent = signal.Polarity == SignalPolarity.Event;
        switch (rule.Reading)
        {
            case SignalReading.Latest or SignalReading.Average or SignalReading.Deviation when isEvent:
                return $"{signal.Name} is an event and has no value; read its count or spike";
            case SignalReading.Spike when !isEvent:
                return $"{signal.Name} is a measure; how often it is reported has no spike";
            case SignalReading.Spike or SignalReading.Deviation:
                return null;
            case SignalReading.Count:
                return Reach(rule, 0, SignalSeries.PointsMax, "reports");
            default:
                return Reach(rule, signal.Min, signal.Max, signal.Unit);
        }
    }

    private static string? Reach(AlertRule.Signal rule, decimal min, decimal max, string unit)
    {
        decimal at = rule.Threshold;
        if (at < min || at > max)
        {
            return $"its threshold {at} lies outside of {min} to {max} {unit}";
        }

        return rule.Comparison switch
        {
            Comparison.Less when at == min => $"it can never be raised: nothing is below {min} {unit}",
            Comparison.Greater when at == max => $"it can never be raised: nothing is above {max} {unit}",
            Comparison.AtMost when at == max => $"it is always raised: everything is at most {max} {unit}",
            Comparison.AtLeast when at == min => $"it is always raised: everything is at least {min} {unit}",
            _ => null,
        };
    }

    private static string? WindowFault(AlertDefinition alert)
    {
        if (alert is not { From: { } from, Until: { } until } || (from.Anchor, from.Key) != (until.Anchor, until.Key))
        {
            return null;
        }

        return DateCheck.CalendarDays(from.Offset, from.Unit) >= DateCheck.CalendarDays(until.Offset, until.Unit)
            ? "it can never be raised: it is looked at until before it is looked at"
            : null;
    }

    private static string? Twin(PlaybookPlan plan, AlertDefinition alert) =>
        plan.Alerts.TakeWhile(known => known != alert).FirstOrDefault(known => Meaning(known) == Meaning(alert)) is
            { } twin
            ? $"it says the same as alert '{twin.Key}', so one cause would be told of twice"
            : null;

    // Conditions hold lists, which compare by reference.
    private static (string, string, DueRule?, DueRule?) Meaning(AlertDefinition alert) => (
        JsonSerializer.Serialize(alert.Rule, ModelJson.Default.AlertRule),
        string.Join(' ', alert.InStages.Order(StringComparer.Ordinal)), alert.From, alert.Until);

    private static string? Doubt(PlaybookPlan plan, AlertDefinition alert) => alert.Rule switch
    {
        AlertRule.MilestoneLate rule when rule.Days == Math.Max(plan.EscalateOverdueAfterDays, 1) =>
            $"every milestone that is late by more than {rule.Days} days is told of anyway",
        AlertRule.StageLate { Days: 0 } => "every stage past its SLA is told of anyway",
        AlertRule.Signal { Reading: SignalReading.Latest or SignalReading.Average } rule when RaisedByGood(rule) =>
            "it is raised when things go well: see the polarity of the signal",
        _ => null,
    };

    private static bool RaisedByGood(AlertRule.Signal rule)
    {
        bool high = rule.Comparison is Comparison.Greater or Comparison.AtLeast;
        return SignalCatalogue.Of(rule.Kind).Polarity == (high
            ? SignalPolarity.HigherIsBetter
            : SignalPolarity.HigherIsWorse);
    }
}
