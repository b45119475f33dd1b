using System.Text.Json;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Demo;

/// <summary>The demo itself, as a person runs it: two platforms, the hub as a process of its own, ninety days.</summary>
public sealed class DemoTests(DemoPlays plays, ITestOutputHelper output) : IClassFixture<DemoPlays>
{
    [Fact]
    [Trait("Requirement", "A1.5")]
    [Trait("Requirement", "A1.6")]
    [Trait("Requirement", "A6.1")]
    [Trait("Requirement", "A20.1")]
    [Trait("Requirement", "A20.2")]
    [Trait("Requirement", "A20.4")]
    public async Task The_same_seed_tells_the_same_story_and_the_three_sides_agree()
    {
        DemoPlay first = await plays.CalmAsync();
        DemoPlay second = await plays.PlayAsync("second");

        Assert.Equal(first.Story, second.Story);
        AssertSameEnd(first, second);
        JsonElement figures = first.Figures;
        AssertClean(first);
        Assert.InRange(figures.GetProperty("onboardings").GetInt32(), 8, 10);
        Assert.InRange(figures.GetProperty("live").GetInt32(), 4, 10);
        Assert.InRange(figures.GetProperty("blockedHandoffs").GetInt32(), 2, 5);
        Assert.NotEqual(0, figures.GetProperty("escalations").GetInt32());
        Assert.Equal(3, figures.GetProperty("timeToValueDays").EnumerateObject().Count());
    }

    [Fact]
    public async Task A_hub_that_is_killed_again_and_again_comes_to_the_same_end()
    {
        int kills = Environment.GetEnvironmentVariable("HUB_TEST_FULL") == "1" ? 200 : 12;
        DemoPlay killed = await plays.PlayAsync("killed", "--kills", $"{kills}");

        AssertClean(killed);
        AssertSameEnd(await plays.CalmAsync(), killed);
    }

    [Fact]
    public async Task Platforms_that_answer_badly_change_nothing_of_the_end()
    {
        DemoPlay faulty = await plays.PlayAsync("faulty", "--faults", "5");

        AssertClean(faulty);
        AssertSameEnd(await plays.CalmAsync(), faulty);
    }

    private void AssertClean(DemoPlay play)
    {
        output.WriteLine(play.Told);
        Assert.Equal(0, play.Figures.GetProperty("lost").GetInt32());
        Assert.Equal(0, play.Figures.GetProperty("duplicated").GetInt32());
        Assert.Equal(0, play.Figures.GetProperty("inconsistentFields").GetInt32());
    }

    private static void AssertSameEnd(DemoPlay one, DemoPlay other)
    {
        string differences = string.Join('\n', one.EndState.Except(other.EndState).Select(line => $"- {line}")
            .Concat(other.EndState.Except(one.EndState).Select(line => $"+ {line}")).Take(40));
        Assert.True(one.EndState.SequenceEqual(other.EndState), differences);
    }
}
