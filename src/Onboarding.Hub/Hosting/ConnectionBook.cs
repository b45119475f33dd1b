using System.Collections.Immutable;

using Microsoft.Extensions.Logging;

using Onboarding.Connectors;
using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Settings;
using Onboarding.Model.Ids;
using Onboarding.Sync;
using Onboarding.Sync.Calls;
using Onboarding.Sync.Catalogue;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Hosting;

/// <summary>The configured connections, each opened on its connector. Made once at start; makes no call to a platform.</summary>
public sealed class ConnectionBook : IDisposable
{
    private readonly ImmutableArray<BookedConnection> _connections;
    private readonly HttpMessageHandler _handler = PlatformHandler.Create();

    /// <exception cref="ConfigurationFaultException">A connection names an unknown connector, or its settings or mapping cannot be used.</exception>
    public ConnectionBook(
        HubConfiguration configuration, ConnectorCatalogue catalogue, ISyncStore store, SyncMetrics metrics, TimeProvider clock,
        ILoggerFactory logs)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        var opened = ImmutableArray.CreateBuilder<BookedConnection>();
        foreach (ConnectionConfiguration configured in configuration.Connections)
        {
            string key = $"Connections:{configured.Id}";
            if (catalogue.Find(configured.Connector) is not { } connector)
            {
                faults.Add($"{key}:Connector: '{configured.Connector}' is no connector. Name one of "
                    + $"{string.Join(", ", catalogue.Connectors.Select(known => known.Descriptor.Name))}.");
                continue;
            }

            try
            {
                var settings = ConnectionSettings.Check(connector.Descriptor.Settings, configured.Settings);
                Platform platform = connector.Open(settings);
                if (ReadMapping(configured, connector, faults) is { } mapping)
                {
                    opened.Add(Open(configured, connector, platform, mapping, store, metrics, clock, logs));
                }
            }
            catch (SettingsException wrong)
            {
                faults.AddRange(wrong.Faults.Select(fault => $"{key}:Settings:{fault}"));
            }
        }

        if (faults.Count > 0)
        {
            throw new ConfigurationFaultException(faults.ToImmutable());
        }

        _connections = [.. opened.Select(booked => booked with
        {
            Sync = booked.Sync with
            {
                Peers = [.. opened.Where(peer => peer.Workspace == booked.Workspace && peer != booked).Select(peer => peer.Sync.Id)],
            },
        })];
    }

    /// <summary>All of them, in ordinal order of name.</summary>
    public ImmutableArray<BookedConnection> All => _connections;

    /// <summary>
    /// Workspaces that are connected, but to no platform that takes their tasks: onboarding cannot reach customer success
    /// there (requirement A1.11).
    /// </summary>
    public IEnumerable<WorkspaceId> WithoutSuccessPlatform => _connections
        .GroupBy(booked => booked.Workspace)
        .Where(ofWorkspace => !ofWorkspace.Any(booked => booked.Sync.Mapping.Streams.Any(stream => stream.Kind == RecordKind.Task)))
        .Select(ofWorkspace => ofWorkspace.Key);

    /// <summary>A connection of a workspace, or null: another workspace's is not to be seen.</summary>
    public BookedConnection? Find(WorkspaceId workspace, ConnectionId id) =>
        _connections.FirstOrDefault(booked => booked.Workspace == workspace && booked.Sync.Id == id);

    public void Dispose()
    {
        foreach (BookedConnection booked in _connections)
        {
            booked.Sync.Client.Dispose();
            booked.Budget.Dispose();
        }

        _handler.Dispose();
    }

    private static Mapping? ReadMapping(
        ConnectionConfiguration configured, Connector connector, ImmutableArray<string>.Builder faults)
    {
        (string yaml, string name) = configured.MappingFile is { } file
            ? (File.ReadAllText(file), file)
            : (connector.DefaultMapping, $"{connector.Descriptor.Name} default mapping");
        MappingReading reading = MappingFile.Read(yaml, name, connector.Descriptor);
        faults.AddRange(reading.Faults.Select(fault => $"Connections:{configured.Id}:MappingFile: {fault}"));
        return reading.Mapping;
    }

    private BookedConnection Open(
        ConnectionConfiguration configured, Connector connector, Platform platform, Mapping mapping, ISyncStore store,
        SyncMetrics metrics, TimeProvider clock, ILoggerFactory logs)
    {
        var calls = new CallSettings { Share = configured.Share };
        var budget = new CallBudget(
            configured.Workspace, configured.Id, connector.Descriptor.Limits, calls, store, clock, logs.CreateLogger<CallBudget>());
        var client = new PlatformClient(
            platform, _handler, budget, new CallMeter(configured.Id, metrics), calls, clock, logs.CreateLogger<PlatformClient>());
        return new BookedConnection(
            configured,
            budget,
            new SyncConnection
            {
                Id = configured.Id,
                Connector = connector.Descriptor,
                Platform = platform,
                Mapping = mapping,
                Client = client,
            });
    }
}
