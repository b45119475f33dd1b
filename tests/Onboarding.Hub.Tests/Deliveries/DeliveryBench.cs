using System.Collections.Concurrent;
using System.Collections.Immutable;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

using Onboarding.Hub.Deliveries;
using Onboarding.Hub.Following;
using Onboarding.Hub.Hosting;
using Onboarding.Hub.Tests.Api;
using Onboarding.Model;
using Onboarding.Model.Deliveries;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Workspaces;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Builders;
using Onboarding.Testing.Clocks;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Hub.Tests.Deliveries;

/// <summary>An onboarding with set-up actions over the real store, and the hub's own way from it to a receiver.</summary>
internal sealed class DeliveryBench : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAAAAAAAAA=";
    public const string OtherSecret = "whsec_b3RoZXIgc2VjcmV0IG9mIHRoZSBzYW1lIGVuZHBvaW50Lg==";

    private static readonly WorkspaceId s_workspace = new("acme");

    private readonly SqliteStore _store = new();
    private readonly DeliveryClient _client;
    private readonly string _file = Path.GetTempFileName();
    private readonly OnboardingStart _start = Starts.Of(Plans.WithSetup) with
    {
        Facts = FieldMap.Of(("industry", FieldValue.OfText("Shipping"))),
    };

    private Dispatcher _dispatcher = null!;

    private DeliveryBench()
    {
        Clock = new ManualClock(Starts.WonAt);
        _client = new DeliveryClient(Clock);
    }

    public ManualClock Clock { get; }

    public Receiver Receiver { get; private set; } = null!;

    /// <summary>What of the journal fails.</summary>
    public FaultyJournal Faults { get; private set; } = null!;

    /// <summary>What the round has logged.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>The endpoints; a test may change them.</summary>
    public IReadOnlyList<SystemEndpoint> Endpoints { get; set; } = [];

    /// <summary>Starts an onboarding of which the ticket and the billing profile are asked for at once.</summary>
    public static async Task<DeliveryBench> StartAsync()
    {
        var bench = new DeliveryBench { Receiver = await Receiver.StartAsync() };
        await bench._store.InitializeAsync();
        bench.Faults = new FaultyJournal(bench._store.Hub.Journal);
        bench._dispatcher = new Dispatcher(bench.Faults, bench.Clock);
        bench.Endpoints =
        [
            .. new[] { "tickets", "billing", "projects" }.Select(system => bench.To(system)),
        ];
        await bench.DecideAsync(
            Aggregates.Workspace, s_workspace.Value, new WorkspaceCommand.Create(s_workspace, Settings.TwoTiers));
        await bench.AskAsync(new OnboardingCommand.Begin(bench._start));
        await bench.AskAsync(new OnboardingCommand.CompleteTask("call", "csm@vendor.example"));
        await bench.AskAsync(new OnboardingCommand.ReceiveInput("sso", "https://id.example.com"));
        await bench.AskAsync(new OnboardingCommand.VerifyInput("sso"));
        await bench.FollowAsync();
        return bench;
    }

    /// <summary>An endpoint at the receiver's path of the same name.</summary>
    public SystemEndpoint To(string system, TimeSpan? timeout = null, string workspace = "acme") => new()
    {
        Name = $"{workspace}_{system}",
        Workspace = new WorkspaceId(workspace),
        System = system,
        Url = new Uri(Receiver.Address, $"/{system}"),
        Secrets = [WebhookSecret.Of(Secret)!, WebhookSecret.Of(OtherSecret)!],
        Timeout = timeout ?? TimeSpan.FromSeconds(30),
    };

    /// <summary>Leaves one system with an address, so that a test sees its messages alone.</summary>
    public void Only(string system, TimeSpan? timeout = null) => Endpoints = [To(system, timeout)];

    /// <summary>Sends what is due, and lets everything follow from it.</summary>
    public async Task<int> RoundAsync(CancellationToken cancellationToken = default)
    {
        int sent = await Sender.RunAsync(cancellationToken);
        await FollowAsync();
        return sent;
    }

    private DeliveryRound Sender => new(
        HubConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Workspaces:acme:SettingsFile"] = _file }).Build())
            with { Endpoints = [.. Endpoints] },
        _store.Hub.Timers, Faults, _dispatcher, _client, Clock, new HeardLog<DeliveryRound>(Heard));

    public async Task AskAsync(OnboardingCommand command) =>
        Assert.IsType<Decision<OnboardingEvent>.Accepted>(
            await DecideAsync(Aggregates.Onboarding, _start.Id.ToString(), command));

    public Task FollowAsync() => new ReactionFollower(
        _store.Hub.Journal, _dispatcher, NullLogger<ReactionFollower>.Instance)
        .CatchUpAsync(s_workspace, CancellationToken.None);

    /// <summary>Has a system asked for very many things at once.</summary>
    public async Task EnqueueAsync(string system, int count, string workspace = "acme")
    {
        foreach (int[] numbers in Enumerable.Range(1, count).Chunk(500))
        {
            DeliveryMessage[] messages = [.. numbers.Select(number => Message(system, number))];
            string[] keys = [.. messages.Select(one => Delivery.KeyOf(one.Onboarding, one.Action, one.Request))];
            await _dispatcher.RunAsync(
                new WorkspaceId(workspace),
                [.. keys.Select(Aggregates.Delivery.Stream)],
                batch => keys.Zip(messages).Select(pair => batch.Apply(
                    Aggregates.Delivery, pair.First, new DeliveryCommand.Begin(pair.Second),
                    new Origin("test", "call:1"))).ToList(),
                CancellationToken.None);
        }
    }

    public async Task<OnboardingState> OnboardingAsync() =>
        (await StateAsync(Aggregates.Onboarding, _start.Id.ToString()))!;

    public async Task<SetupActionState> ActionAsync(string key) => (await OnboardingAsync()).SetupAction(key)!;

    public async Task<DeliveryState> DeliveryAsync(string action, int request = 1) =>
        (await StateAsync(Aggregates.Delivery, KeyOf(action, request)))!;

    public string KeyOf(string action, int request = 1) => Delivery.KeyOf(_start.Id, action, request);

    /// <summary>All that the database holds of deliveries and their onboarding, as text.</summary>
    public async Task<string> JournalAsync() => string.Join('\n', (await _store.Hub.Journal.ReadAsync(
        s_workspace, 0, 500, CancellationToken.None)).Select(happened => happened.Payload));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Receiver.DisposeAsync();
        await _store.DisposeAsync();
        File.Delete(_file);
    }

    private DeliveryMessage Message(string system, int number) => new()
    {
        Onboarding = _start.Id,
        Action = $"{system}_backlog",
        Request = number,
        System = system,
        Title = "One of many",
        Owner = "ann@vendor.example",
        RequestedAt = Clock.GetUtcNow(),
        ConfirmBy = _start.KickoffOn,
        Customer = _start.Title,
        AccountKey = _start.AccountKey,
        OpportunityKey = null,
        Tier = _start.Tier,
        KickoffOn = _start.KickoffOn,
        Fields = FieldMap.None,
        Inputs = ImmutableSortedDictionary<string, string>.Empty,
    };

    private Task<Decision<TEvent>> DecideAsync<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, string key, TCommand command)
        where TState : class
        where TCommand : class
        where TEvent : class => _dispatcher.RunAsync(
            s_workspace, [kind.Stream(key)], batch => batch.Apply(kind, key, command, new Origin("test", "call:1")),
            CancellationToken.None);

    private async Task<TState?> StateAsync<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, string key)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        LoadedStreams loaded = await _store.Hub.Journal.LoadAsync(
            s_workspace, [kind.Stream(key)], null, CancellationToken.None);
        return loaded.Aggregates.IsEmpty ? null : kind.ReadState(loaded.Aggregates[0].State);
    }
}
