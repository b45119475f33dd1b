using System.Collections.Immutable;
using System.Text.Json;

using Microsoft.Extensions.DependencyInjection;

using Onboarding.Model;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Workspaces;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Builders;

namespace Onboarding.Hub.Tests.Api;

/// <summary>A workspace with a playbook and many customers under way, numbered from 0.</summary>
internal sealed class MigrationFleet(ApiHost host, string workspace)
{
    private readonly WorkspaceId _workspace = new(workspace);
    private readonly Origin _origin = Origin.Time;

    public string Parent => $"workspaces/{_workspace}";

    public string Playbook => $"{Parent}/playbooks/ninety-day";

    public static Guid IdOf(int customer) => IdSource.From("fleet", $"{customer}");

    public string NameOf(int customer) => $"{Parent}/onboardings/{IdOf(customer)}";

    public string RevisionName(int number) => $"{Playbook}/revisions/{number}";

    /// <summary>A call for all, with the request id "all".</summary>
    public V1.MigrateOnboardingsRequest All(int revision, bool validateOnly = false) => new()
    {
        Parent = Parent,
        PlaybookRevision = RevisionName(revision),
        RequestId = "all",
        ValidateOnly = validateOnly,
    };

    public Task<V1.MigrateOnboardingsResponse> MigrateAsync(V1.MigrateOnboardingsRequest request) =>
        host.Calls().CallAsync<V1.MigrateOnboardingsResponse>("MigrateOnboardings", request);

    public Task CreateAsync() => ApplyAsync(
        Aggregates.Workspace, _workspace.Value, new WorkspaceCommand.Create(_workspace, Settings.TwoTiers));

    /// <summary>Publishes the next revision.</summary>
    public Task PublishAsync(string source, params ImmutableArray<PlaybookPlan> plans) => ApplyAsync(
        Aggregates.Playbook, "ninety-day",
        new PlaybookCommand.Publish(
            new PlaybookId("ninety-day"), source,
            new PlaybookDefinition { Name = "ninety-day", Title = "Ninety days", Plans = plans },
            "ops@vendor.example"));

    /// <summary>Starts the onboarding of a customer; its tier is the plan's variant.</summary>
    public Task StartAsync(int customer, OnboardingStart start) => DoAsync(
        customer,
        new OnboardingCommand.Begin(start with
        {
            Id = new OnboardingId(IdOf(customer)),
            Title = $"Customer {customer:00}",
            Tier = start.Plan.Variant,
        }));

    /// <summary>Carries a command out, or has it refused.</summary>
    public Task<Decision<OnboardingEvent>> DoAsync(int customer, OnboardingCommand command) =>
        ApplyAsync(Aggregates.Onboarding, IdOf(customer).ToString(), command);

    public async Task<OnboardingState> StateAsync(int customer)
    {
        LoadedStreams loaded = await Journal.LoadAsync(
            _workspace, [Aggregates.Onboarding.Stream(IdOf(customer).ToString())], null, CancellationToken.None);
        return Aggregates.Onboarding.ReadState(loaded.Aggregates[0].State);
    }

    /// <summary>Everything that happened to a customer, oldest first.</summary>
    public async Task<ImmutableArray<OnboardingEvent>> EventsAsync(int customer)
    {
        IReadOnlyList<JournalEvent> events = await Journal.ReadStreamAsync(
            _workspace, Aggregates.Onboarding.Stream(IdOf(customer).ToString()), 0, 10_000, CancellationToken.None);
        return
        [
            .. events.Select(each => JsonSerializer.Deserialize(each.Payload, ModelJson.Default.OnboardingEvent)!),
        ];
    }

    private IJournalStore Journal => host.Services.GetRequiredService<IJournalStore>();

    private Task<Decision<TEvent>> ApplyAsync<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, string key, TCommand command)
        where TState : class
        where TCommand : class
        where TEvent : class => host.Dispatcher.RunAsync(
            _workspace, [kind.Stream(key)], batch => batch.Apply(kind, key, command, _origin), CancellationToken.None);
}
