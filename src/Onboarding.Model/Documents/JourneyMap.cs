using System.Collections.Immutable;
using System.Text;

using Onboarding.Model.Audits.Reports;
using Onboarding.Model.Definitions;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Documents;

/// <summary>
/// Draws how a customer of one tier goes through a playbook: stages with who does what, gates, milestones with how far
/// they are agreed, interventions and the escalation path. With an audit it says how long first value took before.
/// </summary>
internal static class JourneyMap
{
    private const string Styles = """
          classDef ASSUMED stroke-dasharray: 5 5
          classDef CONTESTED stroke:#c00000,stroke-width:3px
          classDef CONFIRMED stroke-width:3px
          classDef CORRECTED stroke-width:2px

        """;

    public static string Of(DocumentSources sources)
    {
        string tier = sources.Tiers[0].Tier;
        PlaybookPlan plan = sources.Playbook.PlanFor(tier)!;
        var map = new StringBuilder("flowchart TB\n");
        Line(map, $"start([{Mermaid.Label(
            sources.StartsByDeal ? "Closed-won" : "Started by hand",
            $"{sources.Playbook.Title}, revision {sources.Revision}", sources.Tiers[0].Title)}])");
        string before = "start";
        foreach ((StageDefinition stage, int number) in plan.Stages.Select((stage, index) => (stage, index + 1)))
        {
            AddStage(map, plan, stage, number);
            Line(map, $"{before} --> s{number}");
            before = AddGate(map, plan, stage, number);
        }

        Line(map, $"live([{Mermaid.Label("Live", "set-up, communication and handoff are complete")}])");
        Line(map, $"{before} --> live");
        AddMilestones(map, plan, sources, tier);
        AddSetupActions(map, plan);
        AddTrouble(map, plan);
        map.Append(Styles);
        return map.ToString();
    }

    private static void AddStage(StringBuilder map, PlaybookPlan plan, StageDefinition stage, int number)
    {
        Line(map, $"subgraph s{number}[{Mermaid.Label(
            $"{number}. {stage.Title}", $"owner: {RuleWords.Role(stage.OwnerRole)}",
            $"SLA: {RuleWords.Days(stage.SlaDays, stage.SlaUnit)}")}]");
        IEnumerable<TaskDefinition> tasks = plan.Tasks.Where(task => task.Stage == stage.Key && task.OnAlert is null);
        int owner = 0;
        foreach (var owned in tasks.GroupBy(task => task.OwnerRole, Shown, StringComparer.Ordinal))
        {
            Line(map, $"  s{number}o{++owner}[{Mermaid.Label(owned.Prepend($"{RuleWords.Role(owned.Key)}:"))}]");
        }

        // A subgraph without a node is drawn as a plain one, which would lose its title.
        if (owner == 0)
        {
            Line(map, $"  s{number}o0[{Mermaid.Label("no tasks")}]");
        }

        Line(map, "end");
    }

    private static string Shown(TaskDefinition task) => task.AppliesWhen is { } when
        ? $"- {task.Title} (when {RuleWords.Of(when)})"
        : $"- {task.Title}";

    /// <summary>Answers with the node that the next stage comes after.</summary>
    private static string AddGate(StringBuilder map, PlaybookPlan plan, StageDefinition stage, int number)
    {
        if (stage.GateInputs.IsEmpty && stage.GateMilestones.IsEmpty)
        {
            return $"s{number}";
        }

        ImmutableArray<string> inputs =
        [
            .. plan.Inputs.Where(input => stage.GateInputs.Contains(input.Key, StringComparer.Ordinal))
                .Select(input => $"- {input.Title} ({RuleWords.Role(input.OwnerRole)})"),
        ];
        IEnumerable<string> lines = inputs.IsEmpty ? ["Gate"] : ["Gate, verified:", .. inputs];
        Line(map, $"g{number}{{{Mermaid.Label(lines)}}}");
        Line(map, $"s{number} --> g{number}");
        foreach ((MilestoneDefinition milestone, int index) in plan.Milestones.Select((one, index) => (one, index + 1)))
        {
            if (stage.GateMilestones.Contains(milestone.Key, StringComparer.Ordinal))
            {
                Line(map, $"m{index} --> g{number}");
            }
        }

        return $"g{number}";
    }

    private static void AddMilestones(StringBuilder map, PlaybookPlan plan, DocumentSources sources, string tier)
    {
        foreach ((MilestoneDefinition milestone, int index) in plan.Milestones.Select((one, index) => (one, index + 1)))
        {
            string? phase = sources.PhaseOf(DefinitionKind.Milestone, milestone.Key);
            IEnumerable<string?> lines =
            [
                $"Milestone: {milestone.Title}",
                $"target: {milestone.Target.InWords}",
                milestone.FirstValue ? "time-to-value ends here" : null,
                milestone.FirstValue ? Before(sources, tier) : null,
                phase,
            ];
            string style = phase is null ? "" : $":::{phase}";
            Line(map, $"m{index}{{{{{Mermaid.Label(lines.OfType<string>())}}}}}{style}");
            if (!plan.Stages.Any(stage => stage.GateMilestones.Contains(milestone.Key, StringComparer.Ordinal)))
            {
                Line(map, $"start -.-> m{index}");
            }
        }
    }

    private static string? Before(DocumentSources sources, string tier) =>
        sources.Audit?.Report?.Find(FigureKeys.TimeToValue, "tier", tier) is { } figure
            ? $"before: {FigureWords.Of(figure)}"
            : null;

    private static void AddSetupActions(StringBuilder map, PlaybookPlan plan)
    {
        if (!plan.SetupActions.IsEmpty)
        {
            Line(map, $"systems[{Mermaid.Label(plan.SetupActions
                .Select(action => $"- {action.Title}: {action.System} ({RuleWords.Role(action.OwnerRole)})")
                .Prepend("Asked of other systems, confirmed before going live:"))}]");
            Line(map, "systems --> live");
        }
    }

    private static void AddTrouble(StringBuilder map, PlaybookPlan plan)
    {
        IEnumerable<string> help = plan.Tasks.Where(task => task.OnAlert is not null).Select(task =>
            $"- {plan.Alerts.FirstOrDefault(alert => alert.Key == task.OnAlert)?.Title ?? task.OnAlert}: {task.Title} "
            + $"({RuleWords.Role(task.OwnerRole)})");
        if (help.Any())
        {
            Line(map, $"help[{Mermaid.Label(help.Prepend("When an alert is raised:"))}]");
        }

        IEnumerable<string> told = plan.Escalation.Select((step, index) =>
            $"{index + 1}. {RuleWords.Role(step.Role)}, {RuleWords.Days(step.AcknowledgeDays)} to answer");
        string when = $"Stalled after {RuleWords.Days(plan.StalledAfterDays)} in a stage, or an alarm, is told to:";
        Line(map, $"told[{Mermaid.Label(told.Prepend(when))}]");
    }

    private static void Line(StringBuilder map, string line) => map.Append("  ").Append(line).Append('\n');
}
