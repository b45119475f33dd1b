using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>
/// Where the revision and what has happened do not fit together: what is lost, or what a person should decide.
/// </summary>
/// <param name="Part">What it is about.</param>
/// <param name="Key">Its key in the plan.</param>
/// <param name="Words">What does not fit, and what the migration does about it.</param>
public sealed record MigrationConflict(PlaybookPart Part, string Key, string Words);
