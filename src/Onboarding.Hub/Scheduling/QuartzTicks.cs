using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

using Npgsql;

using Onboarding.Hub.Hosting;
using Onboarding.Storage;

using Quartz;

namespace Onboarding.Hub.Scheduling;

/// <summary>Quartz with its database store: a file of its own beside SQLite, clustered in the hub's database on PostgreSQL.</summary>
internal static class QuartzTicks
{
    public static IServiceCollection AddQuartzTicks(this IServiceCollection services, HubConfiguration configuration)
    {
        StorageOptions storage = configuration.Storage;
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "hub";
                scheduler.GenerateInstanceId = true;
            });
            quartz.UsePersistentStore(store =>
            {
                store.UseSystemTextJsonSerializer();
                store.ProvisionSchema();
                if (storage.Provider == StorageProvider.PostgreSql)
                {
                    store.UsePostgres(NpgsqlFactory.Instance, storage.ConnectionString!);
                    store.UseClustering();
                }
                else
                {
                    // A file of its own, so that its locks and the hub's never meet.
                    store.UseSqlite(SqliteFactory.Instance, $"Data Source={Path.GetFullPath(storage.File)}.quartz");
                }
            });
        });
        services.AddHostedService<TickSchedule>();
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        return services;
    }
}
