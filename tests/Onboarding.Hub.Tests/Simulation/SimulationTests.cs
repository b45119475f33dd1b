using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Simulation;

/// <summary>The simulation in its small form, as a person runs it.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Seed = 7;

    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(20);

    [Fact]
    [Trait("Requirement", "A1.10")]
    [Trait("Requirement", "A12.1")]
    [Trait("Requirement", "A12.3")]
    [Trait("Requirement", "A12.8")]
    [Trait("Requirement", "A12.11")]
    public async Task The_same_seed_gives_the_same_figures_and_breaks_nothing()
    {
        bool full = Environment.GetEnvironmentVariable("HUB_TEST_FULL") == "1";
        (int onboardings, int days) = full ? (200, 180) : (25, 90);
        string[] small =
            ["year", "--seed", $"{Seed}", "--onboardings", $"{onboardings}", "--days", $"{days}", "--json"];
        (int code, string first) = await RunAsync(small);
        (_, string second) = await RunAsync(small);

        Assert.Equal(0, code);
        JsonObject figures = FiguresOf(first);
        Assert.Equal(Timeless(figures), Timeless(FiguresOf(second)));
        Assert.Equal(onboardings, Number(figures, "onboardings") + Number(figures, "notStarted"));
        foreach (string happened in (string[])["live", "escalations", "slaBreaches", "inputsRefused", "blockers",
            "peopleLeft", "handedOver", "revisions", "moved"])
        {
            Assert.True(Number(figures, happened) > 0, $"{happened} is 0 with seed {Seed}");
        }

        Assert.All(figures["faults"]!.AsObject(), faults => Assert.True((int)faults.Value! > 0));
        Assert.All((string[])["lost", "duplicated", "inconsistentFields"], wrong =>
            Assert.Equal(0, Number(figures, wrong)));
    }

    [Theory]
    [InlineData("--onboardings", "0", "give a number from 1 to 5000")]
    [InlineData("--onboardings", "many", "Cannot parse argument 'many'")]
    [InlineData("--days", "20", "give a number from 30 to 365")]
    [InlineData("--faults", "31", "give a number from 0 to 30")]
    public async Task An_option_that_cannot_be_used_is_refused_with_what_can(string option, string value, string told)
    {
        (int code, string all) = await RunAsync("year", option, value);

        Assert.NotEqual(0, code);
        Assert.Contains(told, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_tells_of_every_option()
    {
        (int code, string told) = await RunAsync("year", "--help");

        Assert.Equal(0, code);
        Assert.All((string[])["--seed", "--onboardings", "--days", "--faults", "--json"], option =>
            Assert.Contains(option, told, StringComparison.Ordinal));
    }

    private static JsonObject FiguresOf(string told)
    {
        string last = told.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("{", last, StringComparison.Ordinal);
        return JsonNode.Parse(last)!.AsObject();
    }

    private static string Timeless(JsonObject figures)
    {
        JsonObject copy = figures.DeepClone().AsObject();
        copy.Remove("wallSeconds");
        return copy.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static int Number(JsonObject figures, string name) =>
        figures[name]?.GetValue<int>() ?? throw new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"The figures have no {name}."));

    private async Task<(int Code, string Told)> RunAsync(params string[] arguments)
    {
        using Process simulation = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "hub.dll"), "simulate", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var deadline = new CancellationTokenSource(s_deadline);
        Task<string> told = simulation.StandardOutput.ReadToEndAsync(deadline.Token);
        Task<string> errors = simulation.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await simulation.WaitForExitAsync(deadline.Token);
        }
        finally
        {
            if (!simulation.HasExited)
            {
                simulation.Kill(entireProcessTree: true);
            }
        }

        output.WriteLine($"{string.Join(' ', arguments)}\n{await told}\n{await errors}");
        // On one stream, errors first: the figures stay the last line.
        return (simulation.ExitCode, $"{await errors}{await told}");
    }
}
