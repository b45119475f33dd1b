using System.Collections.Concurrent;

using Microsoft.Extensions.Logging;

namespace Onboarding.Hub.Tests.Deliveries;

/// <summary>Keeps every line that is logged.</summary>
internal sealed class HeardLog<T>(ConcurrentQueue<string> lines) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception?.Message}");
}
