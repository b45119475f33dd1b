using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

using Onboarding.Connectors.Gainsight.Sandbox;
using Onboarding.Connectors.Salesforce.Sandbox;
using Onboarding.Hub.Clocks;
using Onboarding.Hub.Hosting;
using Onboarding.Hub.Scheduling;
using Onboarding.Model.Ids;
using Onboarding.Sync.Setup;

namespace Onboarding.Benchmarks;

/// <summary>
/// Calls made to the platforms in a full first sync of 10,000 accounts and in one with nothing changed, against the least
/// possible by the vendors' rules.
/// </summary>
internal static class EconomyFigures
{
    private const int Accounts = 10_000;
    private const int SalesforceRows = 2_000;
    private const int SalesforceBatch = 1_000;
    private const int GainsightBatch = 50;

    // gsuser, Company, call_to_action, cs_task, milestones, delete log: one query each, whatever comes.
    private const int GainsightStreams = 6;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string folder, CancellationToken cancellationToken)
    {
        string clockFile = Path.Combine(folder, "clock");
        using var clock = VirtualClock.Create(clockFile, new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero));
        await using SalesforceSandbox crm = await SalesforceSandbox.StartAsync(new SalesforceSandboxOptions(), clock, cancellationToken);
        var csOptions = new GainsightSandboxOptions();
        await using GainsightSandbox cs = await GainsightSandbox.StartAsync(csOptions, clock, cancellationToken);
        GainsightTenant.PrepareForHub(cs.World);
        await using WebApplication hub = await HubHost.BuildAsync(
            Configuration(folder, clockFile, crm, cs, csOptions.AccessKey), cancellationToken);
        await hub.StartAsync(cancellationToken);
        BookedConnection salesforce = hub.Services.GetRequiredService<ConnectionBook>()
            .Find(new WorkspaceId("bench"), new ConnectionId("salesforce"))!;
        await new SetupRunner(salesforce.Sync.Client, salesforce.Sync.Platform.Setup).ApplyAsync(cancellationToken);
        for (int n = 0; n < Accounts; n++)
        {
            crm.World.AddAccount($"Customer {n:00000}");
        }

        var figures = new List<Figure>();
        figures.AddRange(await FirstSyncAsync(hub, clock, crm, cs, cancellationToken));
        figures.AddRange(await IdleSyncAsync(hub, clock, crm, cs, cancellationToken));
        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> FirstSyncAsync(
        WebApplication hub, VirtualClock clock, SalesforceSandbox crm, GainsightSandbox cs, CancellationToken cancellationToken)
    {
        (long crmBefore, long csBefore) = (crm.Calls.Total, cs.Calls.Total);
        await SyncTwiceAsync(hub, clock, cancellationToken);

        // Everything is read once and written once; the rounds after that look once more and find nothing.
        int rounds = 2;
        int crmLeast = (Accounts / SalesforceRows) + (Accounts / SalesforceBatch) + rounds - 1;
        int csLeast = (Accounts / GainsightBatch) + (GainsightStreams * rounds);
        return
        [
            Ratio("salesforce_calls_first_sync_10000_accounts", crm.Calls.Total - crmBefore, crmLeast),
            Ratio("gainsight_calls_first_sync_10000_accounts", cs.Calls.Total - csBefore, csLeast),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> IdleSyncAsync(
        WebApplication hub, VirtualClock clock, SalesforceSandbox crm, GainsightSandbox cs, CancellationToken cancellationToken)
    {
        // What was written comes back once as an echo; and the overlap has passed over it.
        await SyncTwiceAsync(hub, clock, cancellationToken);
        clock.Advance(TimeSpan.FromDays(2));
        await hub.Services.GetRequiredService<VirtualSchedule>().RunDueAsync(cancellationToken);
        clock.Advance(TimeSpan.FromDays(2));
        (long crmBefore, long csBefore) = (crm.Calls.Total, cs.Calls.Total);
        await hub.Services.GetRequiredService<VirtualSchedule>().RunDueAsync(cancellationToken);
        return
        [
            Ratio("salesforce_calls_sync_without_changes", crm.Calls.Total - crmBefore, 1),
            Ratio("gainsight_calls_sync_without_changes", cs.Calls.Total - csBefore, GainsightStreams),
        ];
    }

    private static async Task SyncTwiceAsync(WebApplication hub, VirtualClock clock, CancellationToken cancellationToken)
    {
        VirtualSchedule schedule = hub.Services.GetRequiredService<VirtualSchedule>();
        for (int round = 0; round < 2; round++)
        {
            await schedule.RunDueAsync(cancellationToken);
            clock.Advance(TimeSpan.FromHours(12));
        }
    }

    private static Figure Ratio(string name, long calls, int least) =>
        new(name, calls, "calls", $"least possible: {least}", calls / (double)least);

    private static IConfiguration Configuration(
        string folder, string clockFile, SalesforceSandbox crm, GainsightSandbox cs, string accessKey)
    {
        var options = new SalesforceSandboxOptions();
        return new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Listen"] = "http://127.0.0.1:0",
            ["Storage:File"] = Path.Combine(folder, "economy.db"),
            ["Clock:File"] = clockFile,
            ["Playbooks"] = Path.Combine(AppContext.BaseDirectory, "playbooks"),
            ["Workspaces:bench:SettingsFile"] = Path.Combine(AppContext.BaseDirectory, "playbooks", "workspace.yaml"),
            ["Connections:gainsight:Workspace"] = "bench",
            ["Connections:gainsight:Connector"] = "gainsight",
            ["Connections:gainsight:Every"] = "12:00:00",
            ["Connections:gainsight:Share"] = "1",
            ["Connections:gainsight:Settings:BaseUrl"] = cs.BaseAddress.ToString(),
            ["Connections:gainsight:Settings:AccessKey"] = accessKey,
            ["Connections:salesforce:Workspace"] = "bench",
            ["Connections:salesforce:Connector"] = "salesforce",
            ["Connections:salesforce:Every"] = "12:00:00",
            ["Connections:salesforce:Share"] = "1",
            ["Connections:salesforce:Settings:LoginUrl"] = crm.BaseAddress.ToString(),
            ["Connections:salesforce:Settings:ClientId"] = options.ClientId,
            ["Connections:salesforce:Settings:ClientSecret"] = options.ClientSecret,
            ["Logging:LogLevel:Default"] = "Warning",
        }).Build();
    }
}
