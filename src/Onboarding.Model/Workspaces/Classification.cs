using System.Collections.Immutable;

namespace Onboarding.Model.Workspaces;

/// <summary>The tier of an account, with every rule that was tried on the way, in order; the last one is the one that held.</summary>
public sealed record Classification(string Tier, ImmutableArray<RuleTried> Tried);
