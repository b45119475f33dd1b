using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Model.Onboardings;
using Onboarding.Model.Yaml;

namespace Onboarding.Model.Playbooks.Files;

/// <summary>Reads who gets blockers of which kind: "technical: implementation".</summary>
internal static class BlockerReader
{
    /// <summary>The owners that a file names; a variant's lines over those of the base.</summary>
    public static ImmutableArray<BlockerOwner> Read(YamlNode? node, ImmutableArray<BlockerOwner> shared)
    {
        Dictionary<BlockerKind, string> roles = shared.ToDictionary(owner => owner.Kind, owner => owner.Role);
        ImmutableArray<string> words =
            [.. Enum.GetNames<BlockerKind>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
        foreach (YamlPair pair in node?.Pairs() ?? [])
        {
            if (words.IndexOf(pair.Key) is >= 0 and var at)
            {
                roles[Enum.GetValues<BlockerKind>()[at]] = pair.Value.Key() ?? "";
            }
            else
            {
                pair.Value.FaultAtKey(
                    $"'{FileFaults.Shown(pair.Key)}' is no kind of blocker; known are {string.Join(", ", words)}");
            }
        }

        return [.. roles.OrderBy(pair => pair.Key).Select(pair => new BlockerOwner(pair.Key, pair.Value))];
    }
}
