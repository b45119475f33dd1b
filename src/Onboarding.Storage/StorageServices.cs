using Microsoft.Extensions.DependencyInjection;

namespace Onboarding.Storage;

/// <summary>Puts an open database among the services of a host.</summary>
public static class StorageServices
{
    /// <summary>Adds the stores and queries of the database, which is closed with the host.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, HubDatabase database) => services
        // By a function, because a container closes only what it has made.
        .AddSingleton(_ => database)
        .AddSingleton(provider => provider.GetRequiredService<HubDatabase>().Journal)
        .AddSingleton(provider => provider.GetRequiredService<HubDatabase>().Timers)
        .AddSingleton(provider => provider.GetRequiredService<HubDatabase>().Links)
        .AddSingleton(provider => provider.GetRequiredService<HubDatabase>().Sync)
        .AddSingleton(provider => provider.GetRequiredService<HubDatabase>().Seal)
        .AddSingleton(provider => provider.GetRequiredService<HubDatabase>().StateCheck)
        .AddSingleton(provider => provider.GetRequiredService<HubDatabase>().Housekeeping)
        .AddSingleton(provider => provider.GetRequiredService<HubDatabase>().Aggregates)
        .AddSingleton(provider => provider.GetRequiredService<HubDatabase>().Events)
        .AddSingleton(provider => provider.GetRequiredService<HubDatabase>().Runs)
        .AddSingleton(provider => provider.GetRequiredService<HubDatabase>().DeadLetters)
        .AddSingleton(provider => provider.GetRequiredService<HubDatabase>().Conflicts)
        .AddSingleton(provider => provider.GetRequiredService<HubDatabase>().Records)
        .AddSingleton(provider => provider.GetRequiredService<HubDatabase>().Meter);
}
