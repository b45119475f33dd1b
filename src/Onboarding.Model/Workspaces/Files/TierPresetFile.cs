using System.Collections.Immutable;

using Onboarding.Model.Yaml;

namespace Onboarding.Model.Workspaces.Files;

/// <summary>
/// Reads a file of tiers that workspace files can name instead of writing their own. The guide to the format is
/// playbooks/README.md.
/// </summary>
public static class TierPresetFile
{
    /// <summary>Reads the whole file and finds every fault in it. Whatever the text holds, nothing is thrown.</summary>
    /// <param name="yaml">The text of the file.</param>
    /// <param name="fileName">Its name, for the faults.</param>
    public static TierPresetReading Read(string yaml, string fileName)
    {
        var faults = new FileFaults(fileName);
        ImmutableArray<TierRule> tiers = [];
        YamlDocument.Read(yaml, faults)?.Map(map =>
        {
            tiers = map.Required("tiers") is { } node ? TierReader.Read(node) : [];
            return map;
        });
        return new TierPresetReading(faults.Any ? [] : tiers, faults.ToImmutable());
    }
}
