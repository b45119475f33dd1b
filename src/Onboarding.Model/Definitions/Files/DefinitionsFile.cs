using System.Collections.Immutable;

using Onboarding.Model.Yaml;

namespace Onboarding.Model.Definitions.Files;

/// <summary>
/// Reads a file of definitions as they are assumed at first. The guide to the format is playbooks/README.md.
/// </summary>
public static class DefinitionsFile
{
    /// <summary>Most definitions of one kind in a file.</summary>
    public const int PerKindMax = 100;

    /// <summary>Reads the whole file and finds every fault in it. Whatever the text holds, nothing is thrown.</summary>
    /// <param name="yaml">The text of the file.</param>
    /// <param name="fileName">Its name, for the faults.</param>
    public static DefinitionsReading Read(string yaml, string fileName)
    {
        var faults = new FileFaults(fileName);
        var definitions = ImmutableArray.CreateBuilder<ProposedDefinition>();
        YamlDocument.Read(yaml, faults)?.Map(map =>
        {
            ImmutableArray<string> approvers = map.Required("approvers") is { } node ? Roles(node) : [];
            definitions.AddRange(Each(map.Optional("terms"), DefinitionKind.Term, approvers));
            definitions.AddRange(Each(map.Optional("tiers"), DefinitionKind.Tier, approvers));
            definitions.AddRange(Each(map.Optional("milestones"), DefinitionKind.Milestone, approvers));
            definitions.AddRange(Each(map.Optional("inputs"), DefinitionKind.CriticalInput, approvers));
            return map;
        });
        return new DefinitionsReading(faults.Any ? [] : definitions.ToImmutable(), faults.ToImmutable());
    }

    private static IEnumerable<ProposedDefinition> Each(
        YamlNode? node, DefinitionKind kind, ImmutableArray<string> approvers) =>
        (node?.Pairs(PerKindMax) ?? []).Select(pair => pair.Value.Map(map => new ProposedDefinition(
            kind,
            pair.Key,
            new DefinitionText(
                map.Required("title")?.Text(DefinitionText.TitleLengthMax) ?? "",
                map.Required("meaning")?.Text(DefinitionText.MeaningLengthMax) ?? "",
                map.Optional("approvers") is { } own ? Roles(own) : approvers)))).OfType<ProposedDefinition>();

    private static ImmutableArray<string> Roles(YamlNode node)
    {
        ImmutableArray<string> roles = node.Keys(DefinitionText.ApproversMax);
        if (roles.IsEmpty)
        {
            node.Fault("at least one role that must approve is needed here");
        }

        return roles;
    }
}
