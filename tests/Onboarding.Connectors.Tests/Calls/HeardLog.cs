using System.Collections.Concurrent;

using Microsoft.Extensions.Logging;

namespace Onboarding.Connectors.Tests.Calls;

/// <summary>A logger that keeps every line, of every level, with every value in it.</summary>
internal sealed class HeardLog<T> : ILogger<T>
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        string values = state is IEnumerable<KeyValuePair<string, object?>> pairs
            ? string.Join(", ", pairs.Select(pair => $"{pair.Key}={pair.Value}"))
            : "";
        Lines.Enqueue($"{eventId.Id} {logLevel} {formatter(state, exception)} [{values}] {exception}");
    }
}
