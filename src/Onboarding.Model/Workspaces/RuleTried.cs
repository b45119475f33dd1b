using Onboarding.Model.Conditions;

namespace Onboarding.Model.Workspaces;

/// <summary>What a tier's rule said of an account.</summary>
public sealed record RuleTried(string Tier, Verdict Verdict);
