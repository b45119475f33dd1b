using System.IO.MemoryMappedFiles;

namespace Onboarding.Hub.Clocks;

/// <summary>
/// A clock that stands still until somebody moves it, for the demo and for tests that span processes: hub, sandboxes
/// and script share one file of eight bytes (UTC ticks). Whoever waits on it moves it forward by the time waited, so
/// that ninety days pass in seconds with the same code paths. A timer therefore means a deliberate wait; a time-out
/// around I/O must not use it.
/// </summary>
public sealed class VirtualClock : TimeProvider, IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly Lock _gate = new();

    private VirtualClock(MemoryMappedFile file)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, sizeof(long));
    }

    /// <summary>Makes the file and sets the time.</summary>
    public static VirtualClock Create(string path, DateTimeOffset start)
    {
        var clock = new VirtualClock(MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, sizeof(long)));
        clock._view.Write(0, start.UtcTicks);
        return clock;
    }

    /// <summary>Joins the clock that another process made.</summary>
    public static VirtualClock Open(string path) =>
        new(MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, sizeof(long)));

    public override DateTimeOffset GetUtcNow() => new(_view.ReadInt64(0), TimeSpan.Zero);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Ticks of the clock itself, so that measured spans are virtual too.</summary>
    public override long GetTimestamp() => _view.ReadInt64(0);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves the clock to an instant; it never goes back.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        lock (_gate)
        {
            if (instant.UtcTicks > _view.ReadInt64(0))
            {
                _view.Write(0, instant.UtcTicks);
            }
        }
    }

    /// <summary>Moves the clock on.</summary>
    public void Advance(TimeSpan span) => AdvanceTo(GetUtcNow() + span);

    /// <summary>Waiting moves the clock on and is over at once.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
        {
            throw new NotSupportedException("The virtual clock knows single waits only; recurring work is the schedule's.");
        }

        var timer = new Wait(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private sealed class Wait(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private volatile bool _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed || dueTime == Timeout.InfiniteTimeSpan)
            {
                return !_disposed;
            }

            clock.Advance(dueTime);
            ThreadPool.QueueUserWorkItem(_ =>
            {
                if (!_disposed)
                {
                    callback(state);
                }
            });
            return true;
        }

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            _disposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
