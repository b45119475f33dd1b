using System.Collections.Immutable;

using Onboarding.Connectors.Calls;

namespace Onboarding.Sync.Calls;

/// <summary>The budget of one family of calls.</summary>
/// <remarks>
/// Calls are taken from the store in blocks, so that a busy run does not pay a statement for each. A block grows while
/// demand is high and is one call when it is not, so that little is counted that is never sent. A block lives for
/// <see cref="_blockLife"/> only and windows are counted longer by as much: a call is sent at most that long after it was
/// counted, hence it is still counted for a whole window after it was sent.
/// </remarks>
internal sealed class CallLane : IDisposable
{
    // 64 steps of a window: a second of a minute, 22 minutes of a day. Fine enough to wait by, and six statements.
    private const int SearchSteps = 6;

    private static readonly TimeSpan s_blockLifeMax = TimeSpan.FromMinutes(1);

    private readonly ImmutableArray<LimitWindow> _windows;
    private readonly CallSettings _settings;
    private readonly TimeProvider _clock;
    private readonly Func<DateTimeOffset, int, DateTimeOffset, CancellationToken, Task<int>> _spend;
    private readonly TimeSpan _blockLife;
    private readonly Dictionary<CallPriority, Block> _blocks = [];
    private readonly SemaphoreSlim _turn = new(1);
    private long _heldUntilTicks;

    public CallLane(
        ImmutableArray<CallLimit> limits, CallSettings settings, TimeProvider clock,
        Func<DateTimeOffset, int, DateTimeOffset, CancellationToken, Task<int>> spend)
    {
        _windows = [.. limits.OrderBy(limit => limit.Window).Select(limit => new LimitWindow(limit, settings))];
        (_settings, _clock, _spend) = (settings, clock, spend);
        _blockLife = limits.IsEmpty ? TimeSpan.Zero : limits.Min(limit => limit.Window) / 30;
        _blockLife = _blockLife < s_blockLifeMax ? _blockLife : s_blockLifeMax;
    }

    /// <summary>Null when a call was counted and may be sent now, else how long to wait before asking again.</summary>
    public async Task<TimeSpan?> TakeAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        TimeSpan held = new DateTimeOffset(Interlocked.Read(ref _heldUntilTicks), TimeSpan.Zero) - _clock.GetUtcNow();
        if (held > TimeSpan.Zero)
        {
            return held;
        }

        if (_windows.IsEmpty)
        {
            return null;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await TakeInTurnAsync(priority, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void HoldUntil(DateTimeOffset until)
    {
        long known = Interlocked.Read(ref _heldUntilTicks);
        while (until.UtcTicks > known)
        {
            long seen = Interlocked.CompareExchange(ref _heldUntilTicks, until.UtcTicks, known);
            if (seen == known)
            {
                return;
            }

            known = seen;
        }
    }

    public void Correct(LimitReading reading)
    {
        if (_windows.IsEmpty || reading.Allowed <= 0)
        {
            return;
        }

        LimitWindow window = _windows.LastOrDefault(window => window.Limit.Calls == reading.Allowed) ?? _windows[^1];
        window.Correct(reading, _clock.GetUtcNow());
    }

    public void Dispose() => _turn.Dispose();

    private async Task<TimeSpan?> TakeInTurnAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        Block? block = _blocks.GetValueOrDefault(priority);
        bool lives = block is not null && now - block.TakenAt <= _blockLife;
        if (lives && block!.Left > 0)
        {
            _blocks[priority] = block with { Left = block.Left - 1 };
            return null;
        }

        int size = lives ? Math.Min(block!.Size * 2, BlockMax()) : 1;
        if (await ReserveAsync(size, priority, now, cancellationToken) is not { } full)
        {
            _blocks[priority] = new Block(now, size, size - 1);
            return null;
        }

        if (size > 1 && await ReserveAsync(1, priority, now, cancellationToken) is null)
        {
            _blocks[priority] = new Block(now, 1, 0);
            return null;
        }

        return await WaitForAsync(full, priority, now, cancellationToken);
    }

    private int BlockMax() => Math.Clamp(_windows.Min(window => window.Limit.Calls) / 20, 1, _settings.BlockMax);

    /// <summary>Counts the calls and gives null, or counts nothing and gives the window that they do not fit into.</summary>
    private async Task<LimitWindow?> ReserveAsync(
        int calls, CallPriority priority, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Count first and look afterwards: two processes that do so at once may both step back, but never both go on.
        int adding = calls;
        foreach (LimitWindow window in _windows)
        {
            int spent = await _spend(now, adding, SinceOf(window, now), cancellationToken);
            adding = 0;
            window.Spent = spent;
            if (spent > window.Most(priority, now))
            {
                await _spend(now, -calls, now, cancellationToken);
                window.Spent -= calls;
                return window;
            }
        }

        return null;
    }

    /// <summary>The shortest wait, to a 64th of the window, after which one more call fits.</summary>
    private async Task<TimeSpan> WaitForAsync(
        LimitWindow window, CallPriority priority, DateTimeOffset now, CancellationToken cancellationToken)
    {
        TimeSpan tooShort = TimeSpan.Zero;
        // A store may count by the second and includes the first one, so what was counted there is out after the next.
        TimeSpan enough = window.Limit.Window + _blockLife + TimeSpan.FromSeconds(1);
        for (int step = 0; step < SearchSteps; step++)
        {
            TimeSpan middle = (tooShort + enough) / 2;
            int spent = await _spend(now, 0, SinceOf(window, now + middle), cancellationToken);
            if (spent < window.Most(priority, now + middle))
            {
                enough = middle;
            }
            else
            {
                tooShort = middle;
            }
        }

        return enough;
    }

    private DateTimeOffset SinceOf(LimitWindow window, DateTimeOffset now) => now - window.Limit.Window - _blockLife;

    /// <summary>Calls that are counted already and may be sent.</summary>
    private sealed record Block(DateTimeOffset TakenAt, int Size, int Left);
}
