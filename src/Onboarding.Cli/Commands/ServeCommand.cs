using System.CommandLine;

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

using Onboarding.Hub.Hosting;

namespace Onboarding.Cli.Commands;

/// <summary><c>hub serve</c>: runs the hub until it is asked to stop.</summary>
internal static class ServeCommand
{
    /// <summary>The line on stdout that tells that the hub serves, and where, begins with this.</summary>
    public const string ReadyMark = "Listening on ";

    public static Command Create()
    {
        Option<string?> config = HubSettings.ConfigOption();
        var command = new Command("serve", "Run the hub on the connections in its settings.") { config };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(HubSettings.Read(parsed.GetValue(config)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        await using WebApplication app = await HubHost.BuildAsync(configuration, cancellationToken);
        await StartAsync(app, cancellationToken);
        await Console.Out.WriteLineAsync($"{ReadyMark}{app.Urls.First()}");
        await Console.Out.FlushAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return Outcome.Done;
    }

    private static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception fault) when (StartFault.IsOperators(fault))
        {
            throw new ConfigurationFaultException(
                [StartFault.Tell(fault, app.Services.GetRequiredService<HubConfiguration>())]);
        }
    }
}
