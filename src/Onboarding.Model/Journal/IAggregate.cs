using System.Text.Json.Serialization.Metadata;

namespace Onboarding.Model.Journal;

/// <summary>
/// A kind of aggregate as two functions without I/O. The same functions serve a live call, a replay and a simulation.
/// </summary>
/// <typeparam name="TState">The state; immutable. Null stands for "does not exist yet".</typeparam>
/// <typeparam name="TCommand">The closed set of commands.</typeparam>
/// <typeparam name="TEvent">The closed set of events; journaled as JSON, so a case is never renamed.</typeparam>
public interface IAggregate<TState, TCommand, TEvent>
    where TState : class
    where TCommand : class
    where TEvent : class
{
    /// <summary>First part of the stream's id; a lower-case word.</summary>
    static abstract string Kind { get; }

    /// <summary>How the state is stored.</summary>
    static abstract JsonTypeInfo<TState> StateJson { get; }

    /// <summary>How an event is stored.</summary>
    static abstract JsonTypeInfo<TEvent> EventJson { get; }

    /// <summary>What follows from a command. Pure: the same arguments give the same answer.</summary>
    static abstract Decision<TEvent> Decide(TState? state, TCommand command, DateTimeOffset now);

    /// <summary>The state after an event. Pure, total for every event that <see cref="Decide"/> can give.</summary>
    static abstract TState Evolve(TState? state, TEvent @event);

    /// <summary>
    /// The next instant at which the passing of time alone changes this aggregate, or null when there is none. The
    /// timer table holds it, and the sweep sends <see cref="WhenDue"/> then.
    /// </summary>
    static abstract DateTimeOffset? NextDue(TState state);

    /// <summary>The command that looks at what has fallen due, or null for an aggregate without timers.</summary>
    static abstract TCommand? WhenDue { get; }
}
