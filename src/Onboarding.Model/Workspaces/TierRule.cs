using Onboarding.Model.Conditions;

namespace Onboarding.Model.Workspaces;

/// <summary>A service tier and the rule that puts an account into it.</summary>
/// <param name="Tier">Key of the tier, such as "high_touch"; also the key of the playbook's variant.</param>
/// <param name="Title">Name for people.</param>
/// <param name="When">Over facts of the account. Null holds always; the last tier has it, so that every account gets one.</param>
public sealed record TierRule(string Tier, string Title, Condition? When);
