using Onboarding.Cli.Demo;
using Onboarding.Cli.Demo.Running;

using Xunit;

namespace Onboarding.Hub.Tests.Demo;

/// <summary>When the hub is killed in the demo.</summary>
public sealed class KillPlanTests
{
    [Fact]
    public void The_same_seed_kills_at_the_same_moments() =>
        Assert.Equal(KillPlan.Of(3, 200, 270).AsEnumerable(), KillPlan.Of(3, 200, 270));

    [Fact]
    public void All_kills_come_in_order_within_the_rounds()
    {
        var plan = KillPlan.Of(3, 200, 270);

        Assert.Equal(200, plan.Length);
        Assert.Equal(plan.OrderBy(moment => moment.Round).ThenBy(moment => moment.Call), plan);
        Assert.All(plan, moment => Assert.InRange(moment.Round, 0, 269));
    }

    [Fact]
    public void Some_strike_at_the_start_of_a_round_some_at_a_call_and_some_after_it()
    {
        var plan = KillPlan.Of(3, 200, 270);

        Assert.Contains(plan, moment => moment.Call == 0);
        Assert.Contains(plan, moment => moment is { Call: > 0 } && moment.Delay == TimeSpan.Zero);
        Assert.Contains(plan, moment => moment is { Call: > 0 } && moment.Delay > TimeSpan.Zero);
    }

    [Theory]
    [InlineData(new int[0], null)]
    [InlineData(new[] { 5 }, 5.0)]
    [InlineData(new[] { 9, 1, 5 }, 5.0)]
    [InlineData(new[] { 4, 1, 9, 6 }, 5.0)]
    public void The_median_is_the_middle(int[] values, double? median) =>
        Assert.Equal((decimal?)median, DemoSummary.Median(values));
}
