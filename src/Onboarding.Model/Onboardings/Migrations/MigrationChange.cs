using System.Collections.Immutable;

using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>One thing that a migration changes.</summary>
/// <param name="Part">What it is; the variant for what belongs to the plan as a whole.</param>
/// <param name="Key">Its key in the plan.</param>
/// <param name="Title">Its title for people.</param>
/// <param name="Act">What happens to it.</param>
/// <param name="Words">What is different, each as "owner role: csm -> impl"; may be empty.</param>
public sealed record MigrationChange(
    PlaybookPart Part, string Key, string Title, MigrationAct Act, ImmutableArray<string> Words);
