using Onboarding.Connectors.Calls;
using Onboarding.Model.Ids;
using Onboarding.Sync;
using Onboarding.Sync.Calls;

namespace Onboarding.Connectors.Tests.Calls;

/// <summary>A client with everything around it that a test needs to look at.</summary>
internal sealed class CallBench : IDisposable
{
    public static readonly Uri Home = new("https://home.example");

    private readonly MeterSource _meters = new();

    public CallBench(
        CallSettings? settings = null, bool signsIn = true, HttpMessageHandler? handler = null, Uri? address = null,
        params CallLimit[] limits)
    {
        CallSettings bounds = settings ?? new CallSettings { JitterSeed = 1 };
        var connection = new ConnectionId("crm");
        Budget = new CallBudget(
            new WorkspaceId("acme"), connection, [.. limits], bounds, Ledger, Clock, BudgetLog);
        Client = new PlatformClient(
            new PlainPlatform(address ?? Home, signsIn), handler ?? Handler, Budget,
            new CallMeter(connection, new SyncMetrics(_meters)), bounds, Clock, ClientLog);
    }

    public JumpingClock Clock { get; } = new();

    public ScriptedHandler Handler { get; } = new();

    public CallLedger Ledger { get; } = new();

    public HeardLog<CallBudget> BudgetLog { get; } = new();

    public HeardLog<PlatformClient> ClientLog { get; } = new();

    public CallBudget Budget { get; }

    public PlatformClient Client { get; }

    public static PlatformRequest Request(bool repeatable = true, string path = "/records") => new()
    {
        Method = HttpMethod.Get,
        Path = path,
        Purpose = "read records",
        Repeatable = repeatable,
    };

    public Task<PlatformResponse> SendAsync(PlatformRequest? request = null) =>
        Client.SendAsync(request ?? Request(), CallPriority.Normal, CancellationToken.None);

    public void Dispose()
    {
        Client.Dispose();
        Budget.Dispose();
        Handler.Dispose();
        _meters.Dispose();
    }
}
