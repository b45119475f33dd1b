using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>The revision that an onboarding is to follow, with what that needs from around it.</summary>
public sealed record MigrationTarget
{
    /// <summary>Number of the revision, of the onboarding's own playbook.</summary>
    public required int Revision { get; init; }

    /// <summary>The revision's plan for the onboarding's tier, as it was published.</summary>
    public required PlaybookPlan Plan { get; init; }

    /// <summary>
    /// Holders of the plan's roles, never missing for one that nobody holds in the onboarding; only those are taken.
    /// </summary>
    public required ImmutableSortedDictionary<string, string> Owners { get; init; }

    /// <summary>Facts of the account as they are now; those that the plan's milestones ask for are taken.</summary>
    public required FieldMap Facts { get; init; }
}
