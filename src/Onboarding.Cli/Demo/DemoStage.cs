using System.Collections.Immutable;

using Onboarding.Cli.Demo.Checking;
using Onboarding.Cli.Demo.People;
using Onboarding.Cli.Demo.Running;
using Onboarding.Cli.Demo.Scenes;
using Onboarding.Connectors;
using Onboarding.Connectors.Mappings;
using Onboarding.Hub.Clocks;
using Onboarding.Model.Workspaces;
using Onboarding.Model.Workspaces.Files;
using Onboarding.Sync.Catalogue;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Demo;

/// <summary>Everything that the play needs, started: clock, platforms with their people, and the hub between them.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    private DemoStage(
        DemoFolder folder, VirtualClock clock, DemoPlatforms platforms, DemoSystems systems, HubProcess hub,
        WorkspaceSettings settings, Scenario scenario, double refusedShare)
    {
        (Folder, Clock, Platforms, Systems) = (folder, clock, platforms, systems);
        (Hub, Settings, Scenario) = (hub, settings, scenario);
        var catalogue = ConnectorCatalogue.Load(AppContext.BaseDirectory, null);
        CrmConnector = catalogue.Find("salesforce")!;
        CsConnector = catalogue.Find("gainsight")!;
        CrmMapping = MappingOf(CrmConnector);
        CsMapping = MappingOf(CsConnector);
        Sales = new SalesTeam(platforms.Crm.World, new CrmNames(CrmMapping), scenario);
        Success = new CsTeam(platforms.Cs.World, scenario);
        Product = new ProductUse(platforms.Cs.World, scenario);
        Desk = new HubDesk(scenario, refusedShare);
    }

    public DemoFolder Folder { get; }

    public VirtualClock Clock { get; }

    public DemoPlatforms Platforms { get; }

    public DemoSystems Systems { get; }

    public HubProcess Hub { get; }

    public WorkspaceSettings Settings { get; }

    public Scenario Scenario { get; }

    public Connector CrmConnector { get; }

    public Connector CsConnector { get; }

    public Mapping CrmMapping { get; }

    public Mapping CsMapping { get; }

    public SalesTeam Sales { get; }

    public CsTeam Success { get; }

    public ProductUse Product { get; }

    public HubDesk Desk { get; }

    /// <summary>Sets everything up as an operator would, and starts the hub.</summary>
    /// <param name="plot">Makes the scenario for the workspace's settings.</param>
    /// <param name="badShare">Share of the platforms' answers that are bad.</param>
    /// <param name="refusedShare">Share of the inputs that are not good the first time.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<DemoStage> SetAsync(
        Func<WorkspaceSettings, Scenario> plot, double badShare, double refusedShare,
        CancellationToken cancellationToken)
    {
        WorkspaceSettings settings = ReadSettings(DemoFolder.WorkspaceFile);
        Scenario scenario = plot(settings);
        var folder = new DemoFolder();
        VirtualClock? clock = null;
        DemoPlatforms? platforms = null;
        DemoSystems? systems = null;
        HubProcess? hub = null;
        try
        {
            clock = VirtualClock.Create(folder.ClockFile, DemoDays.At(1, TimeSpan.FromHours(5)));
            platforms = await DemoPlatforms.StartAsync(scenario.Seed, badShare, clock, cancellationToken);
            systems = await DemoSystems.StartAsync(scenario.Seed, cancellationToken);
            folder.WriteConfig(platforms.CrmSettings(), platforms.CsSettings(), systems.Settings());
            hub = new HubProcess(folder.Config, folder.Log);
            var stage = new DemoStage(folder, clock, platforms, systems, hub, settings, scenario, refusedShare);
            await HubProgram.RunAsync(["setup", "salesforce", "--apply", "--config", folder.Config], cancellationToken);
            platforms.Crm.Calls.Reset();
            ImmutableArray<string> staff =
                [.. settings.Roles.SelectMany(role => role.People).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            stage.Sales.Hire(staff);
            stage.Success.Hire(staff);
            await hub.StartAsync(cancellationToken);
            return stage;
        }
        catch (Exception failure)
        {
            if (failure is not OperationCanceledException)
            {
                folder.Leave();
            }

            await DisposeAsync(hub, systems, platforms, clock, folder);
            throw;
        }
    }

    /// <summary>Calls that the platforms count, by connection.</summary>
    public IReadOnlyDictionary<string, long> CallsMade() => new SortedDictionary<string, long>(StringComparer.Ordinal)
    {
        [CsConnector.Descriptor.Name] = Platforms.Cs.Calls.Total,
        [CrmConnector.Descriptor.Name] = Platforms.Crm.Calls.Total,
    };

    /// <summary>
    /// The fewest calls by the vendors' rules that could have moved what the runs moved, by connection.
    /// </summary>
    public IReadOnlyDictionary<string, long> CallsAtLeast(IReadOnlyList<V1.SyncRun> runs) =>
        new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            [CsConnector.Descriptor.Name] = Least(CsConnector, CsMapping, runs),
            [CrmConnector.Descriptor.Name] = Least(CrmConnector, CrmMapping, runs),
        };

    public ValueTask DisposeAsync() => DisposeAsync(Hub, Systems, Platforms, Clock, Folder);

    private static long Least(Connector connector, Mapping mapping, IEnumerable<V1.SyncRun> runs) => ApiMinimum.Of(
        connector.Descriptor,
        mapping,
        runs.Where(run => run.Connection.EndsWith($"/{connector.Descriptor.Name}", StringComparison.Ordinal))
            .Select(run => ((IReadOnlyDictionary<string, int>)run.RecordsRead.AsReadOnly(),
                (IReadOnlyDictionary<string, int>)run.RecordsWritten.AsReadOnly())));

    private static async ValueTask DisposeAsync(
        HubProcess? hub, DemoSystems? systems, DemoPlatforms? platforms, VirtualClock? clock, DemoFolder folder)
    {
        if (hub is not null)
        {
            await hub.DisposeAsync();
        }

        if (systems is not null)
        {
            await systems.DisposeAsync();
        }

        if (platforms is not null)
        {
            await platforms.DisposeAsync();
        }

        clock?.Dispose();
        folder.Dispose();
    }

    private static WorkspaceSettings ReadSettings(string file) =>
        WorkspaceFile.Read(File.ReadAllText(file), file) is var reading && reading.Settings is { } settings
            ? settings
            : throw new DemoException(string.Join(Environment.NewLine, reading.Faults));

    private static Mapping MappingOf(Connector connector) =>
        MappingFile.Read(connector.DefaultMapping, connector.Descriptor.Name, connector.Descriptor) is var reading
            && reading.Mapping is { } mapping
                ? mapping
                : throw new DemoException(string.Join(Environment.NewLine, reading.Faults));
}
