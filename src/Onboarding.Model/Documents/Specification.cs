using System.Collections.Immutable;

using Onboarding.Model.Conditions;
using Onboarding.Model.Definitions;
using Onboarding.Model.Fields;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Model.Signals;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Documents;

/// <summary>
/// Says all that must be there on CRM and customer-success platform: configuration of the playbook with its variants,
/// milestones, CRM fields with their rules, messages, dashboards and reports, and what must be connected.
/// </summary>
internal static class Specification
{
    public static Action<MarkdownWriter> Of(DocumentSources sources) => writer =>
    {
        AddPlaybook(writer, sources);
        AddDifferences(writer, sources);
        foreach ((PlaybookPlan plan, ImmutableArray<TierRule> tiers) in sources.Variants)
        {
            SpecifiedVariant.Write(writer, plan, tiers, sources);
        }

        CrmFields.Write(writer, sources);
        SpecifiedViews.Write(writer, sources);
        AddConnections(writer, sources);
    };

    private static void AddPlaybook(MarkdownWriter writer, DocumentSources sources)
    {
        writer.Heading(2, "Trigger and variants");
        writer.Paragraph(sources.StartsByDeal
            ? "A closed-won deal starts it, once every mandatory handoff field is filled in and customer success is "
                + "assigned. The tier of the account picks the variant; the rules are tried from top to bottom."
            : "It is started by name, and by no deal. The tier of the account picks the variant.");
        writer.Table(
            ["tier", "holds when", "variant", "stages", "tasks", "milestones", "inputs"],
            sources.Tiers.Select(rule => (rule, plan: sources.Playbook.PlanFor(rule.Tier))).Select(
                (ImmutableArray<string> (row) =>
                [
                    Markdown.Text(row.rule.Title),
                    row.rule.When is { } when ? Markdown.Code(RuleWords.Of(when)) : "always",
                    row.plan is null ? "none" : Markdown.Code(row.plan.Variant),
                    Count(row.plan?.Stages.Length), Count(row.plan?.Tasks.Length), Count(row.plan?.Milestones.Length),
                    Count(row.plan?.Inputs.Length),
                ])));
        writer.Paragraph($"Terms that it uses: {Markdown.List(sources.Playbook.Uses.Select(key =>
            $"{Markdown.Code(key)} ({sources.PhaseOf(DefinitionKind.Term, key)})"))}.");
    }

    /// <summary>A variant is the base with exceptions; the first one stands for the base here.</summary>
    private static void AddDifferences(MarkdownWriter writer, DocumentSources sources)
    {
        if (sources.Variants is not [var first, .. { Length: > 0 } others])
        {
            return;
        }

        writer.Heading(2, "What differs by variant");
        writer.Table(
            [$"against {Markdown.Code(first.Plan.Variant)}", "is left out", "is added", "is otherwise"],
            others.Select((ImmutableArray<string> (other) =>
            {
                var before = first.Plan.Tasks.ToDictionary(task => task.Key, StringComparer.Ordinal);
                var now = other.Plan.Tasks.ToDictionary(task => task.Key, StringComparer.Ordinal);
                return
                [
                    Markdown.Code(other.Plan.Variant),
                    Markdown.List(before.Keys.Where(key => !now.ContainsKey(key)).Select(Markdown.Code)),
                    Markdown.List(now.Keys.Where(key => !before.ContainsKey(key)).Select(Markdown.Code)),
                    Markdown.List(now.Values
                        .Where(task => before.GetValueOrDefault(task.Key) is { } held && IsOtherwise(task, held))
                        .Select(task => Markdown.Code(task.Key))),
                ];
            })));
    }

    private static bool IsOtherwise(TaskDefinition task, TaskDefinition held) =>
        (task.Title, task.OwnerRole, task.Due, task.Stage) != (held.Title, held.OwnerRole, held.Due, held.Stage);

    private static void AddConnections(MarkdownWriter writer, DocumentSources sources)
    {
        ImmutableArray<PlaybookPlan> plans = [.. sources.Variants.Select(variant => variant.Plan)];
        writer.Heading(2, "Connections");
        writer.Paragraph(
            "The names are the hub's canonical ones. The mapping file of each connection says which field of the "
            + "platform each one is.");
        writer.Table(
            ["from", "to", "what"],
            [
                ["CRM", "hub", "closed-won deals with their account and stakeholders, and the handoff fields: "
                    + Fields(CrmFields.ReadFromDeals(sources))],
                ["CRM", "hub", "facts of the account that rules ask for: "
                    + Fields(CrmFields.ReadFromAccounts(sources))],
                ["CS platform", "hub", $"outcomes that prove milestones: {Fields(Proofs(plans))}"],
                ["CS platform", "hub", "tasks that were done there"],
                ["hub", "other systems", $"set-up actions, by signed messages: {Fields(plans
                    .SelectMany(plan => plan.SetupActions).Select(action => action.System))}"],
                ["any system", "hub", $"signals that alerts look at (RecordSignal): {Fields(Signals(plans))}"],
                ["hub", "CRM", $"what sales is told: {Fields(SetByHub(ResourceKind.Opportunity))}; "
                    + $"on the account {Fields(SetByHub(ResourceKind.Account))}"],
                ["hub", "CS platform", "the onboarding with stage and owner, its open tasks with owner and due day, "
                    + "its milestones, and the handoff as a note"],
            ]);
    }

    private static string Fields(IEnumerable<string> names) =>
        Markdown.List(names.Distinct(StringComparer.Ordinal).Select(Markdown.Code));

    private static IEnumerable<string> Proofs(ImmutableArray<PlaybookPlan> plans) => plans
        .SelectMany(plan => plan.Milestones)
        .SelectMany(milestone => ConditionFields.Of(milestone.Proof).Append(milestone.AchievedOnField))
        .OfType<string>();

    private static IEnumerable<string> Signals(ImmutableArray<PlaybookPlan> plans) => plans
        .SelectMany(plan => plan.Alerts)
        .Select(alert => alert.Rule)
        .OfType<AlertRule.Signal>()
        .Select(rule => SignalCatalogue.Of(rule.Kind).Name)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> SetByHub(ResourceKind kind) =>
        FieldCatalogue.Of(kind).Where(field => field.SetByHub).Select(field => field.Name);

    private static string Count(int? count) => $"{count ?? 0}";
}
