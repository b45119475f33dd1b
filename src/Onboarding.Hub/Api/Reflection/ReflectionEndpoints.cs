using Google.Protobuf.Reflection;
using Grpc.Health.V1;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Onboarding.Hub.Api.Reflection;

/// <summary>Puts the reflection service into a host.</summary>
public static class ReflectionEndpoints
{
    /// <summary>
    /// Adds the descriptors that reflection answers from. The host refuses to start when it serves a gRPC service that
    /// none of the files declares.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="files">
    /// The files that declare the host's services; what they import comes along, and so do health and reflection.
    /// </param>
    public static IServiceCollection AddHubReflection(this IServiceCollection services, params FileDescriptor[] files)
    {
        ArgumentNullException.ThrowIfNull(files);
        services.AddSingleton(new DescriptorCatalog(
            [.. files, HealthReflection.Descriptor, ReflectionReflection.Descriptor]));
        services.AddSingleton<ServedServices>();
        return services.AddHostedService(provider => provider.GetRequiredService<ServedServices>());
    }

    /// <summary>Serves <c>grpc.reflection.v1.ServerReflection</c>.</summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <returns>What conventions (who may call, for instance) are added to.</returns>
    public static GrpcServiceEndpointConventionBuilder MapHubReflection(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGrpcService<ReflectionApi>();
}
