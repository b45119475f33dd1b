using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>Something that an onboarding keeps from before, although the revision that it follows has none.</summary>
/// <param name="Part">What it is.</param>
/// <param name="Key">Its key in the plan.</param>
public readonly record struct KeptPiece(PlaybookPart Part, string Key);
