using System.Collections.Immutable;

using Onboarding.Model.Conditions;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Model.Yaml;

namespace Onboarding.Model.Workspaces.Files;

/// <summary>Reads tiers with their rules, as workspace files and presets write them.</summary>
internal static class TierReader
{
    /// <summary>The tiers in their order; empty, with faults noted, when there are none that can be read.</summary>
    public static ImmutableArray<TierRule> Read(YamlNode node)
    {
        ImmutableArray<YamlPair> pairs = node.Pairs(WorkspaceLimits.TiersMax);
        if (pairs.IsEmpty)
        {
            node.Fault("at least one tier is needed here");
        }

        foreach (YamlPair pair in pairs.Where(pair => pair.Key == PlaybookDefinition.OtherTiers))
        {
            pair.Value.FaultAtKey(
                $"'{PlaybookDefinition.OtherTiers}' stands for the tiers that are not named; name the tier otherwise");
        }

        return
        [
            .. pairs.Select(pair => pair.Value.Map(map => Tier(pair.Key, map, isLast: pair == pairs[^1])))
                .OfType<TierRule>(),
        ];
    }

    private static TierRule Tier(string key, YamlMap map, bool isLast)
    {
        YamlNode? when = map.Optional("when");
        if (isLast && when is not null)
        {
            when.FaultAtKey("the last tier takes every account that is left, so it has no condition");
        }
        else if (!isLast && when is null)
        {
            map.Node.FaultAtKey("'when' is missing; only the last tier goes without");
        }

        return new TierRule(
            key,
            map.Required("title")?.Text(WorkspaceLimits.NameLengthMax) ?? "",
            when is null ? null : ConditionReader.Read(when, ResourceKind.Account));
    }
}
