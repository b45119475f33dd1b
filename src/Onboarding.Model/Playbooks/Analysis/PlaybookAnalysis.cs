using System.Collections.Immutable;

using Onboarding.Model.Playbooks.Files;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Playbooks.Analysis;

/// <summary>
/// What is wrong with a playbook that can be read: what can never finish, is owned by nobody, proves nothing.
/// </summary>
public static class PlaybookAnalysis
{
    /// <summary>Every finding, in the order of the file; what is alike in several variants is said once.</summary>
    /// <param name="playbook">The playbook with its variants resolved.</param>
    /// <param name="workspace">Whose tiers and roles the playbook is to serve.</param>
    /// <param name="sources">Where its parts stand.</param>
    public static ImmutableArray<PlaybookFinding> Findings(
        PlaybookDefinition playbook, WorkspaceSettings workspace, PlaybookSources sources)
    {
        IEnumerable<PlanFinding> found =
        [
            .. playbook.Plans.SelectMany(plan => OfPlan(plan, workspace, TiersOf(plan, playbook, workspace))),
            .. TierFindings(playbook, workspace),
        ];
        return
        [
            .. found
                .GroupBy(finding => (finding.Severity, finding.Message,
                    Place: sources.PlaceOf(finding.Variant, finding.Part, finding.Key)))
                .Select(same => new PlaybookFinding(same.Key.Severity, sources.File, same.Key.Place,
                    [.. same.Select(finding => finding.Variant).Distinct(StringComparer.Ordinal)], same.Key.Message))
                .OrderBy(finding => finding.Place.Line).ThenBy(finding => finding.Place.Column)
                .ThenBy(finding => finding.Message, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a playbook with these findings may be published.</summary>
    public static bool IsPublishable(IEnumerable<PlaybookFinding> findings) =>
        findings.All(finding => finding.Severity != PlaybookSeverity.Error);

    private static IEnumerable<PlanFinding> OfPlan(
        PlaybookPlan plan, WorkspaceSettings workspace, ImmutableArray<string> tiers) =>
    [
        .. OrderCheck.Findings(plan),
        .. DateCheck.Findings(plan),
        .. MilestoneCheck.Findings(plan),
        .. AlertCheck.Findings(plan),
        .. SetupActionCheck.Findings(plan),
        .. MessageCheck.Findings(plan, workspace),
        .. OwnerCheck.Findings(plan, workspace, tiers),
        .. AreaFindings(plan),
    ];

    private static IEnumerable<PlanFinding> AreaFindings(PlaybookPlan plan) =>
        from area in new[] { GoLiveArea.Setup, GoLiveArea.Communication, GoLiveArea.Handoff }
        where !plan.Tasks.Any(task => task.Area == area && task.AppliesWhen is null)
        select PlanFinding.Error(plan, PlaybookPart.Variant, plan.Variant,
            $"no task without a condition has the area {area.ToString().ToLowerInvariant()}, so going live would prove "
            + "nothing about it");

    private static IEnumerable<PlanFinding> TierFindings(PlaybookDefinition playbook, WorkspaceSettings workspace)
    {
        foreach (TierRule tier in workspace.Tiers.Where(tier => playbook.PlanFor(tier.Tier) is null))
        {
            yield return new PlanFinding(PlaybookSeverity.Error, tier.Tier, PlaybookPart.Variant, tier.Tier,
                $"there is no variant for the tier '{tier.Tier}', so its customers could not start");
        }

        foreach (PlaybookPlan plan in playbook.Plans.Where(plan => TiersOf(plan, playbook, workspace).IsEmpty))
        {
            yield return PlanFinding.Warning(plan, PlaybookPart.Variant, plan.Variant,
                plan.Variant == PlaybookDefinition.OtherTiers
                    ? "every tier of the workspace has a variant of its own, so no customer gets this variant"
                    : "no tier of the workspace has this name, so no customer gets this variant");
        }

        if (playbook.Name == workspace.Playbook && workspace.Tiers.Length > 1 && playbook.Plans is [var only])
        {
            yield return PlanFinding.Warning(only, PlaybookPart.Variant, only.Variant,
                "every customer gets this one plan, whatever the revenue and the complexity; give the tiers variants");
        }
    }

    private static ImmutableArray<string> TiersOf(
        PlaybookPlan plan, PlaybookDefinition playbook, WorkspaceSettings workspace) =>
        [.. workspace.Tiers.Select(tier => tier.Tier).Where(tier => playbook.PlanFor(tier) == plan)];
}
