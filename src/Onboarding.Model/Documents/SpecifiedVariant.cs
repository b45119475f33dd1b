using System.Collections.Immutable;

using Onboarding.Model.Definitions;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Documents;

/// <summary>The chapter of a specification about one variant: what is to be configured.</summary>
internal static class SpecifiedVariant
{
    public static void Write(
        MarkdownWriter writer, PlaybookPlan plan, ImmutableArray<TierRule> tiers, DocumentSources sources)
    {
        writer.Heading(2, $"Variant {plan.Title}");
        string served = tiers.IsEmpty
            ? "no tier of these settings"
            : Markdown.List(tiers.Select(rule => Markdown.Text(rule.Title)));
        writer.Paragraph(
            $"Key {Markdown.Code(plan.Variant)}; serves {served}. Kickoff {RuleWords.Days(plan.KickoffAfterDays)} "
            + "after the start, moved to a working day, until somebody sets its day.");
        AddStages(writer, plan);
        AddTasks(writer, plan);
        AddMilestones(writer, plan, sources);
        AddInputs(writer, plan, sources);
        AddSetupActions(writer, plan);
        AddAlerts(writer, plan);
        writer.Heading(3, "Escalation path");
        writer.Steps(plan.Escalation.Select(step =>
            $"{Role(step.Role)} has {RuleWords.Days(step.AcknowledgeDays)} to answer"));
    }

    private static void AddStages(MarkdownWriter writer, PlaybookPlan plan)
    {
        writer.Heading(3, "Stages");
        writer.Table(
            ["stage", "owner", "SLA", "stalled after", "left when verified", "left when achieved"],
            plan.Stages.Select((ImmutableArray<string> (stage) =>
            [
                Named(stage.Title, stage.Key), Role(stage.OwnerRole), RuleWords.Days(stage.SlaDays, stage.SlaUnit),
                RuleWords.Days(stage.StalledAfterDays ?? plan.StalledAfterDays), Keys(stage.GateInputs),
                Keys(stage.GateMilestones),
            ])));
    }

    private static void AddTasks(MarkdownWriter writer, PlaybookPlan plan)
    {
        writer.Heading(3, "Tasks");
        writer.Table(
            ["task", "stage", "owner", "due", "after", "needs", "applies", "reminders", "customer sees it", "area"],
            plan.Tasks.Select((ImmutableArray<string> (task) =>
            [
                Named(task.Title, task.Key), Markdown.Code(task.Stage), Role(task.OwnerRole),
                Markdown.Code(task.Due.InWords), Keys(task.DependsOn),
                Keys([.. task.NeedsInputs, .. task.NeedsMilestones]), Applies(task), Reminders(task),
                task.CustomerVisible ? "yes" : "no",
                task.Area == GoLiveArea.None ? "-" : task.Area.ToString().ToLowerInvariant(),
            ])));
    }

    private static string Applies(TaskDefinition task) => task switch
    {
        { OnAlert: { } alert } => $"once alert {Markdown.Code(alert)} was raised",
        { AppliesWhen: { } when } => $"when {Markdown.Code(RuleWords.Of(when))}",
        _ => "always",
    };

    private static string Reminders(TaskDefinition task) => Markdown.List(task.RemindDaysBefore.Select(days =>
        days == 0 ? "on the day" : $"{RuleWords.Days(days)} before"));

    private static void AddMilestones(MarkdownWriter writer, PlaybookPlan plan, DocumentSources sources)
    {
        writer.Heading(3, "Milestone objects");
        writer.Table(
            ["milestone", "target", "achieved when", "on the day of", "confirmed by", "first value", "state"],
            plan.Milestones.Select((ImmutableArray<string> (milestone) =>
            [
                Named(milestone.Title, milestone.Key), Markdown.Code(milestone.Target.InWords),
                milestone.Proof is { } proof ? Markdown.Code(RuleWords.Of(proof)) : "-",
                milestone.AchievedOnField is { } field ? Markdown.Code(field) : "-",
                milestone.ConfirmedBy is { } role ? Role(role) : "-", milestone.FirstValue ? "yes" : "-",
                sources.PhaseOf(DefinitionKind.Milestone, milestone.Key) ?? "-",
            ])));
    }

    private static void AddInputs(MarkdownWriter writer, PlaybookPlan plan, DocumentSources sources)
    {
        writer.Heading(3, "Inputs");
        var critical = plan.Stages.SelectMany(stage => stage.GateInputs).ToHashSet(StringComparer.Ordinal);
        writer.Table(
            ["input", "kind", "owner", "state"],
            plan.Inputs.Select((ImmutableArray<string> (input) =>
            [
                Named(input.Title, input.Key), Kind(input.Kind), Role(input.OwnerRole),
                critical.Contains(input.Key) ? sources.PhaseOf(DefinitionKind.CriticalInput, input.Key) ?? "-" : "-",
            ])));
    }

    private static void AddSetupActions(MarkdownWriter writer, PlaybookPlan plan)
    {
        writer.Heading(3, "Set-up actions");
        writer.Table(
            ["set-up action", "system", "owner", "after", "needs", "applies", "confirmed within", "completes", "sends"],
            plan.SetupActions.Select((ImmutableArray<string> (action) =>
            [
                Named(action.Title, action.Key), Markdown.Code(action.System), Role(action.OwnerRole),
                Keys([.. action.After, .. action.AfterTasks]), Keys([.. action.NeedsInputs, .. action.NeedsMilestones]),
                Applies(action), RuleWords.Days(action.ConfirmDays, action.ConfirmUnit),
                action.Completes is { } task ? Markdown.Code(task) : "-",
                Keys([.. action.SendFields, .. action.SendInputs]),
            ])));
    }

    private static string Applies(SetupActionDefinition action)
    {
        string always = action.AppliesWhen is { } when ? $"when {Markdown.Code(RuleWords.Of(when))}" : "always";
        return action.Stage is { } stage ? $"{always}, from stage {Markdown.Code(stage)} on" : always;
    }

    private static void AddAlerts(MarkdownWriter writer, PlaybookPlan plan)
    {
        writer.Heading(3, "Alerts");
        writer.Table(
            ["alert", "raised when", "told first", "what to do next"],
            plan.Alerts.Select((ImmutableArray<string> (alert) =>
            [
                Named(alert.Title, alert.Key), Markdown.Code(RuleWords.Of(alert)),
                Role(alert.TellRole ?? plan.Escalation[0].Role), Markdown.Text(alert.Next),
            ])));
    }

    private static string Kind(InputKind kind) => kind switch
    {
        InputKind.AccountDetail => "account detail",
        InputKind.TechnicalPrerequisite => "technical prerequisite",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string Named(string title, string key) => $"{Markdown.Text(title)} ({Markdown.Code(key)})";

    private static string Keys(ImmutableArray<string> keys) => Markdown.List(keys.Select(Markdown.Code));

    private static string Role(string key) => Markdown.Text(RuleWords.Role(key));
}
