namespace Onboarding.Connectors.Salesforce.Sandbox.Limits;

/// <summary>
/// The calls of the last 24 hours, kept by the minute: the window rolls, so room comes back little by little
/// ("App Limits Cheat Sheet, API Request Limits and Allocations"). The world's lock guards it.
/// </summary>
internal sealed class DailyAllocation(TimeProvider clock, int max)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private readonly Queue<(DateTimeOffset Minute, int Calls)> _minutes = [];
    private (DateTimeOffset Minute, int Calls) _current;
    private int _used;

    public int Max { get; } = max;

    public int Used
    {
        get
        {
            var horizon = clock.GetUtcNow() - Window;
            while (_minutes.TryPeek(out var oldest) && oldest.Minute <= horizon)
            {
                _used -= _minutes.Dequeue().Calls;
            }

            if (_current.Calls > 0 && _current.Minute <= horizon)
            {
                _used -= _current.Calls;
                _current = default;
            }

            return _used;
        }
    }

    /// <summary>Takes calls from the allocation; false, and nothing taken, when there is no room.</summary>
    public bool TrySpend(int calls)
    {
        if (Used + calls > Max)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        if (_current.Minute != minute)
        {
            if (_current.Calls > 0)
            {
                _minutes.Enqueue(_current);
            }

            _current = (minute, 0);
        }

        _current.Calls += calls;
        _used += calls;
        return true;
    }
}
