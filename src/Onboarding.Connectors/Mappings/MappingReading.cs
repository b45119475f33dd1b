using System.Collections.Immutable;

using Onboarding.Model.Yaml;

namespace Onboarding.Connectors.Mappings;

/// <summary>What the reading of a mapping file came to: a mapping, or the faults that prevent it.</summary>
/// <param name="Mapping">Null when the file has faults.</param>
/// <param name="Faults">Every fault of the file in the order of its lines; empty when there is a mapping.</param>
public sealed record MappingReading(Mapping? Mapping, ImmutableArray<FileFault> Faults);
