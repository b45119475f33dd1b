using System.Collections.Immutable;

using Microsoft.Extensions.Logging.Abstractions;

using Onboarding.Hub.Following;
using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Builders;
using Onboarding.Testing.Clocks;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Hub.Tests.Hosting;

/// <summary>Reactions as the hub carries them out, over its real store.</summary>
public sealed class FollowingTests : IAsyncLifetime
{
    private const string New = "new@vendor.example";
    private static readonly WorkspaceId s_workspace = new("acme");

    private readonly SqliteStore _store = new();
    private readonly ManualClock _clock = new(Starts.WonAt);
    private Dispatcher _dispatcher = null!;

    public async Task InitializeAsync()
    {
        await _store.InitializeAsync();
        _dispatcher = new Dispatcher(_store.Hub.Journal, _clock);
        await AskAsync(Aggregates.Workspace, s_workspace.Value, new WorkspaceCommand.Create(s_workspace, Settings.TwoTiers));
        PlaybookRevision revision = Settings.Playbook.Newest;
        await AskAsync(Aggregates.Playbook, "ninety-day", new PlaybookCommand.Publish(
            new PlaybookId("ninety-day"), "source", revision.Definition, "ops@vendor.example"));
        await ChangeAsync(
            ResourceKind.Account, "acme", ("name", FieldValue.OfText("Acme")),
            ("annual_recurring_revenue", new FieldValue.Number(90_000)));
        await ChangeAsync(
            ResourceKind.Opportunity, "deal", ("account_key", FieldValue.OfText("acme")), ("is_won", new FieldValue.Flag(true)),
            ("goals", FieldValue.OfText("Go live")), ("stakeholders", FieldValue.OfTexts(["Champion: Ann"])));
        await FollowAsync();
    }

    public Task DisposeAsync() => _store.DisposeAsync();

    [Fact]
    [Trait("Requirement", "A1.1")]
    public async Task A_won_deal_comes_to_an_onboarding() =>
        Assert.Equal(OnboardingPhase.Active, (await OnboardingAsync()).Phase);

    [Fact]
    [Trait("Requirement", "A5.5")]
    public async Task A_role_given_to_somebody_else_reaches_handoff_deal_and_account()
    {
        OnboardingState onboarding = await OnboardingAsync();
        await AskAsync(
            Aggregates.Onboarding, onboarding.Start.Id.ToString(), new OnboardingCommand.AssignRole("csm", New));
        await FollowAsync();

        HandoffState handoff = (await StateAsync(Aggregates.Handoff, onboarding.Start.Handoff!.Value.ToString()))!;
        Assert.Equal(New, handoff.CsOwner);
        Assert.Equal(New, (await StateAsync(Aggregates.Account, "acme"))!.Values.TextOf("cs_owner_email"));
        Assert.Equal(New, (await StateAsync(Aggregates.Opportunity, "deal"))!.Values.TextOf("cs_owner_email"));
    }

    [Fact]
    public async Task A_deal_that_is_deleted_raises_a_blocker()
    {
        await AskAsync(Aggregates.Opportunity, "deal", new ResourceCommand.Delete(null));
        await FollowAsync();

        Assert.Single((await OnboardingAsync()).Blockers);
    }

    private Task FollowAsync() => new ReactionFollower(_store.Hub.Journal, _dispatcher, NullLogger<ReactionFollower>.Instance)
        .CatchUpAsync(s_workspace, CancellationToken.None);

    private async Task<OnboardingState> OnboardingAsync()
    {
        IReadOnlyList<ListedAggregate> listed = await _store.Hub.Aggregates.PageAsync(
            s_workspace, Aggregates.Onboarding.Name, new AggregateFilter(), null, 10, CancellationToken.None);
        return (await StateAsync(Aggregates.Onboarding, Assert.Single(listed).Key))!;
    }

    private Task ChangeAsync(ResourceKind kind, string key, params (string Field, FieldValue Value)[] fields) => AskAsync(
        Aggregates.Of(kind), key, new ResourceCommand.Merge(kind, key, "connection:crm",
        [
            .. fields.Select(field => new FieldChange
            {
                Field = field.Field, Value = field.Value, Rank = 1, ChangedAt = _clock.GetUtcNow(),
            }),
        ]));

    private Task<Decision<TEvent>> AskAsync<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, string key, TCommand command)
        where TState : class
        where TCommand : class
        where TEvent : class => _dispatcher.RunAsync(
            s_workspace, [kind.Stream(key)], batch => batch.Apply(kind, key, command, new Origin("test", "call:1")),
            CancellationToken.None);

    private async Task<TState?> StateAsync<TState, TCommand, TEvent>(AggregateKind<TState, TCommand, TEvent> kind, string key)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        LoadedStreams loaded = await _store.Hub.Journal.LoadAsync(
            s_workspace, [kind.Stream(key)], null, CancellationToken.None);
        return loaded.Aggregates.IsEmpty ? null : kind.ReadState(loaded.Aggregates[0].State);
    }
}
