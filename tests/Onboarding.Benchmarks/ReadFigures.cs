using Grpc.Net.Client;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

using Onboarding.Hub.Hosting;
using Onboarding.Model;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Sync.Commands;
using Onboarding.Testing.Builders;

namespace Onboarding.Benchmarks;

/// <summary>A hub with 200 onboardings of 40 tasks, whose reads are measured through the API.</summary>
internal static class ReadFigures
{
    private const int Onboardings = 200;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string folder, CancellationToken cancellationToken)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Listen"] = "http://127.0.0.1:0",
                ["Storage:File"] = Path.Combine(folder, "reads.db"),
                ["Workspaces:bench:SettingsFile"] = Path.Combine(AppContext.BaseDirectory, "playbooks", "workspace.yaml"),
                ["Logging:LogLevel:Default"] = "Error",
            }).Build();
        await using WebApplication hub = await HubHost.BuildAsync(configuration, cancellationToken);
        var workspace = new WorkspaceId("bench");
        var dispatcher = hub.Services.GetRequiredService<Dispatcher>();
        string first = "";
        for (int n = 0; n < Onboardings; n++)
        {
            OnboardingStart start = Starts.Of(Plans.Chain(5, 40)) with { Id = new OnboardingId(IdSource.From("reads", $"{n}")) };
            first = start.Id.ToString();
            await dispatcher.RunAsync(
                workspace,
                [Aggregates.Onboarding.Stream(first)],
                batch => batch.Apply(
                    Aggregates.Onboarding, first, new OnboardingCommand.Begin(start), new Origin("bench", "call:bench")),
                cancellationToken);
        }

        await hub.StartAsync(cancellationToken);
        string address = hub.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using GrpcChannel channel = GrpcChannel.ForAddress(address);
        IReadOnlyList<Figure> figures = await ApiFigures.MeasureAsync(
            channel, $"workspaces/bench/onboardings/{first}", "workspaces/bench", cancellationToken);
        // Its schedule must not go on under what is measured next.
        await hub.StopAsync(cancellationToken);
        return figures;
    }
}
