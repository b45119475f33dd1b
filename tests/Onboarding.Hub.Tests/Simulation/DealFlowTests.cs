using System.Collections.Immutable;

using Onboarding.Cli.Demo.Scenes;

using Xunit;

namespace Onboarding.Hub.Tests.Simulation;

/// <summary>When the deals of a simulated year close.</summary>
public sealed class DealFlowTests
{
    [Fact]
    public void The_same_seed_gives_the_same_days_and_another_seed_others()
    {
        Assert.Equal<int>([.. DealFlow.Of(7, 200, 365)], [.. DealFlow.Of(7, 200, 365)]);
        Assert.NotEqual<int>([.. DealFlow.Of(7, 200, 365)], [.. DealFlow.Of(8, 200, 365)]);
    }

    [Fact]
    public void Deals_close_on_working_days_in_order_within_the_time()
    {
        ImmutableArray<int> days = DealFlow.Of(7, 300, 120);

        Assert.Equal(300, days.Length);
        Assert.Equal(days.Order(), days);
        Assert.All(days, day => Assert.True(DemoDays.IsWorkingDay(day)));
        Assert.InRange(days[0], 2, 30);
        Assert.InRange(days[^1], 90, 120);
    }

    [Fact]
    [Trait("Requirement", "A1.10")]
    public void A_year_of_two_thousand_deals_has_a_hundred_and_more_in_each_month()
    {
        int[] months = [.. DealFlow.Of(7, 2_000, 364)
            .GroupBy(day => DemoDays.DateOf(day).Month)
            .Select(month => month.Count())];

        Assert.Equal(12, months.Length);
        Assert.All(months, count => Assert.InRange(count, 100, 500));
    }
}
