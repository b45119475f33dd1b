using Onboarding.Connectors;
using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Salesforce;
using Onboarding.Connectors.Settings;

[assembly: Connector(typeof(SalesforceConnector))]

namespace Onboarding.Connectors.Salesforce;

/// <summary>Salesforce over its REST, Composite and Tooling APIs; see README.md beside this file.</summary>
public sealed class SalesforceConnector : Connector
{
    private const string MappingName = "salesforce.yaml";

    /// <summary>What the hub and the operator may know of Salesforce without a connection.</summary>
    public override ConnectorDescriptor Descriptor { get; } = new()
    {
        Name = "salesforce",
        Title = "Salesforce",
        Settings = SalesforceSettings.Definitions,
        Streams = [.. SalesforceStreams.All.Select(stream => stream.Descriptor)],
        // A composite takes five queries ("REST API Developer Guide, Composite"), so an idle poll is one call.
        ReadsPerCall = 5,
        // The smallest paid allocation ("App Limits Cheat Sheet, API Request Limits and Allocations"); every answer tells
        // the organization's own, which is then used.
        Limits = [new CallLimit(CallLimit.DefaultFamily, 100_000, TimeSpan.FromHours(24))],
        // A row is stamped inside its transaction and seen when that commits; a call may run for ten minutes.
        Overlap = TimeSpan.FromMinutes(10),
    };

    /// <summary>The mapping that Salesforce is given unless a connection names another.</summary>
    public override string DefaultMapping { get; } = ReadMapping();

    /// <inheritdoc/>
    public override Platform Open(ConnectionSettings settings) => new SalesforcePlatform(SalesforceSettings.Read(settings));

    private static string ReadMapping()
    {
        using Stream stream = typeof(SalesforceConnector).Assembly.GetManifestResourceStream(MappingName)
            ?? throw new InvalidOperationException($"The connector was built without {MappingName}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
