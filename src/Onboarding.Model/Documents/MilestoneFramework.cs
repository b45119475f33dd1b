using System.Collections.Immutable;

using Onboarding.Model.Definitions;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Documents;

/// <summary>
/// Says what each milestone means, how far that is agreed, by when it is to be reached in each tier, and what proves
/// it.
/// </summary>
internal static class MilestoneFramework
{
    public static Action<MarkdownWriter> Of(DocumentSources sources) => writer =>
    {
        ImmutableArray<PlaybookPlan> plans = [.. sources.Variants.Select(variant => variant.Plan)];
        IEnumerable<MilestoneDefinition> milestones = plans.SelectMany(plan => plan.Milestones);
        foreach (MilestoneDefinition any in milestones.DistinctBy(one => one.Key, StringComparer.Ordinal))
        {
            writer.Heading(2, any.Title);
            writer.Paragraph(Meaning(sources, any.Key));
            if (any.FirstValue)
            {
                writer.Paragraph(
                    "Time-to-value ends here: the days from closed-won to the day on which it is reached.");
            }

            writer.Table(
                ["tier", "by", "proven when", "on the day of", "confirmed by"],
                sources.Tiers.Select(rule => Row(sources, rule, any.Key)));
        }
    };

    private static string Meaning(DocumentSources sources, string key)
    {
        DefinitionState? state = sources.Definition(DefinitionKind.Milestone, key);
        string meaning = state is null
            ? "Not in the register of definitions."
            : Markdown.Text(state.Present.Text.Meaning);
        return sources.PhaseOf(DefinitionKind.Milestone, key) is { } phase
            ? $"{meaning} State: {phase}{(state is null ? "" : $", v{state.Present.Number}")}."
            : meaning;
    }

    private static ImmutableArray<string> Row(DocumentSources sources, TierRule rule, string key)
    {
        MilestoneDefinition? milestone =
            sources.Playbook.PlanFor(rule.Tier)?.Milestones.FirstOrDefault(one => one.Key == key);
        string title = Markdown.Text(rule.Title);
        return milestone is null
            ? [title, "not in this tier", "-", "-", "-"]
            :
            [
                title, Markdown.Code(milestone.Target.InWords),
                milestone.Proof is { } proof ? Markdown.Code(RuleWords.Of(proof)) : "-",
                milestone.AchievedOnField is { } field ? Markdown.Code(field) : "-",
                milestone.ConfirmedBy is { } role ? Markdown.Text(RuleWords.Role(role)) : "-",
            ];
    }
}
