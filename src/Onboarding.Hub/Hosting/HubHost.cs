using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using Onboarding.Hub.Api;
using Onboarding.Hub.Api.Health;
using Onboarding.Hub.Clocks;
using Onboarding.Hub.Deliveries;
using Onboarding.Hub.Following;
using Onboarding.Hub.Hooks;
using Onboarding.Hub.Maintenance;
using Onboarding.Hub.Scheduling;
using Onboarding.Hub.Syncing;
using Onboarding.Model.Ids;
using Onboarding.Storage;
using Onboarding.Sync;
using Onboarding.Sync.Catalogue;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Hosting;

/// <summary>Puts a hub together from its configuration. Every way of running it goes through here.</summary>
public static class HubHost
{
    /// <summary>
    /// A hub that is ready to start: database migrated, configured workspaces, playbooks and connections brought in,
    /// cut-off runs closed. The caller starts and disposes of it.
    /// </summary>
    /// <param name="configuration">See <see cref="HubConfiguration"/>.</param>
    /// <param name="cancellationToken">Ends the making; nothing is left open.</param>
    /// <exception cref="ConfigurationFaultException">The configuration cannot be used; the message names each key and the remedy.</exception>
    /// <exception cref="StoreException">The database cannot be used; the message says what to do.</exception>
    public static async Task<WebApplication> BuildAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        HubConfiguration read = HubConfiguration.Read(configuration);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddConfiguration(configuration);
        // What Quartz says of its own beginnings, and the server of each call, is nothing that an operator acts on.
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Grpc", LogLevel.Warning);
        // Whoever starts the hub is handed what keeps it from starting, and says it in words.
        bool started = false;
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => started && level >= LogLevel.Information);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(
            // Without TLS there is no negotiation, and gRPC needs HTTP/2.
            endpoint => endpoint.Protocols =
                read.Listen.Scheme == "https" || endpoint.IPEndPoint?.Port == read.WebListen?.Port
                    ? HttpProtocols.Http1AndHttp2
                    : HttpProtocols.Http2));
        builder.WebHost.UseUrls([.. new[] { read.Listen, read.WebListen }.OfType<Uri>().Select(address => address.ToString())]);
        TimeProvider clock = read.ClockFile is { } file ? VirtualClock.Open(file) : TimeProvider.System;
        FileStream? alone = read.Storage.Provider == StorageProvider.Sqlite ? HoldAlone(read.Storage.File) : null;
        HubDatabase database = await HubDatabase.OpenAsync(read.Storage, clock, cancellationToken);
        AddHub(builder.Services, read, database, clock);
        if (alone is not null)
        {
            builder.Services.AddSingleton(_ => new SoleProcess(alone));
        }

        WebApplication app = builder.Build();
        _ = app.Services.GetService<SoleProcess>();
        try
        {
            await PrepareAsync(app.Services, cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        app.MapHubApi();
        app.MapHooks();
        app.MapConfirmations();
        if (read.ClockFile is not null)
        {
            app.MapPost("/simulation/run", (VirtualSchedule schedule, CancellationToken token) => RunDueAsync(schedule, token));
        }

        app.Lifetime.ApplicationStarted.Register(() =>
        {
            started = true;
            app.Services.GetRequiredService<HealthBoard>().Set(HealthBoard.WholeServer, ServingState.Serving);
        });
        return app;
    }

    private static void AddHub(IServiceCollection services, HubConfiguration read, HubDatabase database, TimeProvider clock)
    {
        services.AddSingleton(read);
        services.AddSingleton(_ => clock);
        services.AddStorage(database);
        services.AddJournalSignal();
        services.AddSingleton(provider => new IdSource(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SyncMetrics>();
        services.AddSingleton(_ => ConnectorCatalogue.Load(AppContext.BaseDirectory, read.ConnectorsFolder));
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<ConnectionBook>();
        services.AddSingleton<SyncRunner>();
        services.AddSingleton<SyncDesk>();
        services.AddSingleton<ISyncRuns>(provider => provider.GetRequiredService<SyncDesk>());
        services.AddSingleton<HookReads>();
        services.AddHostedService(provider => provider.GetRequiredService<HookReads>());
        services.AddSingleton<ReactionFollower>();
        services.AddSingleton<TimerSweep>();
        services.AddSingleton<DeliveryClient>();
        services.AddSingleton<DeliveryRound>();
        services.AddSingleton<MaintenanceReviews>();
        services.AddSingleton<Ticks>();
        services.AddSingleton<Seeding>();
        services.AddHubApi();
        services.AddOptions<ApiSettings>().BindConfiguration(ApiSettings.Section);
        if (read.ClockFile is null)
        {
            services.AddHostedService(provider => new FollowerLoop(
                provider.GetRequiredService<Ticks>().FollowAsync, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<FollowerLoop>>()));
            services.AddSingleton<IReadOnlyList<Tick>>(provider => provider.GetRequiredService<Ticks>().All);
            services.AddQuartzTicks(read.Storage);
        }
        else
        {
            services.AddSingleton<VirtualSchedule>();
        }
    }

    /// <summary>
    /// Sees to it that one process at a time runs on a SQLite database: two would both sync, each in ignorance of the
    /// other. The system lets go of the file when the process ends, however it ends.
    /// </summary>
    private static FileStream HoldAlone(string database)
    {
        string file = $"{Path.GetFullPath(database)}.lock";
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationFaultException(
            [
                $"Storage:File: {file} cannot be locked ({fault.Message}). Another hub runs on this database: stop it, or use "
                    + "PostgreSQL for more than one.",
            ]);
        }
    }

    private static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetService<SoleProcess>() is not null)
        {
            await services.GetRequiredService<ITimerStore>().ReleaseAsync(cancellationToken);
        }

        await services.GetRequiredService<Seeding>().RunAsync(cancellationToken);
        var runner = services.GetRequiredService<SyncRunner>();
        ILogger log = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(HubHost));
        foreach (WorkspaceId workspace in services.GetRequiredService<ConnectionBook>().WithoutSuccessPlatform)
        {
            log.NoSuccessPlatform(workspace.Value);
        }

        foreach (WorkspaceId workspace in await services.GetRequiredService<IJournalStore>().WorkspacesAsync(cancellationToken))
        {
            int cutOff = await runner.CloseCutOffAsync(workspace, cancellationToken);
            if (cutOff > 0)
            {
                log.RunsCutOff(cutOff, workspace.Value);
            }
        }
    }

    private static async Task<IResult> RunDueAsync(VirtualSchedule schedule, CancellationToken cancellationToken) =>
        Results.Text($"{{\"ticks\":{await schedule.RunDueAsync(cancellationToken)}}}", "application/json");
}
