using System.Diagnostics;

namespace Onboarding.Benchmarks;

/// <summary>Measures rates: a warm-up, then as many rounds as fit in a span, by several clients at once.</summary>
internal static class Stopwatching
{
    public static TimeSpan Span { get; } = TimeSpan.FromSeconds(3);

    /// <summary>Rounds per second that the clients make together.</summary>
    /// <param name="clients">How many work at the same time.</param>
    /// <param name="round">One round; is given the client's number and the number of its round.</param>
    /// <param name="cancellationToken">Ends the measuring.</param>
    public static async Task<(double PerSecond, long Rounds)> RateAsync(
        int clients, Func<int, int, Task> round, CancellationToken cancellationToken)
    {
        // Long enough for the runtime to have compiled in full what a server has after its first minute.
        await RunAsync(clients, round, 0, Span, cancellationToken);
        long begun = Stopwatch.GetTimestamp();
        long rounds = await RunAsync(clients, round, 1_000_000, Span, cancellationToken);
        return (rounds / Stopwatch.GetElapsedTime(begun).TotalSeconds, rounds);
    }

    private static async Task<long> RunAsync(
        int clients, Func<int, int, Task> round, int first, TimeSpan span, CancellationToken cancellationToken)
    {
        long begun = Stopwatch.GetTimestamp();
        int[] made = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(
            async () =>
            {
                int n = 0;
                while (Stopwatch.GetElapsedTime(begun) < span)
                {
                    await round(client, first + n);
                    n++;
                }

                return n;
            },
            cancellationToken)));
        return made.Sum();
    }
}
