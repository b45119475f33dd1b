using System.Collections.Immutable;
using System.Globalization;

using Onboarding.Model.Calendars;
using Onboarding.Model.Definitions;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Documents;

/// <summary>
/// Says who belongs to which tier, how long its stages take, and how often a customer of it is met, written to or
/// asked.
/// </summary>
internal static class TierGuide
{
    public static Action<MarkdownWriter> Of(DocumentSources sources) => writer =>
    {
        writer.Paragraph("The rules are tried from top to bottom, and the first that holds is the account's tier.");
        foreach (TierRule rule in sources.Tiers)
        {
            writer.Heading(2, rule.Title);
            writer.Paragraph(Meaning(sources, rule));
            writer.Paragraph($"Belongs here: {(rule.When is { } when
                ? $"an account with {Markdown.Code(RuleWords.Of(when))}"
                : "every account that no tier above took")}.");
            if (sources.Playbook.PlanFor(rule.Tier) is { } plan)
            {
                AddTimeline(writer, plan);
                AddTouchpoints(writer, plan);
            }
            else
            {
                writer.Paragraph("The playbook has no variant for it.");
            }
        }
    };

    private static string Meaning(DocumentSources sources, TierRule rule)
    {
        DefinitionState? state = sources.Definition(DefinitionKind.Tier, rule.Tier);
        return state is null
            ? "Not in the register of definitions."
            : $"{Markdown.Text(state.Present.Text.Meaning)} State: {sources.PhaseOf(DefinitionKind.Tier, rule.Tier)}, "
                + $"v{state.Present.Number}.";
    }

    private static void AddTimeline(MarkdownWriter writer, PlaybookPlan plan)
    {
        writer.Heading(3, "Timeline");
        writer.Table(
            ["stage", "owner", "at most", "stalled after"],
            plan.Stages.Select((ImmutableArray<string> (stage) =>
            [
                Markdown.Text(stage.Title), Markdown.Text(RuleWords.Role(stage.OwnerRole)),
                RuleWords.Days(stage.SlaDays, stage.SlaUnit),
                RuleWords.Days(stage.StalledAfterDays ?? plan.StalledAfterDays),
            ])));
        writer.Paragraph($"In all at most {Total(plan)}. First value is to be reached {Markdown.Code(
            plan.Milestones.First(milestone => milestone.FirstValue).Target.InWords)}.");
    }

    private static string Total(PlaybookPlan plan) => string.Join(" and ", plan.Stages
        .GroupBy(stage => stage.SlaUnit)
        .OrderBy(unit => unit.Key)
        .Select(unit => RuleWords.Days(unit.Sum(stage => stage.SlaDays), unit.Key)));

    /// <summary>What the customer sees is a touchpoint: a call, a mail, a session, or something asked for.</summary>
    private static void AddTouchpoints(MarkdownWriter writer, PlaybookPlan plan)
    {
        writer.Heading(3, "Touchpoints");
        ImmutableArray<TaskDefinition> seen =
            [.. plan.Tasks.Where(task => task is { CustomerVisible: true, OnAlert: null })];
        writer.Table(
            ["stage", "touchpoints", "how often"],
            plan.Stages.Select((ImmutableArray<string> (stage) =>
            {
                int count = seen.Count(task => task.Stage == stage.Key);
                return [Markdown.Text(stage.Title), $"{count}", HowOften(stage, count)];
            })));
        writer.Table(
            ["touchpoint", "stage", "by", "due"],
            seen.Select((ImmutableArray<string> (task) =>
            [
                Markdown.Text(task.Title), Markdown.Text(plan.Stages.First(stage => stage.Key == task.Stage).Title),
                Markdown.Text(RuleWords.Role(task.OwnerRole)), Markdown.Code(task.Due.InWords),
            ])));
    }

    private static string HowOften(StageDefinition stage, int count)
    {
        if (count == 0)
        {
            return "none planned";
        }

        string every = ((double)stage.SlaDays / count).ToString("0.#", CultureInfo.InvariantCulture);
        string unit = stage.SlaUnit == DayUnit.Business ? "business " : "";
        return $"one in {every} {unit}{(every == "1" ? "day" : "days")}";
    }
}
