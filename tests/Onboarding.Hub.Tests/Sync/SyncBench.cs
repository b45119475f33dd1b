using System.Collections.Immutable;
using System.Diagnostics.Metrics;

using Microsoft.Extensions.Logging.Abstractions;

using Onboarding.Connectors;
using Onboarding.Connectors.Mappings;
using Onboarding.Hub.Tests.Model;
using Onboarding.Model;
using Onboarding.Model.Calendars;
using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Resources;
using Onboarding.Sync;
using Onboarding.Sync.Calls;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;
using Onboarding.Testing.Clocks;
using Onboarding.Testing.Databases;
using Onboarding.Testing.Samples;

using Xunit;

namespace Onboarding.Hub.Tests.Sync;

/// <summary>A ledger, the hub's real store, and a runner between the two.</summary>
internal sealed class SyncBench : IAsyncDisposable
{
    public static readonly WorkspaceId Workspace = new("acme");
    public static readonly ConnectionId Ledger = new("ledger");
    public static readonly OnboardingId Run = new(new Guid("00000000-0000-8000-8000-000000000001"));

    private readonly SqliteStore _database = new();
    private readonly MeterSource _meters = new();

    private SyncBench() => World = new LedgerWorld(Clock);

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public KillSwitch Kill { get; } = new();

    public LedgerWorld World { get; }

    public MortalStore Store { get; private set; } = null!;

    public SyncSettings Settings { get; set; } = new();

    public Connector Connector { get; set; } = new LedgerConnector();

    /// <summary>The mapping; null takes the connector's own.</summary>
    public string? MappingText { get; set; }

    public ImmutableArray<ConnectionId> Peers { get; set; } = [];

    public static async Task<SyncBench> StartAsync(Connector? connector = null)
    {
        var bench = new SyncBench();
        await bench._database.InitializeAsync();
        bench.Store = new MortalStore(bench._database.Hub, bench.Kill);
        bench.Connector = connector ?? bench.Connector;
        return bench;
    }

    /// <summary>Makes one run, as a process that was just started.</summary>
    public async Task<SyncOutcome.Ended> SyncAsync(
        bool deletesConfirmed = false, bool full = false, CancellationToken cancellationToken = default)
    {
        var ids = new IdSource(Clock, seed: Store.Commits);
        var runner = new SyncRunner(new Dispatcher(Store, Clock), Store, Store, Store, ids, Clock, NullLogger<SyncRunner>.Instance);
        using var budget = new CallBudget(
            Workspace, Ledger, [], new CallSettings { JitterSeed = 1 }, Store, Clock, NullLogger<CallBudget>.Instance);
        using PlatformClient client = Client(budget);
        var request = new SyncRequest("schedule", DeletesConfirmed: deletesConfirmed) { Full = full };
        SyncOutcome outcome = await runner.RunAsync(Workspace, Connection(client), request, cancellationToken);
        return Assert.IsType<SyncOutcome.Ended>(outcome);
    }

    /// <summary>Makes one run that must succeed.</summary>
    public async Task<SyncRun> SyncWellAsync(bool full = false)
    {
        SyncOutcome.Ended ended = await SyncAsync(full: full);
        Assert.Null(ended.Run.Failure);
        Assert.Equal(SyncRunState.Succeeded, ended.Run.State);
        return ended.Run;
    }

    public Task<int> CloseCutOffAsync() =>
        new SyncRunner(new Dispatcher(Store, Clock), Store, Store, Store, new IdSource(Clock, 1), Clock, NullLogger<SyncRunner>.Instance)
            .CloseCutOffAsync(Workspace, CancellationToken.None);

    /// <summary>Key of the resource that a record of the ledger makes.</summary>
    public static string KeyOf(string stream, string id) =>
        IdSource.From(Workspace.Value, Ledger.Value, stream, id).ToString("D");

    public async Task<ResourceState?> ResourceAsync(ResourceKind kind, string stream, string id) =>
        await StateAsync(Aggregates.Of(kind), KeyOf(stream, id));

