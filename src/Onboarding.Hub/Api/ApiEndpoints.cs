using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Health;
using Onboarding.Hub.Api.Reflection;
using Onboarding.Hub.Api.Watching;
using Onboarding.Hub.Maintenance;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Api;

/// <summary>Puts the hub's gRPC API into a host.</summary>
public static class ApiEndpoints
{
    /// <summary>The files that declare the services of the API.</summary>
    public static IReadOnlyList<Google.Protobuf.Reflection.FileDescriptor> Files { get; } =
    [
        V1.WorkspacesReflection.Descriptor, V1.AccountsReflection.Descriptor, V1.OpportunitiesReflection.Descriptor,
        V1.ContactsReflection.Descriptor, V1.HandoffsReflection.Descriptor, V1.PlaybooksReflection.Descriptor,
        V1.OnboardingsReflection.Descriptor, V1.ConnectionsReflection.Descriptor, V1.SyncRunsReflection.Descriptor,
        V1.OperationsReflection.Descriptor, V1.DeadLettersReflection.Descriptor, V1.ConflictsReflection.Descriptor,
        V1.JournalReflection.Descriptor, V1.DefinitionsReflection.Descriptor,
        V1.ReviewsReflection.Descriptor,
        V1.AuditsReflection.Descriptor, V1.PilotsReflection.Descriptor,
        V1.DeliveriesReflection.Descriptor, V1.MessagesReflection.Descriptor,
    ];

    /// <summary>
    /// Adds the API with health and reflection. The host adds the rest: the storage (before this, as its journal is
    /// wrapped so that watches wake up), a <see cref="TimeProvider"/> and an <see cref="ISyncRuns"/>; the
    /// <see cref="ApiSettings"/> it binds from <see cref="ApiSettings.Section"/>.
    /// </summary>
    public static IServiceCollection AddHubApi(this IServiceCollection services)
    {
        services.AddJournalSignal();
        services.TryAddSingleton(new WallClock(TimeProvider.System));
        services.TryAddSingleton<Dispatcher>();
        services.AddSingleton<IValidateOptions<ApiSettings>, ApiSettingsCheck>();
        services.AddOptions<ApiSettings>().ValidateOnStart();
        services.AddSingleton<CallerBook>()
            .AddSingleton<KnownWorkspaces>()
            .AddSingleton<StreamReads>()
            .AddSingleton<PastReads>()
            .AddSingleton<AggregateReads>()
            .AddSingleton<PortfolioReads>()
            .AddSingleton<AggregateChanges>()
            .AddSingleton<ResourceChanges>()
            .AddSingleton<TriggerExplanations>()
            .AddSingleton<PlaybookPublication>()
            .AddSingleton<DocumentDesk>()
            .AddSingleton<ManualStarts>()
            .AddSingleton<OnboardingMigrations>()
            .AddSingleton<DateReads>()
            .AddSingleton<WorkReads>()
            .AddSingleton<CauseChains>()
            .AddSingleton<ChangeExplanations>()
            .AddSingleton<SyncCalls>()
            .AddSingleton<ConflictDesk>()
            .AddSingleton<DefinitionDesk>()
            .AddSingleton<AuditSourceReads>()
            .AddSingleton<AuditDesk>()
            .AddSingleton<PilotDesk>()
            .AddSingleton<WatchSlots>()
            .AddSingleton<Watches>();
        services.AddGrpc(options =>
        {
            options.Interceptors.Add<FailureInterceptor>();
            options.Interceptors.Add<CallerInterceptor>();
        });
        services.AddOptions<Grpc.AspNetCore.Server.GrpcServiceOptions>().Configure<IOptions<ApiSettings>>(
            (grpc, api) => grpc.MaxReceiveMessageSize = api.Value.MessageSizeMax);
        return services.AddHubHealth().AddHubReflection([.. Files]);
    }

    /// <summary>
    /// Serves the API, health and reflection. Called before other endpoints are mapped, as it also gives reasons to the
    /// failures of the engine itself.
    /// </summary>
    public static WebApplication MapHubApi(this WebApplication app)
    {
        app.Use(EngineFailures.AddReasonAsync);
        app.MapGrpcService<WorkspaceApi>();
        app.MapGrpcService<AccountApi>();
        app.MapGrpcService<OpportunityApi>();
        app.MapGrpcService<ContactApi>();
        app.MapGrpcService<HandoffApi>();
        app.MapGrpcService<PlaybookApi>();
        app.MapGrpcService<OnboardingApi>();
        app.MapGrpcService<ConnectionApi>();
        app.MapGrpcService<SyncRunApi>();
        app.MapGrpcService<OperationApi>();
        app.MapGrpcService<DeadLetterApi>();
        app.MapGrpcService<ConflictApi>();
        app.MapGrpcService<JournalApi>();
        app.MapGrpcService<DefinitionApi>();
        app.MapGrpcService<ReviewApi>();
        app.MapGrpcService<AuditApi>();
        app.MapGrpcService<PilotApi>();
        app.MapGrpcService<DeliveryApi>();
        app.MapGrpcService<MessageApi>();
        app.MapHubHealth();
        app.MapHubReflection();
        return app;
    }

    /// <summary>Wraps the journal that the storage added, so that each commit raises the <see cref="JournalSignal"/>. Once.</summary>
    public static IServiceCollection AddJournalSignal(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(JournalSignal)))
        {
            return services;
        }

        ServiceDescriptor storage = services.LastOrDefault(service => service.ServiceType == typeof(IJournalStore))
            ?? throw new InvalidOperationException("Add the storage before the API: the API listens to its journal.");
        services.Remove(storage);
        services.AddSingleton<JournalSignal>();
        return services.AddSingleton<IJournalStore>(provider => new SignallingJournal(
            (IJournalStore)storage.ImplementationFactory!(provider), provider.GetRequiredService<JournalSignal>()));
    }
}
