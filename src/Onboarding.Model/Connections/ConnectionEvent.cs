using System.Text.Json.Serialization;

using Onboarding.Model.Ids;

namespace Onboarding.Model.Connections;

/// <summary>What happened to a connection.</summary>
[JsonDerivedType(typeof(Registered), "connection_registered")]
[JsonDerivedType(typeof(Paused), "connection_paused")]
[JsonDerivedType(typeof(Resumed), "connection_resumed")]
public abstract record ConnectionEvent
{
    private ConnectionEvent()
    {
    }

    public sealed record Registered(ConnectionId Id, string Connector) : ConnectionEvent;

    public sealed record Paused(string Reason, DateTimeOffset At) : ConnectionEvent;

    public sealed record Resumed : ConnectionEvent;
}
