using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Onboarding.Hub.Api.Health;

/// <summary>Puts the health service into a host.</summary>
public static class HealthEndpoints
{
    /// <summary>Adds the <see cref="HealthBoard"/>, one for the host.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddHubHealth(this IServiceCollection services) =>
        services.AddSingleton<HealthBoard>();

    /// <summary>
    /// Serves <c>grpc.health.v1.Health</c> from the board, and closes the board when the host begins to stop.
    /// </summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <returns>What conventions (who may call, for instance) are added to.</returns>
    public static GrpcServiceEndpointConventionBuilder MapHubHealth(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var board = endpoints.ServiceProvider.GetRequiredService<HealthBoard>();
        endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping.Register(board.Close);
        return endpoints.MapGrpcService<HealthApi>();
    }
}
