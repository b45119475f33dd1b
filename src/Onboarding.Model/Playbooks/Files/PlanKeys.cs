using System.Collections.Immutable;

using Onboarding.Model.Yaml;

namespace Onboarding.Model.Playbooks.Files;

/// <summary>The keys that the parts of a plan may refer to.</summary>
internal sealed record PlanKeys(
    ImmutableSortedSet<string> Stages,
    ImmutableSortedSet<string> Tasks,
    ImmutableSortedSet<string> Milestones,
    ImmutableSortedSet<string> Inputs,
    ImmutableSortedSet<string> Alerts,
    ImmutableSortedSet<string> SetupActions)
{
    public static PlanKeys Of(PlanNodes nodes) =>
        new(Keys(nodes.Stages), Keys(nodes.Tasks), Keys(nodes.Milestones), Keys(nodes.Inputs),
            Keys(nodes.Alerts), Keys(nodes.SetupActions));

    public static string Unknown(string key, string what, IEnumerable<string> known) =>
        $"'{FileFaults.Shown(key)}' is no {what} of this playbook; known are "
        + string.Join(", ", known.Take(YamlNode.ItemsMax));

    /// <summary>The keys in a list that must all be known.</summary>
    public static ImmutableArray<string> Each(YamlNode? list, string what, ImmutableSortedSet<string> known) =>
        list?.EachOf(known, $"{what} of this playbook", PlaybookLimits.ReferencesMax) ?? [];

    private static ImmutableSortedSet<string> Keys(ImmutableArray<YamlPair> pairs) =>
        pairs.Select(pair => pair.Key).ToImmutableSortedSet(StringComparer.Ordinal);
}
