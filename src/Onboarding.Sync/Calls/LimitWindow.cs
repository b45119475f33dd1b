using Onboarding.Connectors.Calls;

namespace Onboarding.Sync.Calls;

/// <summary>One limit of a family, with what the platform last said of it.</summary>
internal sealed class LimitWindow(CallLimit limit, CallSettings settings)
{
    private Foreign _foreign = new(limit.Calls, 0, DateTimeOffset.MinValue);

    public CallLimit Limit { get; } = limit;

    /// <summary>Calls that the store last counted in this window, ours and those of the hub's other processes.</summary>
    public int Spent { get; set; }

    /// <summary>
    /// Most calls of ours in one window: the share of the limit, or what others have left of it where that is less.
    /// A normal call stops before the reserve.
    /// </summary>
    /// <remarks>
    /// Example: limit 100, share 0.5, reserve 0.1. Alone: 50 urgent, 45 normal. When others have spent 70: 30 and 27.
    /// </remarks>
    public int Most(CallPriority priority, DateTimeOffset at)
    {
        Foreign foreign = Volatile.Read(ref _foreign);
        double share = Math.Max(1, Math.Floor(settings.Share * foreign.Allowed));
        double most = Math.Min(share, foreign.Allowed - foreign.SpentAt(at, Limit.Window));
        double reserve = priority == CallPriority.Urgent || most <= 1 ? 0 : Math.Ceiling(most * settings.UrgentReserve);
        return (int)Math.Max(0, Math.Floor(most - reserve));
    }

    /// <summary>What the platform counts beyond our own calls was spent by others.</summary>
    public void Correct(LimitReading reading, DateTimeOffset now) => Volatile.Write(
        ref _foreign, new Foreign(reading.Allowed, Math.Max(0, reading.Used - Spent), now));

    /// <summary>
    /// What others had spent at an instant. It is let go evenly over a window, as a rolling limit does: else a
    /// connection that others have starved would never call, and so never hear that there is room again.
    /// </summary>
    private sealed record Foreign(int Allowed, int Spent, DateTimeOffset At)
    {
        public double SpentAt(DateTimeOffset now, TimeSpan window) => Spent * Math.Clamp(1 - ((now - At) / window), 0, 1);
    }
}
