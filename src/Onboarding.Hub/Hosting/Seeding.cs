using System.Collections.Immutable;

using Microsoft.Extensions.Logging;

using Onboarding.Model;
using Onboarding.Model.Connections;
using Onboarding.Model.Definitions;
using Onboarding.Model.Definitions.Files;
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
public sealed class Seeding(
    HubConfiguration configuration, ConnectionBook book, Dispatcher dispatcher, ILogger<Seeding> log)
{
    private const string DefinitionsFileName = "definitions.yaml";
    private const string TiersFolder = "tiers";

    /// <summary>Files of the folder that are no playbooks.</summary>
    private static readonly ImmutableArray<string> s_others = ["workspace.yaml", DefinitionsFileName];

    private static readonly Origin s_origin = new("hub", "start");

    /// <exception cref="ConfigurationFaultException">A file has faults; each is named with line, column and reason.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        ImmutableDictionary<string, ImmutableArray<TierRule>> presets = await PresetsAsync(cancellationToken);
        foreach ((WorkspaceId workspace, string file) in configuration.Workspaces)
        {
            WorkspaceReading reading = WorkspaceFile.Read(
                await File.ReadAllTextAsync(file, cancellationToken), file, presets);
            if (reading.Settings is not { } settings)
            {
                throw Faulty($"Workspaces:{workspace}:SettingsFile", reading.Faults.Select(fault => fault.ToString()));
            }

            await EnsureWorkspaceAsync(workspace, settings, cancellationToken);
            await ProposeDefinitionsAsync(workspace, cancellationToken);
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

    private async Task<ImmutableDictionary<string, ImmutableArray<TierRule>>> PresetsAsync(
        CancellationToken cancellationToken)
    {
        var presets = ImmutableDictionary.CreateBuilder<string, ImmutableArray<TierRule>>(StringComparer.Ordinal);
        string? folder = configuration.PlaybooksFolder is { } playbooks ? Path.Combine(playbooks, TiersFolder) : null;
        foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml") : [])
        {
            TierPresetReading reading = TierPresetFile.Read(await File.ReadAllTextAsync(file, cancellationToken), file);
            if (!reading.Faults.IsEmpty)
            {
                throw Faulty("Playbooks", reading.Faults.Select(fault => fault.ToString()));
            }

            presets[Path.GetFileNameWithoutExtension(file)] = reading.Tiers;
        }

        return presets.ToImmutable();
    }

    private async Task ProposeDefinitionsAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        string? file = configuration.PlaybooksFolder is { } folder ? Path.Combine(folder, DefinitionsFileName) : null;
        if (!File.Exists(file))
        {
            return;
        }

        DefinitionsReading reading = DefinitionsFile.Read(await File.ReadAllTextAsync(file, cancellationToken), file);
        if (!reading.Faults.IsEmpty)
        {
            throw Faulty("Playbooks", reading.Faults.Select(fault => fault.ToString()));
        }

        await dispatcher.RunAsync(
            workspace,
            [.. reading.Definitions.Select(one => Aggregates.Definition.Stream(one.Id.Value))],
            batch =>
            {
                foreach (ProposedDefinition proposed in reading.Definitions)
                {
                    if (Ask(batch.State(Aggregates.Definition, proposed.Id.Value), proposed) is { } command)
                    {
                        batch.Apply(Aggregates.Definition, proposed.Id.Value, command, s_origin);
                    }
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>A file that was edited corrects what it said itself before, as long as nobody has spoken to that.</summary>
    private static DefinitionCommand? Ask(DefinitionState? held, ProposedDefinition proposed) => held switch
    {
        null => new DefinitionCommand.Propose(proposed.Kind, proposed.Key, proposed.Text, s_origin.Actor),
        { Present: { SignOffs.IsEmpty: true } present } when present.By == s_origin.Actor =>
            new DefinitionCommand.Correct(proposed.Text, s_origin.Actor, $"{DefinitionsFileName} was edited."),
        _ => null,
    };

    private async Task PublishPlaybooksAsync(
        WorkspaceId workspace, WorkspaceSettings settings, CancellationToken cancellationToken)
    {
        if (configuration.PlaybooksFolder is not { } folder)
        {
            return;
        }

        foreach (string file in Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
            .Where(file => !s_others.Contains(Path.GetFileName(file), StringComparer.Ordinal)))
        {
            string source = await File.ReadAllTextAsync(file, cancellationToken);
            PlaybookReading reading = PlaybookFile.Read(source, file);
            if (reading.Definition is not { } definition)
            {
                throw Faulty("Playbooks", reading.Faults.Select(fault => fault.ToString()));
            }

            ImmutableArray<string> errors =
            [
                .. PlaybookAnalysis.Findings(definition, settings, reading.Sources)
                    .Where(finding => finding.Severity == PlaybookSeverity.Error)
                    .Select(finding => finding.ToString()),
            ];
            if (errors.IsEmpty)
            {
                await PublishAsync(workspace, source, definition, cancellationToken);
            }
            else if (definition.Name == settings.Playbook)
            {
                throw Faulty("Playbooks", errors);
            }
            else
            {
                // Not every playbook of the folder is for every workspace: this one may have nobody in its roles.
                log.PlaybookHeldBack(workspace.Value, string.Join("; ", errors));
            }
        }
    }

    private async Task PublishAsync(
        WorkspaceId workspace, string source, PlaybookDefinition definition, CancellationToken cancellationToken)
    {
        var id = new PlaybookId(definition.Name);
        Refusal? refusal = await dispatcher.RunAsync(
            workspace,
            [
                Aggregates.Playbook.Stream(id.Value), Aggregates.Workspace.Stream(workspace.Value),
                .. Alignment.UsedBy(definition).Select(used => Aggregates.Definition.Stream(used.Value)),
            ],
            // A file that was published once is not published again over what somebody published since.
            batch => batch.State(Aggregates.Playbook, id.Value)?.Revisions.Any(known => known.Source == source) ?? false
                ? null
                : RefusalOf(batch.Apply(
                    Aggregates.Playbook, id.Value, new PlaybookCommand.Publish(id, source, definition, "hub")
                    {
                        NotAligned = Alignment.Missing(
                            definition,
                            batch.State(Aggregates.Workspace, workspace.Value)!.Settings,
                            used => batch.State(Aggregates.Definition, used.Value)),
                    },
                    s_origin)),
            cancellationToken);
        if (refusal is not null)
        {
            // The hub starts all the same: only on a running one can the definitions be agreed.
            log.PlaybookHeldBack(workspace.Value, refusal.Message);
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
