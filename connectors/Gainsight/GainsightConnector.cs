using System.Collections.Immutable;

using Onboarding.Connectors;
using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Gainsight;
using Onboarding.Connectors.Settings;

[assembly: Connector(typeof(GainsightConnector))]

namespace Onboarding.Connectors.Gainsight;

/// <summary>Gainsight CS (NXT), the customer-success platform.</summary>
public sealed class GainsightConnector : Connector
{
    private const string MappingName = "gainsight.yaml";

    // "API Documentation Overview": fixed windows for the whole tenant; "Timeline APIs" has its own.
    private static readonly ImmutableArray<CallLimit> s_limits =
    [
        new(CallLimit.DefaultFamily, 100, TimeSpan.FromMinutes(1)),
        new(CallLimit.DefaultFamily, 50_000, TimeSpan.FromDays(1)),
        new(GainsightStreams.TimelineFamily, 200, TimeSpan.FromMinutes(1)),
    ];

    /// <inheritdoc/>
    public override ConnectorDescriptor Descriptor { get; } = new()
    {
        Name = "gainsight",
        Title = "Gainsight",
        Settings = GainsightSettings.Definitions,
        Streams = [.. GainsightStreams.All.Select(stream => stream.Descriptor)],
        Limits = s_limits,
        // Filters carry their offset, so that no zone is in doubt; what is left are rows that commit late.
        Overlap = TimeSpan.FromMinutes(15),
    };

    /// <inheritdoc/>
    public override string DefaultMapping { get; } = ReadMapping();

    /// <inheritdoc/>
    public override Platform Open(ConnectionSettings settings) =>
        new GainsightPlatform(GainsightSettings.Read(settings), new SetupSteps(Descriptor, DefaultMapping));

    private static string ReadMapping()
    {
        using Stream stream = typeof(GainsightConnector).Assembly.GetManifestResourceStream(MappingName)
            ?? throw new InvalidOperationException($"The connector was built without {MappingName}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
