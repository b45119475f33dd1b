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
    private const int GainsightRows = 5_000;

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
            crm.World.AddOpportunity(
                crm.World.AddAccount($"Customer {n:00000}"), "First deal", new DateOnly(2026, 3, 2),
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["StageName"] = "Closed Won" });
        }

        // Nobody's CRM was changed as a whole within the minutes that a read goes back.
        clock.Advance(TimeSpan.FromDays(1));
        var rounds = new Rounds(hub.Services.GetRequiredService<VirtualSchedule>(), clock, crm, cs);

        // First all is read; the next round writes what followed: tier of the account, state of the handoff, the company.
        (long crmFirst, long csFirst) = await rounds.RunAsync(2, cancellationToken);
        int crmLeast = (Accounts / SalesforceRows) + 1 + (2 * Accounts / SalesforceBatch);
        int csLeast = (2 * GainsightStreams) + (Accounts / GainsightBatch);

        // What was written has a new time of change and is given once more; no vendor's rule leaves it out.
        (long crmEcho, long csEcho) = await rounds.RunAsync(1, cancellationToken);
        await rounds.RunAsync(1, cancellationToken);
        (long crmIdle, long csIdle) = await rounds.RunAsync(1, cancellationToken);
        await hub.StopAsync(cancellationToken);
        return
        [
            Ratio("salesforce_calls_first_sync_10000_accounts", crmFirst, crmLeast),
            Ratio("gainsight_calls_first_sync_10000_accounts", csFirst, csLeast),
            Ratio("salesforce_calls_sync_after_10000_writes", crmEcho, Accounts / SalesforceRows),
            Ratio("gainsight_calls_sync_after_10000_writes", csEcho, GainsightStreams + (Accounts / GainsightRows)),
            Ratio("salesforce_calls_sync_without_changes", crmIdle, 1),
            Ratio("gainsight_calls_sync_without_changes", csIdle, GainsightStreams),
        ];
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

    /// <summary>Rounds of the schedule, each long after the one before, and the calls that they make.</summary>
    private sealed class Rounds(VirtualSchedule schedule, VirtualClock clock, SalesforceSandbox crm, GainsightSandbox cs)
    {
        public async Task<(long Crm, long Cs)> RunAsync(int count, CancellationToken cancellationToken)
        {
            (long crmBefore, long csBefore) = (crm.Calls.Total, cs.Calls.Total);
            for (int round = 0; round < count; round++)
            {
                await schedule.RunDueAsync(cancellationToken);
                clock.Advance(TimeSpan.FromHours(12));
            }

            return (crm.Calls.Total - crmBefore, cs.Calls.Total - csBefore);
        }
    }
}
