using System.Collections.Immutable;

using Onboarding.Model.Yaml;

namespace Onboarding.Model.Definitions.Files;

/// <summary>What the reading of a file of definitions came to.</summary>
/// <param name="Definitions">In the order of the file; empty when the file has faults.</param>
/// <param name="Faults">Every fault of the file in the order of its lines.</param>
public sealed record DefinitionsReading(ImmutableArray<ProposedDefinition> Definitions, ImmutableArray<FileFault> Faults);
