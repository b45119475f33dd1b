using System.Diagnostics;

using Onboarding.Model.Journal;

namespace Onboarding.Model.Connections;

/// <summary>Decides and evolves connections.</summary>
public static class Connection
{
    public static Decision<ConnectionEvent> Decide(ConnectionState? state, ConnectionCommand command, DateTimeOffset now) =>
        (state, command) switch
        {
            (null, ConnectionCommand.Register register) =>
                Decision<ConnectionEvent>.Of(new ConnectionEvent.Registered(register.Id, register.Connector)),
            (null, _) => Decision<ConnectionEvent>.Refuse(
                RefusalReason.NotFound, "There is no such connection; add it to the hub's configuration."),
            (_, ConnectionCommand.Register register) => register.Connector == state.Connector
                ? Decision<ConnectionEvent>.Unchanged
                : Decision<ConnectionEvent>.Refuse(
                    RefusalReason.AlreadyExists,
                    $"Connection {state.Id} is one to {state.Connector}; give the one to {register.Connector} another name."),
            ({ PausedBecause: null }, ConnectionCommand.Pause pause) =>
                Decision<ConnectionEvent>.Of(new ConnectionEvent.Paused(pause.Reason, now)),
            ({ PausedBecause: not null }, ConnectionCommand.Resume) => Decision<ConnectionEvent>.Of(new ConnectionEvent.Resumed()),
            (_, ConnectionCommand.Pause or ConnectionCommand.Resume) => Decision<ConnectionEvent>.Unchanged,
            _ => throw new UnreachableException(),
        };

    public static ConnectionState Evolve(ConnectionState? state, ConnectionEvent @event) => @event switch
    {
        ConnectionEvent.Registered registered => new ConnectionState { Id = registered.Id, Connector = registered.Connector },
        ConnectionEvent.Paused paused => state! with { PausedBecause = paused.Reason, PausedAt = paused.At },
        ConnectionEvent.Resumed => state! with { PausedBecause = null, PausedAt = null },
        _ => throw new UnreachableException(),
    };

    public static AggregateIndex Index(ConnectionState state) => new(
        Parent: null, State: state.PausedBecause is null ? "active" : "paused", Title: state.Id.Value);
}
