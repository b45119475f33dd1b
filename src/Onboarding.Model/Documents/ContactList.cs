using System.Collections.Immutable;

using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Documents;

/// <summary>Says whom to turn to: who holds each role that the playbook names.</summary>
internal static class ContactList
{
    public static Action<MarkdownWriter> Of(DocumentSources sources) => writer =>
    {
        ImmutableArray<PlaybookPlan> plans = [.. sources.Variants.Select(variant => variant.Plan)];
        var named = plans.SelectMany(Roles).ToHashSet(StringComparer.Ordinal);
        writer.Table(
            ["role", "tier", "people"],
            sources.Settings.Roles
                .Where(line => named.Contains(line.Role) && IsShown(sources, line.Tier))
                .Select((ImmutableArray<string> (line) =>
                [
                    $"{Markdown.Text(RuleWords.Role(line.Role))} ({Markdown.Code(line.Role)})",
                    line.Tier is { } tier ? Markdown.Text(TitleOf(sources, tier)) : "all others",
                    Markdown.List(line.People.Select(Markdown.Text)),
                ])));
        foreach ((PlaybookPlan plan, _) in sources.Variants)
        {
            writer.Heading(2, $"When something is wrong: {plan.Title}");
            writer.Steps(plan.Escalation.Select(step =>
                $"{Markdown.Text(RuleWords.Role(step.Role))}, who has {
                    RuleWords.Days(step.AcknowledgeDays)} to answer"));
        }
    };

    private static string TitleOf(DocumentSources sources, string tier) =>
        sources.Settings.Tiers.FirstOrDefault(rule => rule.Tier == tier)?.Title ?? tier;

    private static bool IsShown(DocumentSources sources, string? tier) =>
        tier is null || sources.Tiers.Any(rule => rule.Tier == tier);

    private static IEnumerable<string> Roles(PlaybookPlan plan) =>
    [
        .. plan.Stages.Select(stage => stage.OwnerRole),
        .. plan.Tasks.Select(task => task.OwnerRole),
        .. plan.Inputs.Select(input => input.OwnerRole),
        .. plan.SetupActions.Select(action => action.OwnerRole),
        .. plan.Escalation.Select(step => step.Role),
        .. plan.Alerts.Select(alert => alert.TellRole).OfType<string>(),
        .. plan.Milestones.Select(milestone => milestone.ConfirmedBy).OfType<string>(),
    ];
}
