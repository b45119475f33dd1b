using System.Text.Json.Nodes;

using Onboarding.Connectors.Gainsight.Sandbox;
using Onboarding.Connectors.Salesforce.Sandbox;

namespace Onboarding.Cli.Demo.Running;

/// <summary>The two platforms, faked on loopback in this process, on the demo's clock.</summary>
internal sealed class DemoPlatforms : IAsyncDisposable
{
    private readonly SalesforceSandboxOptions _crmOptions;
    private readonly GainsightSandboxOptions _csOptions;

    private DemoPlatforms(
        SalesforceSandboxOptions crmOptions, SalesforceSandbox crm, GainsightSandboxOptions csOptions, GainsightSandbox cs)
    {
        (_crmOptions, Crm, _csOptions, Cs) = (crmOptions, crm, csOptions, cs);
        GainsightTenant.PrepareForHub(cs.World);
    }

    public SalesforceSandbox Crm { get; }

    public GainsightSandbox Cs { get; }

    /// <summary>Starts both; a share of their answers is bad, spread over all the ways in which answers go wrong.</summary>
    public static async Task<DemoPlatforms> StartAsync(
        int seed, double badShare, TimeProvider clock, CancellationToken cancellationToken)
    {
        var crmOptions = new SalesforceSandboxOptions
        {
            Seed = seed,
            Faults = CrmFaults(seed, badShare),
            // The longest that an administrator can set; with the usual two hours every run would begin with a sign-in.
            SessionTimeout = TimeSpan.FromHours(24),
        };
        var csOptions = new GainsightSandboxOptions { Seed = seed, Faults = CsFaults(seed, badShare) };
        SalesforceSandbox crm = await SalesforceSandbox.StartAsync(crmOptions, clock, cancellationToken);
        try
        {
            GainsightSandbox cs = await GainsightSandbox.StartAsync(csOptions, clock, cancellationToken);
            return new DemoPlatforms(crmOptions, crm, csOptions, cs);
        }
        catch
        {
            await crm.DisposeAsync();
            throw;
        }
    }

    public JsonObject CrmSettings() => new()
    {
        ["LoginUrl"] = Crm.BaseAddress.ToString(),
        ["ClientId"] = _crmOptions.ClientId,
        ["ClientSecret"] = _crmOptions.ClientSecret,
    };

    public JsonObject CsSettings() => new()
    {
        ["BaseUrl"] = Cs.BaseAddress.ToString(),
        ["AccessKey"] = _csOptions.AccessKey,
    };

    public async ValueTask DisposeAsync()
    {
        await Crm.DisposeAsync();
        await Cs.DisposeAsync();
    }

    private static SalesforceFaults CrmFaults(int seed, double share)
    {
        double each = share / 9;
        return new SalesforceFaults
        {
            Seed = seed,
            OrgThrottled = each,
            EdgeThrottled = each,
            ServerError = each,
            Unavailable = each,
            DroppedBefore = each,
            DroppedAfter = each,
            TornBody = each,
            SessionLost = each,
            RowLocked = each,
        };
    }

    private static GainsightFaults CsFaults(int seed, double share)
    {
        GainsightFault[] faults =
        [
            GainsightFault.Throttled, GainsightFault.ThrottledWith200, GainsightFault.ServerError, GainsightFault.FalseWith200,
            GainsightFault.DroppedBefore, GainsightFault.DroppedAfter, GainsightFault.TornBody, GainsightFault.RecordsRefused,
            GainsightFault.BatchFailed,
        ];
        return GainsightFaults.Each(share / faults.Length, seed, faults);
    }
}
