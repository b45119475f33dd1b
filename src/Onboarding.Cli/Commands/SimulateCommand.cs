using System.CommandLine;

using Onboarding.Cli.Simulation;

namespace Onboarding.Cli.Commands;

/// <summary><c>hub simulate year</c>: a year of onboardings with every invariant checked at every event.</summary>
internal static class SimulateCommand
{
    public static Command Create() => new(
        "simulate", "Play a long time with everything going wrong, and check the engine at every event.")
    {
        Year(),
    };

    private static Command Year()
    {
        Option<int> seed = BoundedOption.Of("--seed", "The same seed gives the same year.", 1, 0, int.MaxValue);
        Option<int> onboardings = BoundedOption.Of("--onboardings", "How many deals are won.", 2_000, 1, 5_000);
        Option<int> days = BoundedOption.Of("--days", "How many days are simulated.", 365, 30, 365);
        Option<int> faults = BoundedOption.Of(
            "--faults", "Percent of the calls that the platforms answer badly.", 5, 0, 30);
        var json = new Option<bool>("--json") { Description = "End with the figures as one JSON object on one line." };
        var command = new Command(
            "year",
            "Simulate a year of onboardings between a CRM and a customer-success platform on this machine: deals won "
            + "all the time, delays, blockers, refused inputs, people who leave, customers who give up, revisions of "
            + "the playbook in the middle, and platforms that answer badly. Every event of the journal is checked "
            + "against every invariant as it comes; the first that breaks ends the run with code 1 and is shown with "
            + "the events around it. A small form is --onboardings 60 --days 120.")
        {
            seed, onboardings, days, faults, json,
        };
        command.SetAction((parsed, cancellationToken) => SimulationRun.RunAsync(
            new SimulationOptions
            {
                Seed = parsed.GetValue(seed),
                Onboardings = parsed.GetValue(onboardings),
                Days = parsed.GetValue(days),
                FaultPercent = parsed.GetValue(faults),
                Json = parsed.GetValue(json),
            },
            cancellationToken));
        return command;
    }
}
