using Onboarding.Testing.Clocks;
using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce.Sandbox;

public sealed class ManualClockTests
{
    [Fact]
    public async Task A_delay_ends_when_the_clock_reaches_it_and_not_before()
    {
        var clock = new ManualClock();
        var delay = Task.Delay(TimeSpan.FromSeconds(10), clock);

        clock.Advance(TimeSpan.FromSeconds(9));
        var early = delay.IsCompleted;
        clock.Advance(TimeSpan.FromSeconds(1));
        await delay;

        Assert.False(early);
        Assert.Equal(0, clock.PendingTimers);
    }

    [Fact]
    public async Task Timers_fire_in_order_each_at_its_due_time()
    {
        var clock = new ManualClock();
        var start = clock.GetUtcNow();
        var fired = new List<double>();
        void Note(object? state) => fired.Add((clock.GetUtcNow() - start).TotalSeconds);
        await using var late = clock.CreateTimer(Note, null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        await using var each = clock.CreateTimer(Note, null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(6));
        await each.DisposeAsync();
        clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal([2, 4, 5, 6], fired);
        Assert.Equal(TimeSpan.FromSeconds(12), clock.GetElapsedTime(start.Ticks));
    }
}
