using System.Diagnostics;
using System.Text.Json;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Demo;

/// <summary>The demo itself, as a person runs it: two platforms, the hub as a process of its own, ninety days.</summary>
public sealed class DemoTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 11;

    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub-tests-");

    [Fact]
    [Trait("Requirement", "A1.5")]
    [Trait("Requirement", "A1.6")]
    [Trait("Requirement", "A6.1")]
    [Trait("Requirement", "A20.1")]
    [Trait("Requirement", "A20.2")]
    [Trait("Requirement", "A20.4")]
    public async Task The_same_seed_tells_the_same_story_and_the_three_sides_agree()
    {
        (string first, JsonElement figures) = await PlayAsync("first");
        (string second, _) = await PlayAsync("second");

        Assert.Equal(StoryOf(first), StoryOf(second));
        AssertClean(figures);
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
        await PlayAsync("calm");
        (_, JsonElement figures) = await PlayAsync("killed", "--kills", $"{kills}");

        AssertClean(figures);
        AssertSameEnd("calm", "killed");
    }

    [Fact]
    public async Task Platforms_that_answer_badly_change_nothing_of_the_end()
    {
        await PlayAsync("calm");
        (_, JsonElement figures) = await PlayAsync("faulty", "--faults", "5");

        AssertClean(figures);
        AssertSameEnd("calm", "faulty");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void AssertClean(JsonElement figures)
    {
        Assert.Equal(0, figures.GetProperty("lost").GetInt32());
        Assert.Equal(0, figures.GetProperty("duplicated").GetInt32());
        Assert.Equal(0, figures.GetProperty("inconsistentFields").GetInt32());
    }

    // The last lines tell what is not the story: the wall time is in them.
    private static string StoryOf(string told) => told[..told.TrimEnd().LastIndexOf('\n')];

    private void AssertSameEnd(string one, string other)
    {
        string[] before = File.ReadAllLines(FileOf(one));
        string[] after = File.ReadAllLines(FileOf(other));
        string differences = string.Join('\n', before.Except(after).Select(line => $"- {line}")
            .Concat(after.Except(before).Select(line => $"+ {line}")).Take(40));
        Assert.True(before.SequenceEqual(after), differences);
    }

    private string FileOf(string name) => Path.Combine(_folder.FullName, name);

    private async Task<(string Told, JsonElement Figures)> PlayAsync(string name, params string[] more)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "hub.dll"), "demo", "--seed", $"{Seed}", "--customers", "10", "--days", "90",
            "--json", "--end-state", FileOf(name), .. more,
        ];
        using Process demo = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var deadline = new CancellationTokenSource(s_deadline);
        Task<string> told = demo.StandardOutput.ReadToEndAsync(deadline.Token);
        Task<string> errors = demo.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await demo.WaitForExitAsync(deadline.Token);
        }
        finally
        {
            if (!demo.HasExited)
            {
                demo.Kill(entireProcessTree: true);
            }
        }

        output.WriteLine($"{string.Join(' ', arguments.Skip(1))}\n{await told}\n{await errors}");
        string last = (await told).TrimEnd().Split('\n')[^1];
        Assert.StartsWith("{", last, StringComparison.Ordinal);
        return (await told, JsonDocument.Parse(last).RootElement);
    }
}
