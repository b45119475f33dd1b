using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Reactions;
using Onboarding.Model.Workspaces;

namespace Onboarding.Hub.Api;

/// <summary>The revision that a call wants onboardings to follow. It never changes, so it is read before them.</summary>
/// <param name="Playbook">Name of the playbook.</param>
/// <param name="Number">Number of the revision.</param>
/// <param name="Published">The revision; null when there is none.</param>
/// <param name="Settings">Settings of the workspace, which hold the holders of roles.</param>
internal sealed record MigrationRevision(
    ResourceName Playbook, int Number, PlaybookRevision? Published, WorkspaceSettings Settings)
{
    public string Name => Playbooks.RevisionName(Playbook, Number);

    public string NoVariant(string tier) => $"{Name} has no variant for the tier {tier}.";

    /// <summary>The plan for a tier; null when the revision has no variant for it.</summary>
    /// <exception cref="RefusedException">There is no such revision.</exception>
    public PlaybookPlan? PlanFor(string tier) => (Published ?? throw Refuse.NotFound(Name)).Definition.PlanFor(tier);

    /// <summary>What a move of an onboarding to the revision is decided on.</summary>
    /// <param name="state">The onboarding.</param>
    /// <param name="plan">The revision's plan for its tier.</param>
    /// <param name="facts">Facts of its account.</param>
    public MigrationTarget TargetOf(OnboardingState state, PlaybookPlan plan, FieldMap facts) => new()
    {
        Revision = Number,
        Plan = plan,
        // As at the start, work of a role that nobody holds falls to customer success.
        Owners = OnboardingViews.HoldersOf(
            plan,
            role => Settings.HolderOf(role, state.Start.Tier, state.Start.AccountKey),
            state.Owners.GetValueOrDefault(OnboardingReactions.CsmRole) ?? state.Owner),
        Facts = facts,
    };

    /// <summary>The playbook and the number that a call names, in the workspace that it is about.</summary>
    public static (ResourceName Playbook, int Number) Read(string revision, WorkspaceId workspace)
    {
        (ResourceName playbook, int number) = ResourceName.ReadRevision(revision, "playbook_revision");
        return playbook.Workspace == workspace
            ? (playbook, number)
            : throw Refuse.Name("playbook_revision", $"{playbook} does not lie in {ResourceName.Of(workspace)}.");
    }
}
