using System.Collections.Immutable;

namespace Onboarding.Model.Workspaces;

/// <summary>Which fields of the opportunity sales must fill in before customer success can be assigned, for one tier.</summary>
/// <param name="Tier">Key of the tier.</param>
/// <param name="Required">Names of canonical opportunity fields; the order is the order of the checklist.</param>
public sealed record HandoffPolicy(string Tier, ImmutableArray<string> Required);
