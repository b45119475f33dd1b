using System.Collections.Immutable;

using Onboarding.Model.Yaml;

namespace Onboarding.Model.Playbooks.Files;

/// <summary>
/// Reads one variant: its exceptions are put over the nodes of the base, and the result is read as a plan.
/// </summary>
internal sealed class VariantReader(PlanNodes shared, PlaybookPlan sharedPlan)
{
    /// <summary>The parts that variants change or add, for the places of what is later said of them.</summary>
    public PlanNodes Own { get; private set; } = PlanNodes.None;

    public PlaybookPlan? Read(YamlPair variant) => variant.Value.Map(map =>
    {
        VariantHead head = Head(variant.Key, map);
        PlanNodes changed = map.Optional("change") is { } change ? Section(change, withStages: true) : PlanNodes.None;
        PlanNodes added = map.Optional("add") is { } add ? Section(add, withStages: false) : PlanNodes.None;
        Removal removal = map.Optional("remove") is { } remove ? Removed(remove) : Removal.Nothing;
        Own = new PlanNodes(changed.Stages, [.. changed.Tasks, .. added.Tasks],
            [.. changed.Milestones, .. added.Milestones], [.. changed.Inputs, .. added.Inputs],
            [.. changed.Alerts, .. added.Alerts], [.. changed.SetupActions, .. added.SetupActions],
            [.. changed.Messages, .. added.Messages]);

        var nodes = new PlanNodes(
            Resolve("stage", shared.Stages, changed.Stages, [], Removal.Nothing.Tasks),
            Resolve("task", shared.Tasks, changed.Tasks, added.Tasks, removal.Tasks),
            Resolve("milestone", shared.Milestones, changed.Milestones, added.Milestones, removal.Milestones),
            Resolve("input", shared.Inputs, changed.Inputs, added.Inputs, removal.Inputs),
            Resolve("alert", shared.Alerts, changed.Alerts, added.Alerts, removal.Alerts),
            Resolve("set-up action", shared.SetupActions, changed.SetupActions, added.SetupActions,
                removal.SetupActions),
            Resolve("message", shared.Messages, changed.Messages, added.Messages, removal.Messages));
        PlaybookPlan plan = new PlanReader(KeysWith(added)).Read(nodes, head);
        RefuseMentions(removal);
        return removal.From(plan, sharedPlan);
    });

    private VariantHead Head(string key, YamlMap map) => new(
        key,
        map.Required("title")?.Text(PlaybookLimits.TitleLengthMax) ?? "",
        map.Optional("escalation") is { } steps ? PlanReader.Escalation(steps) : sharedPlan.Escalation,
        map.Optional("stalled_after_days")?.Whole(1, PlaybookLimits.StalledAfterDaysMax)
            ?? sharedPlan.StalledAfterDays,
        map.Optional("kickoff_after") is { } kickoff
            ? DueWords.Days(kickoff, PlaybookLimits.KickoffAfterDaysMax) ?? 0
            : sharedPlan.KickoffAfterDays,
        map.Optional("escalate_overdue_after") is { } overdue
            ? DueWords.Days(overdue, PlaybookLimits.EscalateOverdueAfterDaysMax) ?? 0
            : sharedPlan.EscalateOverdueAfterDays,
        BlockerReader.Read(map.Optional("blockers"), sharedPlan.BlockerOwners));

    private static PlanNodes Section(YamlNode node, bool withStages) => node.Map(map => PlanNodes.Of(
        withStages ? map.Optional("stages") : null,
        map.Optional("tasks"),
        map.Optional("milestones"),
        map.Optional("inputs"),
        map.Optional("alerts"),
        map.Optional("setup_actions"),
        map.Optional("messages"))) ?? PlanNodes.None;

    private Removal Removed(YamlNode node)
    {
        PlanKeys known = PlanKeys.Of(shared);
        return node.Map(map => new Removal(
            Listed(map.Optional("tasks"), "task", known.Tasks),
            Listed(map.Optional("milestones"), "milestone", known.Milestones),
            Listed(map.Optional("inputs"), "input", known.Inputs),
            Listed(map.Optional("alerts"), "alert", known.Alerts),
            Listed(map.Optional("setup_actions"), "set-up action", known.SetupActions),
            Listed(map.Optional("messages"), "message",
                [.. shared.Messages.Select(pair => pair.Key)]))) ?? Removal.Nothing;
    }

    private static ImmutableDictionary<string, YamlNode> Listed(
        YamlNode? list, string what, ImmutableSortedSet<string> known)
    {
        var removed = ImmutableDictionary.CreateBuilder<string, YamlNode>(StringComparer.Ordinal);
        foreach (YamlNode named in list?.Items(PlaybookLimits.TasksMax) ?? [])
        {
            if (named.OneOf(known, $"{what} of the base") is { } key && !removed.TryAdd(key, named))
            {
                named.Fault($"'{key}' stands here twice");
            }
        }

        return removed.ToImmutable();
    }

    // A key of the base stays known when the variant removes its part, because the base may name it: such mentions are
    // bridged. Mentions in the variant's own lines are refused instead.
    private PlanKeys KeysWith(PlanNodes added)
    {
        PlanKeys known = PlanKeys.Of(shared);
        PlanKeys more = PlanKeys.Of(added);
        return new PlanKeys(known.Stages, known.Tasks.Union(more.Tasks), known.Milestones.Union(more.Milestones),
            known.Inputs.Union(more.Inputs), known.Alerts.Union(more.Alerts),
            known.SetupActions.Union(more.SetupActions));
    }

    private static ImmutableArray<YamlPair> Resolve(
        string what,
        ImmutableArray<YamlPair> shared,
        ImmutableArray<YamlPair> changed,
        ImmutableArray<YamlPair> added,
        IReadOnlyDictionary<string, YamlNode> removed)
    {
        foreach (YamlPair change in changed)
        {
            if (shared.All(pair => pair.Key != change.Key))
            {
                change.Value.FaultAtKey($"the base has no {what} '{FileFaults.Shown(change.Key)}' to change");
            }
            else if (removed.ContainsKey(change.Key))
            {
                change.Value.FaultAtKey($"this variant removes the {what}, so there is nothing to change");
            }
        }

        foreach (YamlPair pair in added.Where(pair => shared.Any(own => own.Key == pair.Key)))
        {
            pair.Value.FaultAtKey($"the base already has the {what} '{pair.Key}'; change it instead");
        }

        IEnumerable<YamlPair> kept = shared.Where(pair => !removed.ContainsKey(pair.Key)).Select(pair =>
            changed.FirstOrDefault(change => change.Key == pair.Key) is { } change
                ? pair with { Value = pair.Value.With(change.Value) }
                : pair);
        return [.. kept, .. added];
    }

    private void RefuseMentions(Removal removal)
    {
        foreach ((PlaybookPart part, YamlPair own) in Own.All())
        {
            foreach ((string list, IReadOnlyDictionary<string, YamlNode> removed) in removal.ListsOf(part))
            {
                Refuse(own.Value.Pairs().FirstOrDefault(pair => pair.Key == list)?.Value, removed);
            }
        }
    }

    private static void Refuse(YamlNode? list, IReadOnlyDictionary<string, YamlNode> removed)
    {
        foreach (YamlNode mention in list?.Items() ?? [])
        {
            if (mention.Text() is { } key && removed.ContainsKey(key))
            {
                mention.Fault($"this variant removes '{key}', so nothing can wait for it");
            }
        }
    }
}
