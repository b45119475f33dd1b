using System.Collections.Immutable;
using System.CommandLine;

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

using Onboarding.Connectors.Failures;
using Onboarding.Hub.Hosting;
using Onboarding.Sync.Setup;

namespace Onboarding.Cli.Commands;

/// <summary><c>hub setup</c>: shows what a platform lacks for the hub, or makes it.</summary>
internal static class SetupCommand
{
    public static Command Create()
    {
        var connection = new Argument<string>("connection") { Description = "Name of a connection in the settings." };
        var apply = new Option<bool>("--apply") { Description = "Make what is missing; without it, it is only shown." };
        Option<string?> config = HubSettings.ConfigOption();
        var command = new Command("setup", "Show or make the fields, permissions and rules that a platform needs.")
        {
            connection, apply, config,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            HubSettings.Read(parsed.GetValue(config)), parsed.GetValue(connection)!, parsed.GetValue(apply), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        IConfiguration configuration, string name, bool apply, CancellationToken cancellationToken)
    {
        await using WebApplication app = await HubHost.BuildAsync(configuration, cancellationToken);
        var book = app.Services.GetRequiredService<ConnectionBook>();
        BookedConnection booked = book.All.FirstOrDefault(known => known.Sync.Id.Value == name)
            ?? throw new BadCommandException($"'{name}' is no connection of the settings. Name one of "
                + $"{string.Join(", ", book.All.Select(known => known.Sync.Id.Value).DefaultIfEmpty("(none configured)"))}.");
        var runner = new SetupRunner(booked.Sync.Client, booked.Sync.Platform.Setup);
        try
        {
            ImmutableArray<SetupResult> results = apply
                ? await runner.ApplyAsync(cancellationToken)
                : await runner.PlanAsync(cancellationToken);
            return await TellAsync(results, apply);
        }
        catch (ConnectorException failure)
        {
            throw new BadCommandException($"{name}: {failure.Failure.Message}");
        }
    }

    private static async Task<int> TellAsync(ImmutableArray<SetupResult> results, bool applied)
    {
        foreach (SetupResult result in results)
        {
            string found = result.Found is { } there ? $" (there is {there})" : "";
            string reason = result.Reason is { } why ? $": {why}" : "";
            await Console.Out.WriteLineAsync($"{WordOf(result.State),-8} {result.Title}{found}{reason}");
        }

        bool left = results.Any(result => result.State is SetupState.Missing or SetupState.Failed);
        if (left && !applied)
        {
            await Console.Out.WriteLineAsync("Run it again with --apply to make what is missing.");
        }

        return left ? Outcome.NotAsItShould : Outcome.Done;
    }

    private static string WordOf(SetupState state) => state switch
    {
        SetupState.DoneAlready => "done",
        SetupState.Missing => "missing",
        SetupState.Made => "made",
        SetupState.Failed => "failed",
        _ => state.ToString(),
    };
}
