using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Storage;
using Onboarding.Sync.Commands;
using Onboarding.Testing.Builders;
using Onboarding.Testing.Clocks;

namespace Onboarding.Benchmarks;

/// <summary>What the journal costs: launches and events per second.</summary>
internal static class StoreFigures
{
    private const int Clients = 16;
    private static readonly WorkspaceId s_workspace = new("bench");
    private static readonly Origin s_origin = new("bench", "call:bench");

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(
        string name, StorageOptions storage, CancellationToken cancellationToken)
    {
        var clock = new ManualClock(Starts.WonAt);
        await using HubDatabase database = await HubDatabase.OpenAsync(storage, clock, cancellationToken);
        var dispatcher = new Dispatcher(database.Journal, clock);
        return
        [
            .. await LaunchesAsync(name, database, dispatcher, cancellationToken),
            await EventsAsync(name, dispatcher, clock, cancellationToken),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> LaunchesAsync(
        string name, HubDatabase database, Dispatcher dispatcher, CancellationToken cancellationToken)
    {
        PlaybookPlan plan = Plans.Chain(5, 8);
        long trips = database.Meter.RoundTrips;
        long commits = database.Meter.Commits;
        int launched = 0;
        (double perSecond, _) = await Stopwatching.RateAsync(
            Clients,
            async (client, round) =>
            {
                await LaunchAsync(dispatcher, plan, IdSource.From(name, $"{client}", $"{round}"), cancellationToken);
                Interlocked.Increment(ref launched);
            },
            cancellationToken);
        return
        [
            new Figure($"launches_{name}", perSecond, "launches/s (40 dependent tasks, 16 clients)", "", null),
            new Figure($"launch_round_trips_{name}", (database.Meter.RoundTrips - trips) / (double)launched, "round trips/launch", "at most 2", null),
            new Figure($"launch_commits_{name}", (database.Meter.Commits - commits) / (double)launched, "commits/launch", "at most 1", null),
        ];
    }

    private static async Task LaunchAsync(Dispatcher dispatcher, PlaybookPlan plan, Guid id, CancellationToken cancellationToken)
    {
        OnboardingStart start = Starts.Of(plan) with { Id = new OnboardingId(id) };
        string key = start.Id.ToString();
        await dispatcher.RunAsync(
            s_workspace,
            [Aggregates.Onboarding.Stream(key)],
            batch => Accepted(batch.Apply(Aggregates.Onboarding, key, new OnboardingCommand.Begin(start), s_origin)),
            cancellationToken);
    }

    private static async Task<Figure> EventsAsync(
        string name, Dispatcher dispatcher, TimeProvider clock, CancellationToken cancellationToken)
    {
        (double perSecond, _) = await Stopwatching.RateAsync(
            Clients,
            async (client, round) =>
            {
                string key = $"{name}-{client}-{round % 500}";
                var change = new FieldChange
                {
                    Field = "title",
                    Value = FieldValue.OfText($"{round}"),
                    Rank = 0,
                    ChangedAt = clock.GetUtcNow(),
                };
                await dispatcher.RunAsync(
                    s_workspace,
                    [Aggregates.Contact.Stream(key)],
                    batch => Accepted(batch.Apply(
                        Aggregates.Contact,
                        key,
                        new ResourceCommand.Settle("bench", change) is var settle && batch.State(Aggregates.Contact, key) is null
                            ? new ResourceCommand.Merge(ResourceKind.Contact, key, "bench", [change])
                            : settle,
                        s_origin)),
                    cancellationToken);
            },
            cancellationToken);
        return new Figure($"events_{name}", perSecond, "events/s (one command each, 16 clients)", "", null);
    }

    /// <summary>Starts onboardings with one transaction.</summary>
    public static Task LaunchPageAsync(Dispatcher dispatcher, OnboardingStart[] starts, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            s_workspace,
            [.. starts.Select(start => Aggregates.Onboarding.Stream(start.Id.ToString()))],
            batch => starts.All(start => Accepted(batch.Apply(
                Aggregates.Onboarding, start.Id.ToString(), new OnboardingCommand.Begin(start), s_origin))),
            cancellationToken);

    /// <summary>Whether a command of the bench changed something; it always does.</summary>
    /// <exception cref="InvalidOperationException">It did not, and the figure would say nothing.</exception>
    public static bool Accepted<TEvent>(Decision<TEvent> decision) => decision is Decision<TEvent>.Accepted { Events.IsEmpty: false }
        ? true
        : throw new InvalidOperationException($"The bench's own command changed nothing: {decision}");
}
