using Onboarding.Connectors.Settings;

namespace Onboarding.Connectors;

/// <summary>
/// What a platform is. One instance serves the whole process, so it holds no state; <see cref="Open"/> binds it to
/// the settings of one connection.
/// </summary>
public abstract class Connector
{
    /// <summary>What the hub and the operator may know of the platform without a connection.</summary>
    public abstract ConnectorDescriptor Descriptor { get; }

    /// <summary>
    /// Binds the connector to settings that have passed <see cref="SettingsReader"/>'s check against
    /// <see cref="ConnectorDescriptor.Settings"/>. Makes no call.
    /// </summary>
    /// <exception cref="SettingsException">A setting is present and well-formed but cannot be used, such as a bad key.</exception>
    public abstract Platform Open(ConnectionSettings settings);

    /// <summary>The mapping the connector ships, as a YAML file; a connection may name another.</summary>
    public abstract string DefaultMapping { get; }
}
