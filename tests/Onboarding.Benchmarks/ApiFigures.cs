using Grpc.Core;
using Grpc.Net.Client;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using Onboarding.Hub.V1;

using Task = System.Threading.Tasks.Task;

namespace Onboarding.Benchmarks;

/// <summary>Reads through the API against a bare gRPC service in the same process that answers with the same message.</summary>
internal static class ApiFigures
{
    private const int Clients = 8;
    private const int Turns = 3;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(
        GrpcChannel hub, string onboarding, string workspace, CancellationToken cancellationToken)
    {
        var real = new OnboardingService.OnboardingServiceClient(hub);
        var get = new GetOnboardingRequest { Name = onboarding };
        var list = new ListOnboardingsRequest { Parent = workspace, PageSize = 50 };
        Hub.V1.Onboarding one = await real.GetOnboardingAsync(get, cancellationToken: cancellationToken);
        ListOnboardingsResponse page = await real.ListOnboardingsAsync(list, cancellationToken: cancellationToken);
        await using WebApplication echo = await StartEchoAsync(one, page, cancellationToken);
        string address = echo.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using GrpcChannel channel = GrpcChannel.ForAddress(address);
        var bare = new OnboardingService.OnboardingServiceClient(channel);
        return
        [
            await CompareAsync(
                "get_onboarding",
                () => real.GetOnboardingAsync(get, cancellationToken: cancellationToken).ResponseAsync,
                () => bare.GetOnboardingAsync(get, cancellationToken: cancellationToken).ResponseAsync,
                cancellationToken),
            await CompareAsync(
                "list_onboardings_page_of_50",
                () => real.ListOnboardingsAsync(list, cancellationToken: cancellationToken).ResponseAsync,
                () => bare.ListOnboardingsAsync(list, cancellationToken: cancellationToken).ResponseAsync,
                cancellationToken),
        ];
    }

    private static async Task<Figure> CompareAsync(
        string name, Func<Task> real, Func<Task> bare, CancellationToken cancellationToken)
    {
        // In turns, so that what else the machine does weighs on both alike.
        double yardstick = 0;
        double measured = 0;
        for (int turn = 0; turn < Turns; turn++)
        {
            yardstick += (await Stopwatching.RateAsync(Clients, (_, _) => bare(), cancellationToken)).PerSecond / Turns;
            measured += (await Stopwatching.RateAsync(Clients, (_, _) => real(), cancellationToken)).PerSecond / Turns;
        }

        return new Figure(
            name, measured, "calls/s (8 clients)", $"bare gRPC echo of the same message: {yardstick:0}/s", measured / yardstick);
    }

    private static async Task<WebApplication> StartEchoAsync(
        Hub.V1.Onboarding one, ListOnboardingsResponse page, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(one);
        builder.Services.AddSingleton(page);
        WebApplication app = builder.Build();
        app.MapGrpcService<Echo>();
        await app.StartAsync(cancellationToken);
        return app;
    }

    private sealed class Echo(Hub.V1.Onboarding one, ListOnboardingsResponse page) : OnboardingService.OnboardingServiceBase
    {
        public override Task<Hub.V1.Onboarding> GetOnboarding(GetOnboardingRequest request, ServerCallContext context) =>
            Task.FromResult(one);

        public override Task<ListOnboardingsResponse> ListOnboardings(
            ListOnboardingsRequest request, ServerCallContext context) => Task.FromResult(page);
    }
}
