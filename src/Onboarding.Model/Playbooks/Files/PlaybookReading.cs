using System.Collections.Immutable;

using Onboarding.Model.Yaml;

namespace Onboarding.Model.Playbooks.Files;

/// <summary>What the reading of a playbook file came to: a definition, or the faults that prevent one.</summary>
public sealed record PlaybookReading
{
    /// <summary>Null when the file has faults.</summary>
    public required PlaybookDefinition? Definition { get; init; }

    /// <summary>Every fault of the file in the order of its lines; empty when there is a definition.</summary>
    public required ImmutableArray<FileFault> Faults { get; init; }

    /// <summary>Where the parts of the definition stand in the file.</summary>
    public required PlaybookSources Sources { get; init; }
}
