using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model;
using Onboarding.Model.Definitions;
using Onboarding.Model.Definitions.Files;
using Onboarding.Model.Workspaces;

namespace Onboarding.Hub.Api;

/// <summary>Changes the register of definitions, and sees to it that who speaks for a role holds it.</summary>
internal sealed class DefinitionDesk(AggregateReads reads, AggregateChanges changes)
{
    /// <param name="change">The call; its target is the workspace.</param>
    /// <param name="proposed">What is assumed.</param>
    public async Task<Held<DefinitionState>> ProposeAsync(Change change, ProposedDefinition proposed)
    {
        DemandRoles(await SettingsAsync(change), proposed.Text);
        var name = new ResourceName(
            change.Target.Workspace, Collection.Definitions, proposed.Id.Value);
        return await changes.DecideAsync(
            change with { Target = name }, Aggregates.Definition, [],
            _ => new DefinitionCommand.Propose(proposed.Kind, proposed.Key, proposed.Text, change.Caller.Actor));
    }

    /// <param name="change">The call.</param>
    /// <param name="correct">Gives the new text from the present one.</param>
    /// <param name="reason">Why.</param>
    public async Task<Held<DefinitionState>> CorrectAsync(
        Change change, Func<DefinitionText, DefinitionText> correct, string reason)
    {
        WorkspaceSettings settings = await SettingsAsync(change);
        return await changes.ChangeAsync(change, Aggregates.Definition, (state, _) =>
        {
            DefinitionText text = correct(state.Present.Text);
            DemandRoles(settings, text);
            return new DefinitionCommand.Correct(text, change.Caller.Actor, reason);
        });
    }

    /// <param name="change">The call.</param>
    /// <param name="role">The role for which somebody speaks.</param>
    /// <param name="named">Who speaks; empty for the caller.</param>
    /// <param name="ask">Gives the command for role and person.</param>
    public async Task<Held<DefinitionState>> SignAsync(
        Change change, string role, string named, Func<string, string, DefinitionCommand> ask)
    {
        string person = named.Length == 0 ? change.Caller.Actor : named;
        if (person != change.Caller.Actor)
        {
            change.Caller.Demand(CallerRole.Operator);
        }

        WorkspaceSettings settings = await SettingsAsync(change);
        if (!settings.Roles.Any(line => line.Role == role
            && line.People.Contains(person, StringComparer.OrdinalIgnoreCase)))
        {
            throw Refuse.RoleNotHeld(role, person);
        }

        return await changes.ChangeAsync(change, Aggregates.Definition, ask(role, person));
    }

    private async Task<WorkspaceSettings> SettingsAsync(Change change) => (await reads.GetAsync(
        Aggregates.Workspace, ResourceName.Of(change.Target.Workspace), change.CancellationToken)).State.Settings;

    private static void DemandRoles(WorkspaceSettings settings, DefinitionText text)
    {
        if (text.Approvers.FirstOrDefault(role => settings.Roles.All(line => line.Role != role)) is { } unknown)
        {
            throw Refuse.Field(
                "definition.approvers", $"Nobody holds the role '{unknown}' in the workspace, so nobody could approve.");
        }
    }
}
