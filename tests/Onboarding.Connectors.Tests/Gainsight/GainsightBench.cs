using System.Collections.Immutable;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Gainsight;
using Onboarding.Connectors.Gainsight.Sandbox;
using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Settings;
using Onboarding.Connectors.Streams;
using Onboarding.Connectors.Tests.Calls;
using Onboarding.Connectors.Writes;
using Onboarding.Sync.Calls;

namespace Onboarding.Connectors.Tests.Gainsight;

/// <summary>A sandbox that is prepared for the hub, and the connector before it.</summary>
internal sealed class GainsightBench : IAsyncDisposable
{
    public const string AccessKey = "sandbox-access-key";

    private GainsightBench(GainsightSandbox sandbox, JumpingClock clock, PlatformBench bench) =>
        (Sandbox, Clock, Hub) = (sandbox, clock, bench);

    public static GainsightConnector Connector { get; } = new();

    public static Mapping Mapping { get; } =
        MappingFile.Read(Connector.DefaultMapping, "gainsight.yaml", Connector.Descriptor).Mapping!;

    public GainsightSandbox Sandbox { get; }

    public GainsightWorld World => Sandbox.World;

    public JumpingClock Clock { get; }

    public PlatformBench Hub { get; }

    public static async Task<GainsightBench> StartAsync(
        GainsightVariants? variants = null, CallSettings? calls = null, bool prepared = true,
        params (string Name, string Value)[] settings)
    {
        var clock = new JumpingClock();
        GainsightSandbox sandbox = await GainsightSandbox.StartAsync(
            new GainsightSandboxOptions { Variants = variants ?? new(), Limits = GainsightLimits.None }, clock,
            CancellationToken.None);
        if (prepared)
        {
            GainsightTenant.PrepareForHub(sandbox.World);
        }

        return new GainsightBench(
            sandbox, clock, new PlatformBench(Open(sandbox.BaseAddress, settings), clock, calls));
    }

    public static Platform Open(Uri address, params (string Name, string Value)[] settings)
    {
        var configured = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["BaseUrl"] = address.AbsoluteUri,
            ["AccessKey"] = AccessKey,
        };
        foreach ((string name, string value) in settings)
        {
            configured[name] = value;
        }

        return Connector.Open(ConnectionSettings.Check(Connector.Descriptor.Settings, configured));
    }

    /// <summary>A read of all fields that the default mapping uses.</summary>
    public static StreamRead Whole(string stream, string? cursor = null) => new(
        stream,
        [.. (Mapping.Of(stream)?.Fields ?? []).Select(field => field.Native).Order(StringComparer.Ordinal)],
        cursor,
        null);

    public async Task<ImmutableArray<PlatformRecord>> ReadAsync(string stream, string? cursor = null) =>
        [.. (await Hub.ReadAsync(Whole(stream, cursor))).SelectMany(page => page.Records)];

    public static WriteRecord New(string key, string fields) => new(key, null, JsonNode.Parse(fields)!.AsObject());

    public static WriteRecord Change(string key, string id, string fields) =>
        new(key, id, JsonNode.Parse(fields)!.AsObject());

    /// <summary>Creates one record and gives its id.</summary>
    public async Task<string> CreateAsync(string stream, string key, string fields)
    {
        ImmutableArray<WriteOutcome> outcomes = await Hub.WriteAsync(stream, WriteAction.Create, New(key, fields));
        return Xunit.Assert.IsType<WriteOutcome.Written>(Xunit.Assert.Single(outcomes)).ExternalId;
    }

    public async ValueTask DisposeAsync()
    {
        Hub.Dispose();
        await Sandbox.DisposeAsync();
    }
}
