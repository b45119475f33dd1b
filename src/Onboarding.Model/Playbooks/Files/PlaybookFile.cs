using System.Collections.Immutable;

using Onboarding.Model.Yaml;

namespace Onboarding.Model.Playbooks.Files;

/// <summary>
/// Reads a playbook file: one base of stages, inputs, milestones and tasks, and variants that change, remove and add.
/// The guide to the format is playbooks/README.md.
/// </summary>
public static class PlaybookFile
{
    private const string UsesNone = "none";
    private const int StalledAfterDaysDefault = 14;
    private const int KickoffAfterDaysDefault = 7;
    private const int EscalateOverdueAfterDaysDefault = 7;

    /// <summary>Reads the whole file and finds every fault in it. Whatever the text holds, nothing is thrown.</summary>
    /// <param name="yaml">The text of the file.</param>
    /// <param name="fileName">Its name, for the faults.</param>
    public static PlaybookReading Read(string yaml, string fileName)
    {
        var faults = new FileFaults(fileName);
        var places = ImmutableDictionary.CreateBuilder<(string?, PlaybookPart, string), SourcePlace>();
        PlaybookDefinition? definition = YamlDocument.Read(yaml, faults)?.Map(map => Definition(map, places));
        return new PlaybookReading
        {
            Definition = faults.Any ? null : definition,
            Faults = faults.ToImmutable(),
            Sources = new PlaybookSources(fileName) { Places = places.ToImmutable() },
        };
    }

    private static PlaybookDefinition Definition(
        YamlMap map, ImmutableDictionary<(string?, PlaybookPart, string), SourcePlace>.Builder places)
    {
        string name = map.Required("name")?.Slug() ?? "";
        string title = map.Required("title")?.Text(PlaybookLimits.TitleLengthMax) ?? "";
        var head = new VariantHead(
            "",
            title,
            Filled(map.Required("escalation"), PlanReader.Escalation),
            map.Optional("stalled_after_days")?.Whole(1, PlaybookLimits.StalledAfterDaysMax)
                ?? StalledAfterDaysDefault,
            map.Optional("kickoff_after") is { } kickoff
                ? DueWords.Days(kickoff, PlaybookLimits.KickoffAfterDaysMax) ?? 0
                : KickoffAfterDaysDefault,
            map.Optional("escalate_overdue_after") is { } overdue
                ? DueWords.Days(overdue, PlaybookLimits.EscalateOverdueAfterDaysMax) ?? 0
                : EscalateOverdueAfterDaysDefault,
            BlockerReader.Read(map.Optional("blockers"), []));
        var nodes = PlanNodes.Of(
            map.Required("stages"), map.Required("tasks"), map.Required("milestones"), map.Optional("inputs"),
            map.Optional("alerts"), map.Optional("setup_actions"), map.Optional("messages"));
        Note(places, null, nodes);
        PlaybookPlan shared = new PlanReader(PlanKeys.Of(nodes)).Read(nodes, head);
        if (nodes.Stages.IsEmpty)
        {
            map.Node.FaultAtKey("a playbook needs at least one stage");
        }

        var plans = ImmutableArray.CreateBuilder<PlaybookPlan>();
        foreach (YamlPair variant in Filled(map.Required("variants"), node => node.Pairs(PlaybookLimits.VariantsMax)))
        {
            var reader = new VariantReader(nodes, shared);
            if (reader.Read(variant) is { } plan)
            {
                plans.Add(plan);
            }

            places[(variant.Key, PlaybookPart.Variant, variant.Key)] = new SourcePlace(variant.Line, variant.Column);
            Note(places, variant.Key, reader.Own);
        }

        YamlNode? uses = map.Optional("uses");
        bool none = uses is { IsList: false };
        if (none && uses!.Text() is { } word && word != UsesNone)
        {
            uses.Fault($"a list of terms is expected here, or '{UsesNone}'");
        }

        return new PlaybookDefinition
        {
            Name = name,
            Title = title,
            Plans = plans.ToImmutable(),
            Uses = uses is null || none ? [] : uses.Keys(),
            UsesNone = none,
        };
    }

    private static ImmutableArray<T> Filled<T>(YamlNode? node, Func<YamlNode, ImmutableArray<T>> read)
    {
        if (node is null)
        {
            return [];
        }

        ImmutableArray<T> found = read(node);
        if (found.IsEmpty)
        {
            node.Fault("at least one is needed here");
        }

        return found;
    }

    private static void Note(
        ImmutableDictionary<(string?, PlaybookPart, string), SourcePlace>.Builder places,
        string? variant,
        PlanNodes nodes)
    {
        foreach ((PlaybookPart part, YamlPair pair) in nodes.All())
        {
            places[(variant, part, pair.Key)] = new SourcePlace(pair.Line, pair.Column);
        }
    }
}
