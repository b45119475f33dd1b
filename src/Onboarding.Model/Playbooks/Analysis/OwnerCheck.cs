using System.Collections.Immutable;

using Onboarding.Model.NextActions;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Playbooks.Analysis;

/// <summary>Whether somebody holds every role that a plan gives work to.</summary>
internal static class OwnerCheck
{
    /// <param name="plan">The plan.</param>
    /// <param name="workspace">Whose people do the work.</param>
    /// <param name="tiers">
    /// The tiers that the plan serves. One that serves none has no people of its own; then the role must at least be
    /// one of the workspace.
    /// </param>
    public static IEnumerable<PlanFinding> Findings(
        PlaybookPlan plan, WorkspaceSettings workspace, IReadOnlyCollection<string> tiers)
    {
        ImmutableSortedSet<string> roles =
            workspace.Roles.Select(known => known.Role).ToImmutableSortedSet(StringComparer.Ordinal);
        foreach ((PlaybookPart part, string key, string role) in Owners(plan))
        {
            if (!roles.Contains(role))
            {
                yield return PlanFinding.Error(plan, part, key,
                    $"the workspace has no role '{role}'; known are {string.Join(", ", roles)}");
            }
            else if (tiers.FirstOrDefault(tier => workspace.HolderOf(role, tier, "") is null) is { } without)
            {
                string tier = without == plan.Variant ? "this tier" : $"the tier '{without}'";
                yield return PlanFinding.Error(plan, part, key, $"nobody holds the role '{role}' in {tier}");
            }
        }
    }

    private static IEnumerable<(PlaybookPart Part, string Key, string Role)> Owners(PlaybookPlan plan) =>
    [
        .. plan.Stages.Select(stage => (PlaybookPart.Stage, stage.Key, stage.OwnerRole)),
        .. plan.Tasks.Select(task => (PlaybookPart.Task, task.Key, task.OwnerRole)),
        .. plan.Inputs.Select(input => (PlaybookPart.Input, input.Key, input.OwnerRole)),
        .. plan.SetupActions.Select(action => (PlaybookPart.SetupAction, action.Key, action.OwnerRole)),
        .. plan.Milestones.Where(one => one.ConfirmedBy is not null)
            .Select(one => (PlaybookPart.Milestone, one.Key, one.ConfirmedBy!)),
        .. plan.Alerts.Where(alert => alert.TellRole is not null)
            .Select(alert => (PlaybookPart.Alert, alert.Key, alert.TellRole!)),
        .. plan.Messages.SelectMany(message => message.To
            .Where(role => role != MessageDefinition.OwnerRole && !Role.IsAtCustomer(role))
            .Select(role => (PlaybookPart.Message, message.Key, role))),
        .. plan.BlockerOwners.Select(owner => (PlaybookPart.Variant, plan.Variant, owner.Role)),
        .. plan.Escalation.Select(step => (PlaybookPart.Variant, plan.Variant, step.Role)),
    ];
}
