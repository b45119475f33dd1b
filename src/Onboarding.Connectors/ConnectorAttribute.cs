namespace Onboarding.Connectors;

/// <summary>Names the connector of an assembly. The hub finds connectors by it and by nothing else.</summary>
/// <param name="connector">A public type derived from <see cref="Connector"/> with a constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ConnectorAttribute(Type connector) : Attribute
{
    public Type Connector { get; } = connector;
}
