using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

using Npgsql;

using Onboarding.Storage;

using Quartz;

namespace Onboarding.Hub.Scheduling;

/// <summary>Quartz with its database store: a file of its own beside SQLite, clustered in the hub's database on PostgreSQL.</summary>
internal static class QuartzTicks
{
    /// <summary>Fires the ticks that the host registers as its list of <see cref="Tick"/>.</summary>
    public static IServiceCollection AddQuartzTicks(this IServiceCollection services, StorageOptions storage)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "hub";
                // A sync may take hours: a hub that is told to stop asks its ticks to stop as well, and then waits.
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.WhenWaitingForJobs;
            });
            // A sync waits for its platform for most of its time; however many do, the sweep must have a place.
            quartz.UseDefaultThreadPool(pool => pool.MaxConcurrency = 64);
            quartz.UsePersistentStore(store =>
            {
                store.UseSystemTextJsonSerializer();
                store.ProvisionSchema();
                store.ConfigureStore(kept => kept.RecoverFiringsCancelledByShutdown = true);
                if (storage.Provider == StorageProvider.PostgreSql)
                {
                    store.UsePostgres(NpgsqlFactory.Instance, storage.ConnectionString!);
                    // Each process gets a name of its own by this.
                    store.UseClustering();
                }
                else
                {
                    // A file of its own, so that its locks and the hub's never meet. Its one process keeps one name:
                    // by that it knows after a kill which ticks were its own and are to be run again.
                    store.UseSqlite(SqliteFactory.Instance, $"Data Source={Path.GetFullPath(storage.File)}.quartz");
                }
            });
        });
        services.AddHostedService<TickSchedule>();
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        return services;
    }
}
