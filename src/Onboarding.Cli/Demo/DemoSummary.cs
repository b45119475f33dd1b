using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

using Onboarding.Cli.Demo.Checking;
using Onboarding.Model.Workspaces;

using Spectre.Console;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Demo;

/// <summary>The end of the demo: a table by tier, the comparison of the three sides, and what it took.</summary>
internal static class DemoSummary
{
    private const int FindingsShown = 20;

    /// <summary>The middle one, or the mean of the two in the middle; null of none.</summary>
    public static decimal? Median(IEnumerable<int> values)
    {
        int[] sorted = [.. values.Order()];
        int half = sorted.Length / 2;
        return sorted.Length == 0 ? null : sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2m;
    }

    public static IReadOnlyDictionary<string, decimal> TimeToValue(IEnumerable<V1.Onboarding> onboardings) => onboardings
        .Where(onboarding => onboarding.HasTimeToValueDays)
        .GroupBy(onboarding => onboarding.Tier, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(
            tier => tier.Key, tier => Median(tier.Select(onboarding => onboarding.TimeToValueDays))!.Value, StringComparer.Ordinal);

    public static void Show(
        DemoFigures figures, HubRecords hub, IReadOnlyDictionary<string, int> blockedByTier, WorkspaceSettings settings,
        Findings findings, string endStateHash)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(TableOf(figures, hub, blockedByTier, settings));
        Console.Out.WriteLine(findings.IsClean
            ? "Hub, Salesforce and Gainsight agree, record by record: nothing lost, nothing doubled, every mapped field equal."
            : $"Hub, Salesforce and Gainsight do not agree: {figures.Lost} lost, {figures.Duplicated} doubled, "
                + $"{figures.InconsistentFields} fields unequal.");
        foreach (string finding in findings.Lost.Concat(findings.Duplicated).Concat(findings.Inconsistent).Take(FindingsShown))
        {
            Console.Out.WriteLine($"  {finding}");
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Set-up actions confirmed by their systems: {figures.SetupActions}."));
        foreach ((string connection, long calls) in figures.ApiCalls)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Calls to {connection}: {calls}; the least by the vendor's rules: {figures.ApiCallsMinimum[connection]}."));
        }

        Console.Out.WriteLine($"End state: sha256 {endStateHash}");
    }

    /// <summary>The last line.</summary>
    public static void End(DemoFigures figures, bool json) => Console.Out.WriteLine(json
        ? JsonSerializer.Serialize(figures, DemoJson.Default.DemoFigures)
        : string.Create(CultureInfo.InvariantCulture, $"Played in {figures.WallSeconds:0.0} seconds (seed {figures.Seed})."));

    private static Table TableOf(
        DemoFigures figures, HubRecords hub, IReadOnlyDictionary<string, int> blockedByTier, WorkspaceSettings settings)
    {
        Table table = new Table().AddColumns(
            "Tier", "Onboardings", "Live", "Median days to value", "Blocked handoffs", "Escalations");
        foreach (TierRule tier in settings.Tiers)
        {
            V1.Onboarding[] own = [.. hub.Onboardings.Where(onboarding => onboarding.Tier == tier.Tier)];
            table.AddRow(
                tier.Title,
                Number(own.Length),
                Number(own.Count(IsLive)),
                figures.TimeToValueDays.TryGetValue(tier.Tier, out decimal days) ? Number(days) : "-",
                Number(blockedByTier.GetValueOrDefault(tier.Tier)),
                Number(own.Sum(onboarding => onboarding.Escalations.Count)));
        }

        return table.AddRow(
            "All", Number(figures.Onboardings), Number(figures.Live), "", Number(figures.BlockedHandoffs), Number(figures.Escalations));
    }

    public static bool IsLive(V1.Onboarding onboarding) => onboarding.State == V1.OnboardingState.Live;

    private static string Number(decimal number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
