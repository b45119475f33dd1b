using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Analysis;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Testing.Builders;

namespace Onboarding.Benchmarks;

/// <summary>What the static analysis of a playbook costs as it grows.</summary>
internal static class AnalysisFigures
{
    private const int Runs = 5;

    public static Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        double few = Milliseconds(100);
        double many = Milliseconds(1_000);
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new Figure("analysis_of_1000_tasks", many, "ms", $"ten times 100 tasks: {10 * few:0.0} ms", many / (10 * few)),
        ]);
    }

    // Tasks that each wait for the one before: the longest paths there can be.
    private static double Milliseconds(int tasks)
    {
        PlaybookPlan plan = Plans.Chain(5, tasks);
        var playbook = new PlaybookDefinition
        {
            Name = "bench",
            Title = "Bench",
            Plans = [.. Settings.TwoTiers.Tiers.Select(rule => plan with { Variant = rule.Tier })],
        };
        var times = ImmutableArray.CreateBuilder<double>();
        for (int run = 0; run <= Runs; run++)
        {
            long begun = Stopwatch.GetTimestamp();
            PlaybookAnalysis.Findings(playbook, Settings.TwoTiers, PlaybookSources.None);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        // The first run is the compiler's.
        return times.Skip(1).Order().ElementAt(Runs / 2);
    }
}
