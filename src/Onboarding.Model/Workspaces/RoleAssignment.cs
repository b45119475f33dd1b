using System.Collections.Immutable;

namespace Onboarding.Model.Workspaces;

/// <summary>Who holds a role.</summary>
/// <param name="Role">Key of the role, such as "csm".</param>
/// <param name="Tier">The tier that these people serve; null for every tier that has no line of its own.</param>
/// <param name="People">Mail addresses; never empty. With several, an account's key picks one and always the same.</param>
public sealed record RoleAssignment(string Role, string? Tier, ImmutableArray<string> People);
