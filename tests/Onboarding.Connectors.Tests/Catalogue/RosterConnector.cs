using Onboarding.Connectors.Settings;

namespace Onboarding.Connectors.Tests.Catalogue;

/// <summary>What a dropped-in connector does.</summary>
public class RosterConnector : Connector
{
    public override ConnectorDescriptor Descriptor => new()
    {
        Name = Name,
        Title = Name,
        Settings = [],
        Streams = [],
        Limits = [],
        Overlap = TimeSpan.Zero,
    };

    public override string DefaultMapping => "";

    protected virtual string Name => "roster";

    public override Platform Open(ConnectionSettings settings) => throw new NotSupportedException();
}
