namespace Onboarding.Model.Journal;

/// <summary>The part of a state that is large, seldom changes and is alike in many aggregates.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="Write">The part as JSON, on one line.</param>
/// <param name="Without">The state with nothing in its place.</param>
/// <param name="With">The state with what was written in its place; a JsonException where that is no such part.</param>
/// <param name="Lacks">Whether there is nothing in its place.</param>
public sealed record SteadyPart<TState>(
    Func<TState, string> Write, Func<TState, TState> Without, Func<TState, string, TState> With, Func<TState, bool> Lacks);
