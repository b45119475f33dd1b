using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;

using Microsoft.Extensions.DependencyInjection;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Salesforce;
using Onboarding.Connectors.Salesforce.Sandbox;
using Onboarding.Connectors.Settings;
using Onboarding.Connectors.Streams;
using Onboarding.Connectors.Tests.Calls;
using Onboarding.Connectors.Writes;
using Onboarding.Model.Ids;
using Onboarding.Sync;
using Onboarding.Sync.Calls;
using Onboarding.Sync.Setup;

using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce;

/// <summary>The connector, opened against a sandbox and spoken to through the hub's own client, on one jumping clock.</summary>
internal sealed class SalesforceBench : IAsyncDisposable
{
    public static readonly SalesforceConnector Connector = new();

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SocketsHttpHandler _handler = PlatformHandler.Create();
    private readonly CallBudget _budget;

    private SalesforceBench(SalesforceSandbox sandbox, JumpingClock clock, Dictionary<string, string?> settings)
    {
        (Sandbox, Clock) = (sandbox, clock);
        Platform = Open(settings);
        var bounds = new CallSettings { JitterSeed = 1 };
        var connection = new ConnectionId("crm");
        _budget = new CallBudget(
            new WorkspaceId("acme"), connection, Connector.Descriptor.Limits, bounds, new CallLedger(), clock, BudgetLog);
        Client = new PlatformClient(
            Platform, _handler, _budget,
            new CallMeter(connection, new SyncMetrics(_services.GetRequiredService<IMeterFactory>())), bounds, clock, ClientLog);
    }

    public SalesforceSandbox Sandbox { get; }

    public SalesforceWorld World => Sandbox.World;

    public JumpingClock Clock { get; }

    public Platform Platform { get; }

    public PlatformClient Client { get; }

    public HeardLog<CallBudget> BudgetLog { get; } = new();

    public HeardLog<PlatformClient> ClientLog { get; } = new();

    /// <summary>The mapping that the connector ships.</summary>
    public static Mapping Mapping { get; } =
        MappingFile.Read(Connector.DefaultMapping, "salesforce.yaml", Connector.Descriptor).Mapping!;

    public static ImmutableArray<string> Streams { get; } =
        [.. Connector.Descriptor.Streams.Select(stream => stream.Name)];

    public static Platform Open(Dictionary<string, string?> settings) =>
        Connector.Open(ConnectionSettings.Check(Connector.Descriptor.Settings, settings));

    /// <summary>The settings of a connection that signs in with client credentials.</summary>
    public static Dictionary<string, string?> SettingsOf(Uri address, SalesforceSandboxOptions? options = null)
    {
        options ??= new SalesforceSandboxOptions();
        return new Dictionary<string, string?>
        {
            ["LoginUrl"] = address.ToString(),
            ["ClientId"] = options.ClientId,
            ["ClientSecret"] = options.ClientSecret,
        };
    }

    public static async Task<SalesforceBench> StartAsync(
        SalesforceSandboxOptions? options = null, bool setUp = false, Action<Dictionary<string, string?>>? change = null)
    {
        var clock = new JumpingClock();
        SalesforceSandbox sandbox =
            await SalesforceSandbox.StartAsync(options ?? new SalesforceSandboxOptions(), clock, CancellationToken.None);
        Dictionary<string, string?> settings = SettingsOf(sandbox.BaseAddress, options);
        change?.Invoke(settings);
        var bench = new SalesforceBench(sandbox, clock, settings);
        if (setUp)
        {
            Assert.All(
                await bench.Setup().ApplyAsync(CancellationToken.None), step => Assert.NotEqual(SetupState.Failed, step.State));
            sandbox.Calls.Reset();
        }

        return bench;
    }

    public SetupRunner Setup() => new(Client, Platform.Setup);

    /// <summary>A read of the fields that the default mapping uses.</summary>
    public static StreamRead Read(string stream, string? cursor = null, string? pageToken = null) => new(
        stream,
        [.. Mapping.Of(stream)!.Fields.Select(field => field.Native).Order(StringComparer.Ordinal)],
        cursor,
        pageToken);

    /// <summary>A read of few fields, which needs no set-up.</summary>
    public static StreamRead Read(string stream, ImmutableArray<string> fields, string? cursor = null, string? pageToken = null) =>
        new(stream, fields, cursor, pageToken);

    public Task<PlatformResponse> SendAsync(PlatformRequest request) =>
        Client.SendAsync(request, CallPriority.Normal, CancellationToken.None);

    public async Task<ImmutableArray<PageOutcome>> PagesAsync(params ImmutableArray<StreamRead> reads) =>
        Platform.ReadPages(reads, await SendAsync(Platform.Read(reads)));

    public async Task<PageOutcome.Page> PageAsync(StreamRead read) =>
        Assert.IsType<PageOutcome.Page>((await PagesAsync(read)).Single());

    /// <summary>All records after a cursor, and the cursor at their end.</summary>
    public async Task<(List<PlatformRecord> Records, string? Cursor)> ReadAllAsync(StreamRead read)
    {
        var records = new List<PlatformRecord>();
        string? cursor = read.Cursor;
        while (true)
        {
            PageOutcome.Page page = await PageAsync(read);
            records.AddRange(page.Records);
            cursor = page.Cursor ?? cursor;
            if (!page.More)
            {
                return (records, cursor);
            }

            read = read with { Cursor = cursor, PageToken = page.PageToken };
        }
    }

    public async Task<ImmutableArray<WriteOutcome>> WriteAsync(
        string stream, WriteAction action, params ImmutableArray<WriteRecord> records)
    {
        var batch = new WriteBatch(stream, action, records);
        PlatformAnswer answer =
            await Client.AskAsync(Platform.Write(batch), CallPriority.Normal, CancellationToken.None);
        Assert.True(answer.Failure is null or { Kind: Failures.FailureKind.RecordRejected }, answer.Failure?.Message);
        return Platform.ReadOutcomes(batch, answer.Response);
    }

    public static WriteRecord Record(string key, string? id, params ReadOnlySpan<(string Field, JsonNode? Value)> fields)
    {
        var native = new JsonObject();
        foreach ((string field, JsonNode? value) in fields)
        {
            native[field] = value;
        }

        return new WriteRecord(key, id, native);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _budget.Dispose();
        _handler.Dispose();
        await Sandbox.DisposeAsync();
        await _services.DisposeAsync();
    }
}
