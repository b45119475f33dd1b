namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Fixed windows of the clock ("API Documentation Overview"). A window can be emptied in its first moment, and two
/// windows that meet allow twice the limit at their edge. A refused call does not count.
/// </summary>
internal sealed class CallLimiter(GainsightLimits limits, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(LimitFamily, TimeSpan), (long Window, int Spent)> _spent = [];

    /// <summary>Spends the calls, or spends none and answers false when a window has not that many left.</summary>
    public bool TrySpend(LimitFamily family, int calls = 1)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow().Ticks;
            var windows = Array.ConvertAll(Windows(family), limit =>
                (limit.Span, limit.Calls, Spent: Spent(family, limit.Span, now)));
            if (Array.Exists(windows, window => window.Spent > window.Calls - calls))
            {
                return false;
            }

            foreach (var (span, _, spent) in windows)
            {
                _spent[(family, span)] = (now / span.Ticks, spent + calls);
            }

            return true;
        }
    }

    private int Spent(LimitFamily family, TimeSpan span, long now) =>
        _spent.TryGetValue((family, span), out var last) && last.Window == now / span.Ticks ? last.Spent : 0;

    private (TimeSpan Span, int Calls)[] Windows(LimitFamily family) => family switch
    {
        LimitFamily.Sync => [(Minute, limits.SyncPerMinute), (Day, limits.SyncPerDay)],
        LimitFamily.Async => [(Hour, limits.AsyncPerHour), (Day, limits.AsyncPerDay)],
        LimitFamily.Users => [(Hour, limits.UsersPerHour), (Day, limits.UsersPerDay)],
        _ => [(Minute, limits.TimelinePerMinute)],
    };
}
