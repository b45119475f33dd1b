using System.Collections.Immutable;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Onboarding.Hub.Api.Reflection;

/// <summary>
/// The gRPC services that the host really serves, read from its endpoints. The host does not start while one of them
/// has no descriptor: a service that reflection hides would be found only by whoever misses it.
/// </summary>
internal sealed class ServedServices(EndpointDataSource endpoints, DescriptorCatalog catalog) : IHostedLifecycleService
{
    private ImmutableArray<string> _names = [];

    /// <summary>Full names in ordinal order; empty until the host has started.</summary>
    public ImmutableArray<string> Names => _names;

    // Only now are the endpoints complete: a host may map services up to its start.
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        ImmutableArray<string> names =
        [
            .. endpoints.Endpoints
                .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>())
                .OfType<GrpcMethodMetadata>()
                .Select(metadata => metadata.Method.ServiceName)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        var missing = names.Where(name => !catalog.HasService(name)).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidOperationException(
                $"Reflection has no descriptor of {string.Join(", ", missing)}: " +
                $"give the file that declares it to {nameof(ReflectionEndpoints.AddHubReflection)}.");
        }

        _names = names;
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
