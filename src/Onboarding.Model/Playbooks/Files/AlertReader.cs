using System.Collections.Immutable;

using Onboarding.Model.Conditions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Resources;
using Onboarding.Model.Signals;
using Onboarding.Model.Yaml;

namespace Onboarding.Model.Playbooks.Files;

/// <summary>
/// Reads an alert: what it looks at (one of signal, blocker, blockers_raised, milestone, stage and fact, each with the
/// lines that go with it), when, whom it tells and what to do next.
/// </summary>
internal static class AlertReader
{
    private static readonly ImmutableArray<(string Key, Comparison Comparison)> s_comparisons =
    [
        ("below", Comparison.Less), ("at_most", Comparison.AtMost),
        ("above", Comparison.Greater), ("at_least", Comparison.AtLeast),
    ];

    // Only looked at in a file with faults, which gives no definition.
    private static readonly AlertRule s_blank = new AlertRule.BlockerOpen(null, 0);

    public static AlertDefinition Read(string key, YamlMap map, PlanKeys keys) => new()
    {
        Key = key,
        Title = map.Required("title")?.Text(PlaybookLimits.TitleLengthMax) ?? "",
        Rule = Rule(map, keys) ?? s_blank,
        Next = map.Required("next")?.Text(PlaybookLimits.NextLengthMax) ?? "",
        TellRole = map.Optional("tell")?.Key(),
        InStages = PlanKeys.Each(map.Optional("in_stages"), "stage", keys.Stages),
        From = map.Optional("from") is { } from ? DueWords.Due(from, keys, inStage: false) : null,
        Until = map.Optional("until") is { } until ? DueWords.Due(until, keys, inStage: false) : null,
    };

    private static AlertRule? Rule(YamlMap map, PlanKeys keys)
    {
        (YamlNode? Node, Func<YamlNode, AlertRule?> Read)[] kinds =
        [
            (map.Optional("signal"), node => Signal(node, map)),
            (map.Optional("blocker"), node => Blocker(node, map)),
            (map.Optional("blockers_raised"), node => node.Whole(1, SignalSeries.PointsMax) is { } count
                && Window(map, "within") is { } days ? new AlertRule.BlockersRaised(count, days) : null),
            (map.Optional("milestone"), node => node.OneOf(keys.Milestones, "milestone of this playbook") is { } key
                && After(map, "late_by_more_than") is { } days ? new AlertRule.MilestoneLate(key, days) : null),
            (map.Optional("stage"), node => node.OneOf(keys.Stages, "stage of this playbook") is { } key
                && After(map, "late_by_more_than") is { } days ? new AlertRule.StageLate(key, days) : null),
            (map.Optional("input"), node => node.OneOf(keys.Inputs, "input of this playbook") is { } key
                ? new AlertRule.InputOpen(key) : null),
            (map.Optional("fact"), node => ConditionReader.Read(node, ResourceKind.Account) is { } condition
                ? new AlertRule.Fact(condition) : null),
        ];
        if (kinds.Where(kind => kind.Node is not null).ToArray() is [var (looked, read)])
        {
            return read(looked!);
        }

        map.Node.FaultAtKey(
            "an alert looks at exactly one of signal, blocker, blockers_raised, milestone, stage, input and "
            + "fact");
        return null;
    }

    private static AlertRule? Blocker(YamlNode node, YamlMap map)
    {
        bool any = node.Text() == "any";
        BlockerKind? kind = any ? null : node.Choice<BlockerKind>();
        return (any || kind is not null) && After(map, "open_longer_than") is { } days
            ? new AlertRule.BlockerOpen(kind, days)
            : null;
    }

    private static AlertRule? Signal(YamlNode node, YamlMap map)
    {
        SignalKind? kind = node.Choice<SignalKind>();
        SignalReading? reading = map.Required("reading")?.Choice<SignalReading>();
        int? over = reading is SignalReading.Average or SignalReading.Count ? Window(map, "over") : 0;
        int? reports = reading is SignalReading.Average && map.Optional("of_at_least") is { } least
            ? least.Whole(1, SignalSeries.PointsMax)
            : 1;
        (YamlNode? Node, Comparison Comparison)[] given =
        [
            .. s_comparisons.Select(known => (map.Optional(known.Key), known.Comparison))
                .Where(known => known.Item1 is not null),
        ];
        if (given is not [var (value, comparison)])
        {
            map.Node.FaultAtKey("a signal is compared by exactly one of below, at_most, above and at_least");
            return null;
        }

        bool counts = reading is SignalReading.Count or SignalReading.Spike or SignalReading.Deviation;
        decimal? threshold = counts ? value!.Whole(0, SignalSeries.PointsMax) : value!.Number();
        if (reading is SignalReading.Spike or SignalReading.Deviation && comparison != Comparison.AtLeast)
        {
            value.Fault("a spike or deviation says by at_least how many reports it needs");
            return null;
        }

        return (kind, reading, over, threshold, reports) is
            ({ } signal, { } taken, { } days, { } number, { } reportsMin)
            ? new AlertRule.Signal(signal, taken, days, comparison, number, reportsMin)
            : null;
    }

    private static int? Window(YamlMap map, string key) =>
        map.Required(key) is { } node ? DueWords.Days(node, SignalSeries.DaysMax) : null;

    // "0 days": from the day after on.
    private static int? After(YamlMap map, string key) =>
        map.Required(key) is { } node ? DueWords.Days(node, PlaybookLimits.AlertAfterDaysMax, daysMin: 0) : null;
}
