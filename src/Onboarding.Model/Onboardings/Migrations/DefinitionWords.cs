using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Model.Calendars;
using Onboarding.Model.Conditions;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>How two definitions of the same thing differ, in words; empty when they do not.</summary>
internal static class DefinitionWords
{
    public static ImmutableArray<string> Between(StageDefinition before, StageDefinition after) => Differences(
        ("title", before.Title, after.Title),
        ("owner role", before.OwnerRole, after.OwnerRole),
        ("SLA", Days(before.SlaDays, before.SlaUnit), Days(after.SlaDays, after.SlaUnit)),
        ("stalled after days", $"{before.StalledAfterDays}", $"{after.StalledAfterDays}"),
        ("gate milestones", List(before.GateMilestones), List(after.GateMilestones)),
        ("gate inputs", List(before.GateInputs), List(after.GateInputs)));

    public static ImmutableArray<string> Between(TaskDefinition before, TaskDefinition after) => Differences(
        ("title", before.Title, after.Title),
        ("description", before.Description, after.Description),
        ("stage", before.Stage, after.Stage),
        ("owner role", before.OwnerRole, after.OwnerRole),
        ("due", before.Due.InWords, after.Due.InWords),
        ("depends on", List(before.DependsOn), List(after.DependsOn)),
        ("needs inputs", List(before.NeedsInputs), List(after.NeedsInputs)),
        ("needs milestones", List(before.NeedsMilestones), List(after.NeedsMilestones)),
        ("applies when", Text(before.AppliesWhen), Text(after.AppliesWhen)),
        ("on alert", before.OnAlert ?? "", after.OnAlert ?? ""),
        ("reminders, days before", Numbers(before.RemindDaysBefore), Numbers(after.RemindDaysBefore)),
        ("the customer sees it", YesNo(before.CustomerVisible), YesNo(after.CustomerVisible)),
        ("area of go-live", $"{before.Area}".ToLowerInvariant(), $"{after.Area}".ToLowerInvariant()));

    public static ImmutableArray<string> Between(MilestoneDefinition before, MilestoneDefinition after) => Differences(
        ("title", before.Title, after.Title),
        ("target", before.Target.InWords, after.Target.InWords),
        ("proof", Text(before.Proof), Text(after.Proof)),
        ("achieved on", before.AchievedOnField ?? "", after.AchievedOnField ?? ""),
        ("confirmed by", before.ConfirmedBy ?? "", after.ConfirmedBy ?? ""),
        ("first value", YesNo(before.FirstValue), YesNo(after.FirstValue)));

    public static ImmutableArray<string> Between(InputDefinition before, InputDefinition after) => Differences(
        ("title", before.Title, after.Title),
        ("kind", $"{before.Kind}", $"{after.Kind}"),
        ("owner role", before.OwnerRole, after.OwnerRole));

    public static ImmutableArray<string> Between(
        SetupActionDefinition before, SetupActionDefinition after) => Differences(
        ("title", before.Title, after.Title),
        ("system", before.System, after.System),
        ("owner role", before.OwnerRole, after.OwnerRole),
        ("confirmed within", Days(before.ConfirmDays, before.ConfirmUnit), Days(after.ConfirmDays, after.ConfirmUnit)),
        ("stage", before.Stage ?? "", after.Stage ?? ""),
        ("after", List(before.After), List(after.After)),
        ("after tasks", List(before.AfterTasks), List(after.AfterTasks)),
        ("needs inputs", List(before.NeedsInputs), List(after.NeedsInputs)),
        ("needs milestones", List(before.NeedsMilestones), List(after.NeedsMilestones)),
        ("applies when", Text(before.AppliesWhen), Text(after.AppliesWhen)),
        ("completes", before.Completes ?? "", after.Completes ?? ""),
        ("sends fields", List(before.SendFields), List(after.SendFields)),
        ("sends inputs", List(before.SendInputs), List(after.SendInputs)));

    public static ImmutableArray<string> Between(AlertDefinition before, AlertDefinition after) => Differences(
        ("title", before.Title, after.Title),
        ("rule", Text(before.Rule), Text(after.Rule)),
        ("what to do next", before.Next, after.Next),
        ("tells", before.TellRole ?? "", after.TellRole ?? ""),
        ("in stages", List(before.InStages), List(after.InStages)),
        ("from", before.From?.InWords ?? "", after.From?.InWords ?? ""),
        ("until", before.Until?.InWords ?? "", after.Until?.InWords ?? ""));

    public static ImmutableArray<string> Between(MessageDefinition before, MessageDefinition after) =>
    [
        .. Differences(
            ("title", before.Title, after.Title),
            ("when", Text(before.On), Text(after.On)),
            ("to", List(before.To), List(after.To)),
            ("if", Text(before.When), Text(after.When)),
            ("only in a pilot", YesNo(before.PilotOnly), YesNo(after.PilotOnly)),
            ("subject", before.Subject, after.Subject)),
        // Several paragraphs on one line help nobody; PreviewMessage shows them.
        .. before.Body == after.Body ? ImmutableArray<string>.Empty : ["another text"],
    ];

    /// <summary>What differs in the plans themselves, not in what they hold.</summary>
    public static ImmutableArray<string> Between(PlaybookPlan before, PlaybookPlan after) => Differences(
        ("title", before.Title, after.Title),
        ("escalation", Path(before), Path(after)),
        ("stalled after days", $"{before.StalledAfterDays}", $"{after.StalledAfterDays}"),
        ("kickoff after days", $"{before.KickoffAfterDays}", $"{after.KickoffAfterDays}"),
        ("escalates after days overdue", $"{before.EscalateOverdueAfterDays}", $"{after.EscalateOverdueAfterDays}"));

    private static ImmutableArray<string> Differences(params (string What, string Before, string After)[] parts) =>
    [
        .. parts.Where(part => part.Before != part.After)
            .Select(part => $"{part.What}: {Shown(part.Before)} -> {Shown(part.After)}"),
    ];

    private static string Shown(string text) => text.Length == 0 ? "none" : text;

    private static string List(ImmutableArray<string> keys) => string.Join(", ", keys);

    private static string Numbers(ImmutableArray<int> numbers) => string.Join(", ", numbers);

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Days(int days, DayUnit unit) => $"{days} {unit.ToString().ToLowerInvariant()} days";

    private static string Path(PlaybookPlan plan) =>
        string.Join(", then ", plan.Escalation.Select(step => $"{step.Role} ({step.AcknowledgeDays} days)"));

    private static string Text(MessageTrigger on) => on switch
    {
        { Due: { } due } => due.InWords,
        { Weekday: { } day } => $"{on.Occasion}: {day}",
        { Key: { } key } => $"{on.Occasion}: {key}",
        _ => $"{on.Occasion}",
    };

    private static string Text(AlertRule rule) => JsonSerializer.Serialize(rule, ModelJson.Default.AlertRule);

    // Conditions hold lists, which compare by reference; their texts do not.
    internal static string Text(Condition? condition) =>
        condition is null ? "" : JsonSerializer.Serialize(condition, ModelJson.Default.Condition);
}
