using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Onboarding.Model.Journal;

/// <summary>
/// A kind of aggregate: two functions without I/O and how their values are kept. The same functions serve a live
/// call, a replay and a simulation. This part knows no types, for code that handles every kind alike.
/// </summary>
public abstract class AggregateKind
{
    private protected AggregateKind(string name) => Name = name;

    /// <summary>First part of the ids of its streams; a lower-case word.</summary>
    public string Name { get; }

    /// <summary>The stream of one aggregate of this kind.</summary>
    public StreamId Stream(string key) => new(Name, key);

    /// <summary>Length of a written state without the steady part that it shares with others.</summary>
    public static int OwnLength(string state) => state.IndexOf('\n') is var end and >= 0 ? end : state.Length;

    /// <summary>The state, as it is written, that the events, oldest first, come to; null when there are none.</summary>
    public abstract string? Replay(IEnumerable<string> payloads);

    /// <summary>A state as it would be written today, whichever form it was written in.</summary>
    /// <exception cref="JsonException">It is no state of this kind.</exception>
    public abstract string Rewrite(string state);
}

/// <summary>A kind of aggregate with its types.</summary>
/// <typeparam name="TState">The state; immutable. Null stands for "does not exist yet".</typeparam>
/// <typeparam name="TCommand">The closed set of commands.</typeparam>
/// <typeparam name="TEvent">The closed set of events; journaled as JSON, so a case is never renamed.</typeparam>
public sealed class AggregateKind<TState, TCommand, TEvent> : AggregateKind
    where TState : class
    where TCommand : class
    where TEvent : class
{
    private readonly Dictionary<Type, string> _eventNames;

    public AggregateKind(string name, JsonTypeInfo<TState> stateJson, JsonTypeInfo<TEvent> eventJson)
        : base(name)
    {
        StateJson = stateJson;
        EventJson = eventJson;
        _eventNames = eventJson.PolymorphismOptions!.DerivedTypes
            .ToDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);
    }

    public JsonTypeInfo<TState> StateJson { get; }

    /// <summary>What of a state seldom changes and is written on a line of its own; null for a kind without such a part.</summary>
    public SteadyPart<TState>? Steady { get; init; }

    public JsonTypeInfo<TEvent> EventJson { get; }

    /// <summary>What follows from a command. Pure: the same arguments give the same answer.</summary>
    public required Func<TState?, TCommand, DateTimeOffset, Decision<TEvent>> Decide { get; init; }

    /// <summary>The state after an event. Pure, and total for every event that <see cref="Decide"/> can give.</summary>
    public required Func<TState?, TEvent, TState> Evolve { get; init; }

    /// <summary>
    /// The next instant at which the passing of time alone changes this aggregate, or null when there is none. The
    /// timer table holds it, and the sweep sends <see cref="WhenDue"/> then.
    /// </summary>
    public Func<TState, DateTimeOffset?> NextDue { get; init; } = static _ => null;

    /// <summary>
    /// What its timer needs besides time, such as the system that a delivery goes to: while that is taken, its timer
    /// waits. The same for as long as the aggregate lives; null for nothing.
    /// </summary>
    public Func<TState, string?> Lane { get; init; } = static _ => null;

    /// <summary>The command that looks at what has fallen due; null for a kind without timers.</summary>
    public TCommand? WhenDue { get; init; }

    /// <summary>What lists and look-ups know of an aggregate without reading its state.</summary>
    public required Func<TState, AggregateIndex> Index { get; init; }

    /// <summary>The lasting name of an event's case, such as "task_completed".</summary>
    public string NameOf(TEvent @event) => _eventNames[@event.GetType()];

    /// <summary>The event that was written as JSON.</summary>
    public TEvent ReadEvent(string json) => JsonSerializer.Deserialize(json, EventJson)
        ?? throw new InvalidOperationException($"An event of kind '{Name}' reads as null.");

    /// <summary>
    /// A state as text: JSON on one line, or on two where the kind has a steady part, so that a store can keep the second
    /// line once for all aggregates that share it.
    /// </summary>
    public string WriteState(TState state) =>
        WriteSteady(state) is { } steady ? $"{WriteOwn(state)}\n{steady}" : WriteOwn(state);

    /// <summary>The first line of a written state.</summary>
    public string WriteOwn(TState state) =>
        JsonSerializer.Serialize(Steady is null ? state : Steady.Without(state), StateJson);

    /// <summary>The second line of a written state; null for a kind without a steady part.</summary>
    public string? WriteSteady(TState state) => Steady?.Write(state);

    /// <summary>The state that was written; one on a single line holds its steady part itself.</summary>
    /// <exception cref="JsonException">It is no state of this kind.</exception>
    public TState ReadState(string text)
    {
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        ReadOnlySpan<char> first = end < 0 ? text : text.AsSpan(0, end);
        TState state = JsonSerializer.Deserialize(first, StateJson)
            ?? throw new InvalidOperationException($"A state of kind '{Name}' reads as null.");
        return end >= 0 ? Steady!.With(state, text[(end + 1)..])
            : Steady?.Lacks(state) is true ? throw new JsonException($"A state of kind '{Name}' lacks its steady part.")
            : state;
    }

    /// <summary>The state that the events, oldest first, come to; null when there are none.</summary>
    public TState? StateOf(IEnumerable<string> payloads) =>
        payloads.Aggregate<string, TState?>(null, (at, json) => Evolve(at, ReadEvent(json)));

    public override string? Replay(IEnumerable<string> payloads) =>
        StateOf(payloads) is { } state ? WriteState(state) : null;

    public override string Rewrite(string state) => WriteState(ReadState(state));
}
