using Onboarding.Model.Ids;

namespace Onboarding.Model.Connections;

/// <summary>What can be asked of a connection.</summary>
public abstract record ConnectionCommand
{
    private ConnectionCommand()
    {
    }

    /// <summary>Makes it known; said at every start of the hub.</summary>
    public sealed record Register(ConnectionId Id, string Connector) : ConnectionCommand;

    public sealed record Pause(string Reason) : ConnectionCommand;

    public sealed record Resume : ConnectionCommand;
}
