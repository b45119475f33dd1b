using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Model.Playbooks;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Definitions;

/// <summary>Whether the definitions that a playbook uses are agreed, which a workspace may ask for before it is published.</summary>
public static class Alignment
{
    /// <summary>
    /// The definitions of a playbook's tiers and milestones, of the inputs on which its stages wait, and of the terms
    /// that it lists. None for a playbook that says that it uses none.
    /// </summary>
    public static ImmutableArray<DefinitionId> UsedBy(PlaybookDefinition playbook) => playbook.UsesNone
        ? []
        :
        [
            .. (playbook.Uses.IsDefault ? [] : playbook.Uses).Select(key => DefinitionId.Of(DefinitionKind.Term, key))
                .Concat(playbook.Plans.SelectMany(UsedBy))
                .Distinct()
                .OrderBy(id => id.Value, StringComparer.Ordinal),
        ];

    /// <summary>
    /// What stands between the playbook and its publication, a sentence for each definition; empty when nothing does
    /// or the workspace asks for no sign-off.
    /// </summary>
    /// <param name="playbook">What is to be published.</param>
    /// <param name="settings">Where.</param>
    /// <param name="find">The definition of an id, or null when the register has none.</param>
    public static ImmutableArray<string> Missing(
        PlaybookDefinition playbook, WorkspaceSettings settings, Func<DefinitionId, DefinitionState?> find)
    {
        if (!settings.SignOffRequired)
        {
            return [];
        }

        // Else the one file that customers are served by could step around the sign-off.
        if (playbook.UsesNone && (playbook.Name == settings.Playbook || playbook.Name == settings.Rollout?.Playbook))
        {
            return ["the playbook that a won deal starts cannot say 'uses: none' where sign-off is required"];
        }

        return [.. UsedBy(playbook).Select(id => Missing(id, find(id))).OfType<string>()];
    }

    private static IEnumerable<DefinitionId> UsedBy(PlaybookPlan plan)
    {
        if (plan.Variant != PlaybookDefinition.OtherTiers)
        {
            yield return DefinitionId.Of(DefinitionKind.Tier, plan.Variant);
        }

        foreach (MilestoneDefinition milestone in plan.Milestones)
        {
            yield return DefinitionId.Of(DefinitionKind.Milestone, milestone.Key);
        }

        foreach (string input in plan.Stages.SelectMany(stage => stage.GateInputs))
        {
            yield return DefinitionId.Of(DefinitionKind.CriticalInput, input);
        }
    }

    private static string? Missing(DefinitionId id, DefinitionState? state) => state switch
    {
        null => $"{id} is not in the register of definitions; propose it",
        { Phase: DefinitionPhase.Confirmed } => null,
        { Phase: DefinitionPhase.Contested } => $"{id} is contested: "
            + string.Join("; ", state.Objections.Select(said => $"{said.Role} ({said.Person}): {said.Reason}")),
        { Phase: DefinitionPhase.Assumed or DefinitionPhase.Corrected } =>
            $"{id} is {state.Phase.ToString().ToLowerInvariant()}: "
            + $"v{state.Present.Number} is not approved by {string.Join(" and ", state.MissingApprovers)}",
        _ => throw new UnreachableException(),
    };
}
