using System.Collections.Immutable;

using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings;

/// <summary>What an onboarding follows since it was moved to another revision of its playbook.</summary>
/// <param name="Revision">Number of the revision.</param>
/// <param name="Plan">The revision's plan with what this onboarding keeps from before.</param>
/// <param name="Kept">What of the plan the revision has not.</param>
public sealed record FollowedPlan(int Revision, PlaybookPlan Plan, ImmutableArray<KeptPiece> Kept);
