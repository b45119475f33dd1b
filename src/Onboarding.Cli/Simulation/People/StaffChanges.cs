using System.Collections.Immutable;

using Google.Protobuf.WellKnownTypes;

using Onboarding.Cli.Demo;
using Onboarding.Cli.Demo.Running;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Simulation.People;

/// <summary>
/// The lead who sees to it that nothing is left behind when somebody leaves: the successor is given the role in the
/// workspace's settings, for what is to come, and every onboarding under way.
/// </summary>
internal sealed class StaffChanges(DemoStage stage, ImmutableArray<Departure> departures)
{
    private readonly List<Departure> _toRetire = [];

    /// <summary>Onboardings that were handed over.</summary>
    public int HandedOver { get; private set; }

    /// <summary>The work of one morning.</summary>
    /// <returns>Who has left.</returns>
    public async Task<IReadOnlyList<Departure>> ActAsync(
        IReadOnlyList<OnboardingState> active, int day, CancellationToken cancellationToken)
    {
        // Their accounts are closed a day later, when both platforms know the successor everywhere.
        foreach (Departure gone in _toRetire)
        {
            stage.Sales.Retire(gone.Leaver);
            stage.Success.Retire(gone.Leaver);
        }

        _toRetire.Clear();
        Departure[] leaving = [.. departures.Where(departure => departure.Day == day)];
        foreach (Departure departure in leaving)
        {
            stage.Sales.Hire([departure.Successor]);
            stage.Success.Hire([departure.Successor]);
            await ConfigureAsync(departure, cancellationToken);
            foreach (OnboardingState onboarding in active)
            {
                await HandOverAsync(onboarding, departure, cancellationToken);
            }

            _toRetire.Add(departure);
        }

        return leaving;
    }

    private async Task ConfigureAsync(Departure departure, CancellationToken cancellationToken)
    {
        HubClient hub = stage.Hub.Client;
        V1.Workspace workspace = await hub.Workspaces.GetWorkspaceAsync(
            new V1.GetWorkspaceRequest { Name = HubClient.Workspace }, hub.Options(cancellationToken));
        foreach (V1.RoleAssignment role in workspace.Roles)
        {
            int at = role.People.IndexOf(departure.Leaver);
            if (at >= 0)
            {
                role.People[at] = departure.Successor;
            }
        }

        await hub.Workspaces.UpdateWorkspaceAsync(
            new V1.UpdateWorkspaceRequest
            {
                Workspace = workspace,
                UpdateMask = new FieldMask { Paths = { "roles" } },
                RequestId = IdSource.From("simulate", "leaves", departure.Leaver).ToString("D"),
            },
            hub.Options(cancellationToken));
    }

    private async Task HandOverAsync(
        OnboardingState onboarding, Departure departure, CancellationToken cancellationToken)
    {
        HubClient hub = stage.Hub.Client;
        string[] held = [.. onboarding.Owners.Where(role => role.Value == departure.Leaver).Select(role => role.Key)];
        foreach (string role in held)
        {
            await hub.Onboardings.AssignRoleAsync(
                new V1.AssignRoleRequest
                {
                    Name = HubClient.NameOf(onboarding),
                    Role = role,
                    Owner = departure.Successor,
                    RequestId = IdSource.From(
                        "simulate", "hand over", onboarding.Start.Id.ToString(), role, departure.Leaver).ToString("D"),
                },
                hub.Options(cancellationToken));
        }

        HandedOver += held.Length > 0 ? 1 : 0;
    }
}
