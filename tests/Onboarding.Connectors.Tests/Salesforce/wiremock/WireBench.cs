using System.Collections.Immutable;
using System.Diagnostics.Metrics;

using Microsoft.Extensions.DependencyInjection;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Streams;
using Onboarding.Connectors.Tests.Calls;
using Onboarding.Model.Ids;
using Onboarding.Sync;
using Onboarding.Sync.Calls;
using Onboarding.Testing.WireMock;

namespace Onboarding.Connectors.Tests.Salesforce;

/// <summary>The connector, opened against the real WireMock and spoken to through the hub's own client.</summary>
internal sealed class WireBench : IAsyncDisposable
{
    private const string Stubs = "Onboarding.Connectors.Tests/Salesforce/wiremock";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SocketsHttpHandler _handler = PlatformHandler.Create();
    private readonly CallBudget _budget;
    private readonly PlatformClient _client;

    private WireBench(WireMockServer server)
    {
        Server = server;
        Platform = SalesforceBench.Open(new Dictionary<string, string?>
        {
            ["LoginUrl"] = server.Address.ToString(),
            ["ClientId"] = "key",
            ["ClientSecret"] = "a&b",
        });
        // Long for the loopback and short for the stub that answers after thirty seconds.
        var bounds = new CallSettings { JitterSeed = 1, AttemptTimeMax = TimeSpan.FromSeconds(5) };
        var connection = new ConnectionId("crm");
        var clock = new JumpingClock();
        _budget = new CallBudget(
            new WorkspaceId("acme"), connection, [], bounds, new CallLedger(), clock, new HeardLog<CallBudget>());
        _client = new PlatformClient(
            Platform, _handler, _budget,
            new CallMeter(connection, new SyncMetrics(_services.GetRequiredService<IMeterFactory>())), bounds, clock,
            new HeardLog<PlatformClient>());
    }

    public WireMockServer Server { get; }

    public Platform Platform { get; }

    public static async Task<WireBench> StartAsync() =>
        new(await WireMockServer.StartAsync(Stubs, CancellationToken.None));

    public async Task<ImmutableArray<PageOutcome>> PagesAsync(params ImmutableArray<StreamRead> reads) =>
        Platform.ReadPages(reads, await SendAsync(Platform.Read(reads)));

    public Task<PlatformResponse> SendAsync(PlatformRequest request) =>
        _client.SendAsync(request, CallPriority.Normal, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _budget.Dispose();
        _handler.Dispose();
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }
}