    public async Task<TState?> StateAsync<TState, TCommand, TEvent>(AggregateKind<TState, TCommand, TEvent> kind, string key)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        LoadedStreams loaded = await Store.LoadAsync(Workspace, [kind.Stream(key)], null, CancellationToken.None);
        return loaded.Aggregates.IsEmpty ? null : kind.ReadState(loaded.Aggregates[0].State);
    }

    public Task<Decision<TEvent>> AskAsync<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, string key, TCommand command)
        where TState : class
        where TCommand : class
        where TEvent : class => new Dispatcher(Store, Clock).RunAsync(
            Workspace, [kind.Stream(key)], batch => batch.Apply(kind, key, command, new Origin("csm@example.com", "call:1")),
            CancellationToken.None);

    /// <summary>Sets a field in the hub, as a person or as the hub itself (rank 0).</summary>
    public Task SetAsync(ResourceKind kind, string key, string field, string value, int rank = 50) => AskAsync(
        Aggregates.Of(kind), key, new ResourceCommand.Settle("csm@example.com", new FieldChange
        {
            Field = field,
            Value = FieldValue.OfText(value),
            Rank = rank,
            ChangedAt = Clock.GetUtcNow(),
        }));

    /// <summary>Begins an onboarding of an account; its first task is open.</summary>
    public Task BeginAsync(string accountKey, OnboardingId? id = null, string title = "Acme") => AskAsync(
        Aggregates.Onboarding, (id ?? Run).ToString(), new OnboardingCommand.Begin(new OnboardingStart
        {
            Id = id ?? Run,
            Title = title,
            AccountKey = accountKey,
            OpportunityKey = null,
            Handoff = null,
            Tier = "high_touch",
            Playbook = new PlaybookId("small"),
            Revision = 1,
            Plan = SmallPlaybook.Read(SmallPlaybook.Text).PlanFor("high_touch")!,
            Calendar = BusinessCalendar.Default,
            Owners = ImmutableSortedDictionary<string, string>.Empty.Add("csm", "csm@example.com"),
            Facts = FieldMap.None,
            ClosedWonAt = Clock.GetUtcNow(),
            CommittedActivationOn = null,
            KickoffOn = new DateOnly(2026, 3, 3),
        }));

    /// <summary>A complete handoff of an account.</summary>
    public async Task HandOffAsync(string key, string accountKey, FieldMap fields)
    {
        await AskAsync(Aggregates.Handoff, key, new HandoffCommand.Request(
            new HandoffId(Guid.Parse(key)), "deal", accountKey, "high_touch", [], fields, Clock.GetUtcNow()));
        await AskAsync(Aggregates.Handoff, key, new HandoffCommand.AssignCsOwner("csm@example.com"));
    }

    public async Task<Link?> LinkAsync(string stream, string externalId) => (await Store.ByExternalIdsAsync(
        Workspace, Ledger, stream, [externalId], CancellationToken.None)).SingleOrDefault();

    public Task<IReadOnlyList<DeadLetter>> LettersAsync(DeadLetterState state = DeadLetterState.Open) =>
        Store.DeadLettersAsync(Workspace, Ledger, state, 1_000, CancellationToken.None);

    /// <summary>Marks a dead letter for replay, as a person does.</summary>
    public Task ReplayAsync(DeadLetter letter) => Store.CommitAsync(
        new WriteSet { Workspace = Workspace, DeadLetters = [letter with { State = DeadLetterState.Replaying }] },
        CancellationToken.None);

    /// <summary>Rows of a table past the stores.</summary>
    public Task<IReadOnlyList<string>> QueryAsync(string sql) => _database.QueryAsync(sql);

    public async ValueTask DisposeAsync()
    {
        World.Dispose();
        _meters.Dispose();
        await _database.DisposeAsync();
    }

    private PlatformClient Client(CallBudget budget) => new(
        Platform(), World, budget, new CallMeter(Ledger, new SyncMetrics(_meters)),
        new CallSettings { RetriesMax = 0, JitterSeed = 1 }, Clock, NullLogger<PlatformClient>.Instance);

    private Platform Platform() => Connector.Open(Connectors.Settings.ConnectionSettings.Check(
        Connector.Descriptor.Settings,
        Connector.Descriptor.Settings.ToDictionary(
            setting => setting.Name, string? (setting) => setting.Secret ? "key" : "https://ledger.example",
            StringComparer.Ordinal)));

    private SyncConnection Connection(PlatformClient client) => new()
    {
        Id = Ledger,
        Connector = Connector.Descriptor,
        Platform = Platform(),
        Mapping = MappingFile.Read(MappingText ?? Connector.DefaultMapping, "ledger.yaml", Connector.Descriptor) is { Mapping: { } mapping }
            ? mapping
            : throw new InvalidOperationException("The mapping has faults."),
        Client = client,
        Settings = Settings,
        Peers = Peers,
    };

    private sealed class MeterSource : IMeterFactory
    {
        private readonly List<Meter> _made = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options);
            _made.Add(meter);
            return meter;
        }

        public void Dispose() => _made.ForEach(meter => meter.Dispose());
    }
}
