using System.CommandLine;

using Onboarding.Cli.Demo;

namespace Onboarding.Cli.Commands;

/// <summary><c>hub demo</c>: plays ninety days in less than a minute.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        Option<int> seed = BoundedOption.Of("--seed", "The same seed plays the same story.", 1, 0, int.MaxValue);
        Option<int> customers = BoundedOption.Of("--customers", "How many customers sign.", 30, 1, 500);
        Option<int> days = BoundedOption.Of("--days", "How many days are played.", 90, 10, 365);
        Option<int> kills = BoundedOption.Of("--kills", "How often the hub is killed on the way.", 0, 0, 2_000);
        Option<int> faults = BoundedOption.Of(
            "--faults", "Percent of the calls that the platforms answer badly.", 0, 0, 30);
        var json = new Option<bool>("--json") { Description = "End with the figures as one JSON object on one line." };
        var keep = new Option<bool>("--keep") { Description = "Leave everything running at the end, until Ctrl+C." };
        var endState = new Option<string?>("--end-state")
        {
            Description = "File for the canonical text of all that the hub and both platforms hold at the end.",
            HelpName = "file",
        };
        var command = new Command("demo", "Play ninety days with a CRM and a customer-success platform on this machine.")
        {
            seed, customers, days, json, keep, kills, faults, endState,
        };
        command.SetAction((parsed, cancellationToken) => DemoRun.RunAsync(
            new DemoOptions
            {
                Seed = parsed.GetValue(seed),
                Customers = parsed.GetValue(customers),
                Days = parsed.GetValue(days),
                Json = parsed.GetValue(json),
                Keep = parsed.GetValue(keep),
                Kills = parsed.GetValue(kills),
                FaultPercent = parsed.GetValue(faults),
                EndStateFile = parsed.GetValue(endState),
            },
            cancellationToken));
        return command;
    }
}
