using System.Collections.Immutable;

using Onboarding.Model;
using Onboarding.Model.Connections;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Analysis;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Model.Workspaces;
using Onboarding.Model.Workspaces.Files;
using Onboarding.Sync.Commands;

namespace Onboarding.Hub.Hosting;

/// <summary>
/// Brings what is configured into the hub at every start: workspaces that are not there yet, playbooks whose file has
/// changed, connections. What people have changed in a workspace since is left alone.
/// </summary>
public sealed class Seeding(HubConfiguration configuration, ConnectionBook book, Dispatcher dispatcher)
{
    private static readonly Origin s_origin = new("hub", "start");

    /// <exception cref="ConfigurationFaultException">A file has faults; each is named with line, column and reason.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach ((WorkspaceId workspace, string file) in configuration.Workspaces)
        {
            WorkspaceReading reading = WorkspaceFile.Read(await File.ReadAllTextAsync(file, cancellationToken), file);
            if (reading.Settings is not { } settings)
            {
                throw Faulty($"Workspaces:{workspace}:SettingsFile", reading.Faults.Select(fault => fault.ToString()));
            }

            await EnsureWorkspaceAsync(workspace, settings, cancellationToken);
            await PublishPlaybooksAsync(workspace, settings, cancellationToken);
        }

        foreach (BookedConnection booked in book.All)
        {
            await RegisterAsync(booked, cancellationToken);
        }
    }

    private async Task EnsureWorkspaceAsync(
        WorkspaceId workspace, WorkspaceSettings settings, CancellationToken cancellationToken)
    {
        Refusal? refusal = await dispatcher.RunAsync(
            workspace,
            [Aggregates.Workspace.Stream(workspace.Value)],
            batch => batch.State(Aggregates.Workspace, workspace.Value) is not null
                ? null
                : RefusalOf(batch.Apply(
                    Aggregates.Workspace, workspace.Value, new WorkspaceCommand.Create(workspace, settings), s_origin)),
            cancellationToken);
        if (refusal is not null)
        {
            throw Faulty($"Workspaces:{workspace}:SettingsFile", [refusal.Message]);
        }
    }

    private async Task PublishPlaybooksAsync(
        WorkspaceId workspace, WorkspaceSettings settings, CancellationToken cancellationToken)
    {
        if (configuration.PlaybooksFolder is not { } folder)
        {
            return;
        }

        foreach (string file in Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
            .Where(file => Path.GetFileName(file) != "workspace.yaml"))
        {
            string source = await File.ReadAllTextAsync(file, cancellationToken);
            PlaybookReading reading = PlaybookFile.Read(source, file);
            IEnumerable<string> faults = reading.Definition is null
                ? reading.Faults.Select(fault => fault.ToString())
                : PlaybookAnalysis.Findings(reading.Definition, settings, reading.Sources)
                    .Where(finding => finding.Severity == PlaybookSeverity.Error)
                    .Select(finding => finding.ToString());
            ImmutableArray<string> found = [.. faults];
            if (!found.IsEmpty)
            {
                throw Faulty("Playbooks", found);
            }

            var id = new PlaybookId(reading.Definition!.Name);
            await dispatcher.RunAsync(
                workspace,
                [Aggregates.Playbook.Stream(id.Value)],
                // A file that was published once is not published again over what somebody published since.
                batch => batch.State(Aggregates.Playbook, id.Value)?.Revisions.Any(known => known.Source == source) ?? false
                    ? Decision<PlaybookEvent>.Unchanged
                    : batch.Apply(
                        Aggregates.Playbook, id.Value, new PlaybookCommand.Publish(id, source, reading.Definition, "hub"), s_origin),
                cancellationToken);
        }
    }

    private async Task RegisterAsync(BookedConnection booked, CancellationToken cancellationToken)
    {
        ConnectionId id = booked.Sync.Id;
        Refusal? refusal = await dispatcher.RunAsync(
            booked.Workspace,
            [Aggregates.Connection.Stream(id.Value)],
            batch => RefusalOf(batch.Apply(
                Aggregates.Connection, id.Value, new ConnectionCommand.Register(id, booked.Sync.Connector.Name), s_origin)),
            cancellationToken);
        if (refusal is not null)
        {
            throw Faulty($"Connections:{id}:Connector", [refusal.Message]);
        }
    }

    private static Refusal? RefusalOf<TEvent>(Decision<TEvent> decision) => (decision as Decision<TEvent>.Refused)?.Refusal;

    private static ConfigurationFaultException Faulty(string key, IEnumerable<string> faults) =>
        new([.. faults.Select(fault => $"{key}: {fault}")]);
}
