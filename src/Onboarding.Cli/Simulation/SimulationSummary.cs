using System.Globalization;
using System.Text.Json;

using Onboarding.Cli.Demo.Checking;
using Onboarding.Cli.Simulation.Figures;
using Onboarding.Cli.Simulation.Invariants;
using Onboarding.Model.Workspaces;

namespace Onboarding.Cli.Simulation;

/// <summary>What the simulation tells: a line for each month as it ends, and the figures at the end.</summary>
internal static class SimulationSummary
{
    /// <summary>Requirement A12.2: more than 15 % of the active onboardings stalled is a red flag.</summary>
    public const double RedFlagShare = 0.15;

    private const int FindingsShown = 20;

    /// <summary>The heads of the columns of <see cref="LineOf"/>.</summary>
    public static string Head(WorkspaceSettings settings) =>
        $"{"Month from",-12}{"Started",8}{"Live",7}{"Given up",10}{"Active",8}{"Stalled",9}{"SLA missed",12}"
        + $"{"Escalations",13}"
        + $"  Median days to value ({string.Join(", ", settings.Tiers.Select(tier => tier.Title.ToLowerInvariant()))})";

    public static string LineOf(MonthFigures month, WorkspaceSettings settings) => string.Create(
        CultureInfo.InvariantCulture,
        $"{month.From,-12:d MMM yyyy}{month.Started,8}{month.Live,7}{month.Cancelled,10}{month.Active,8}"
        + $"{month.StalledShare * 100,8:0.0}%{month.SlaBreaches,12}{month.Escalations,13}"
        + $"  {string.Join(", ", settings.Tiers.Select(tier => Days(month, tier.Tier)))}"
        + $"{(month.StalledShare > RedFlagShare ? "  RED FLAG: more than 15 % stalled" : "")}");

    public static void Show(SimulationFigures figures, Findings findings)
    {
        Tell($"{figures.Onboardings} onboardings started, {figures.Live} went live, {figures.Cancelled} were given up; "
            + $"{figures.BlockedHandoffs} handoffs were incomplete at first.");
        Tell($"{figures.InputsRefused} inputs were refused, {figures.Blockers} blockers raised, {figures.SlaBreaches} "
            + $"SLAs missed, {figures.Escalations} escalations raised.");
        Tell($"{figures.PeopleLeft} people left, and {figures.HandedOver} onboardings were handed over; "
            + $"{figures.Revisions} revisions were published, {figures.Moved} onboardings moved and {figures.NotMoved} "
            + "not, because they did not fit.");
        foreach ((string connection, long calls) in figures.ApiCalls)
        {
            Tell($"Calls to {connection}: {calls}, the least by the vendor's rules: "
                + $"{figures.ApiCallsMinimum[connection]}; {figures.Faults[connection]} were answered badly on "
                + "purpose.");
        }

        Console.Out.WriteLine(findings.IsClean
            ? "Hub, Salesforce and Gainsight agree, record by record: nothing lost, nothing doubled, every mapped "
                + "field equal."
            : $"Hub, Salesforce and Gainsight do not agree: {figures.Lost} lost, {figures.Duplicated} doubled, "
                + $"{figures.InconsistentFields} fields unequal.");
        IEnumerable<string> all = findings.Lost.Concat(findings.Duplicated).Concat(findings.Inconsistent);
        foreach (string finding in all.Take(FindingsShown))
        {
            Console.Out.WriteLine($"  {finding}");
        }

        Tell($"{JournalWatch.Promises.Count()} invariants held at each of {figures.Events} events ({figures.Checks} "
            + "checks), the journal's chain is whole, and every state follows from its events.");
        Tell($"End state: sha256 {figures.EndState}");
    }

    /// <summary>The last line.</summary>
    public static void End(SimulationFigures figures, bool json) => Console.Out.WriteLine(json
        ? JsonSerializer.Serialize(figures, SimulationJson.Default.SimulationFigures)
        : string.Create(
            CultureInfo.InvariantCulture, $"Simulated in {figures.WallSeconds:0.0} seconds (seed {figures.Seed})."));

    private static string Days(MonthFigures month, string tier) =>
        month.TimeToValueDays.TryGetValue(tier, out decimal days)
            ? days.ToString("0.#", CultureInfo.InvariantCulture)
            : "-";



    private static void Tell(string line) => Console.Out.WriteLine(line);
}
