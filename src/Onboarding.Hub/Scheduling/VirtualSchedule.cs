using System.Collections.Immutable;

namespace Onboarding.Hub.Scheduling;

/// <summary>
/// The schedule on a virtual clock: runs what is due at this instant, and what follows from it, until all is quiet. The
/// ticks are the ones that Quartz fires on the system's clock. One caller at a time.
/// </summary>
public sealed class VirtualSchedule(Ticks ticks, TimeProvider clock) : IDisposable
{
    private readonly ImmutableArray<Tick> _ticks = ticks.All;
    private readonly Dictionary<string, DateTimeOffset> _next = ticks.All
        .Where(tick => !tick.AtOnce)
        .ToDictionary(tick => tick.Name, tick => clock.GetUtcNow() + tick.Every, StringComparer.Ordinal);

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Runs everything that is due. Cut off at any point, it can be asked again.</summary>
    /// <returns>How many ticks ran.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            int ran = 0;
            DateTimeOffset now = clock.GetUtcNow();
            foreach (Tick tick in _ticks.Where(tick => _next.GetValueOrDefault(tick.Name) <= now))
            {
                await tick.RunAsync(cancellationToken);
                _next[tick.Name] = now + tick.Every;
                await ticks.FollowAsync(cancellationToken);
                ran++;
            }

            return ran;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
