using System.Collections.Immutable;

using Onboarding.Model.Yaml;

namespace Onboarding.Model.Workspaces.Files;

/// <summary>What the reading of a file of tiers came to.</summary>
/// <param name="Tiers">In their order; empty when the file has faults.</param>
/// <param name="Faults">Every fault of the file in the order of its lines.</param>
public sealed record TierPresetReading(ImmutableArray<TierRule> Tiers, ImmutableArray<FileFault> Faults);
