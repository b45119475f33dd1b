using System.Diagnostics;

using Microsoft.Extensions.Logging.Abstractions;

using Onboarding.Hub.Scheduling;
using Onboarding.Model;
using Onboarding.Model.Calendars;
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

/// <summary>What the journal costs: launches and events per second, and the sweep with few and with many open onboardings.</summary>
internal static class StoreFigures
{
    private const int Clients = 16;
    private const int SweepDue = 1_000;
    private const int SweepWarm = 2_000;
    private const int SweptAtOnce = 20_000;
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

    /// <summary>
    /// Timers swept per second, and the cost of a sweep of the same number due with 1,000 and with 100,000 open onboardings.
    /// </summary>
    public static async Task<IReadOnlyList<Figure>> SweepAsync(
        Func<string, StorageOptions> storage, CancellationToken cancellationToken)
    {
        double all = await SweepSecondsAsync(storage("sweep-all"), SweptAtOnce, SweptAtOnce, cancellationToken);
        double few = await SweepSecondsAsync(storage("sweep-few"), SweepDue, 1_000, cancellationToken);
        double many = await SweepSecondsAsync(storage("sweep-many"), SweepDue, 100_000, cancellationToken);
        return
        [
            new Figure("sweep_sqlite", SweptAtOnce / all, "timers/s (each reads, decides, journals and is set anew)", "", null),
            new Figure(
                "sweep_of_1000_due_with_100000_open", many * 1_000, "ms", $"with 1,000 open: {few * 1_000:0} ms", many / few),
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

    private static async Task<double> SweepSecondsAsync(
        StorageOptions storage, int due, int open, CancellationToken cancellationToken)
    {
        var clock = new ManualClock(Starts.WonAt);
        await using HubDatabase database = await HubDatabase.OpenAsync(storage, clock, cancellationToken);
        var dispatcher = new Dispatcher(database.Journal, clock);
        // Some fall due a day before the others and are swept first, so that nothing is measured for the first time.
        OnboardingStart[] starts =
        [
            .. StartsOf("warm", SweepWarm, DueAfter(1)), .. StartsOf("due", due, DueAfter(3)),
            .. StartsOf("open", open - due, DueAfter(400)),
        ];
        foreach (OnboardingStart[] page in starts.Chunk(500))
        {
            await LaunchPageAsync(dispatcher, page, cancellationToken);
        }

        var sweep = new TimerSweep(database.Timers, dispatcher, clock, NullLogger<TimerSweep>.Instance);
        clock.Advance(TimeSpan.FromDays(2));
        await SweepAsync(sweep, SweepWarm, cancellationToken);
        clock.Advance(TimeSpan.FromDays(2));
        long begun = Stopwatch.GetTimestamp();
        await SweepAsync(sweep, due, cancellationToken);
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task SweepAsync(TimerSweep sweep, int due, CancellationToken cancellationToken)
    {
        int swept = await sweep.RunAsync(cancellationToken);
        if (swept != due)
        {
            throw new InvalidOperationException($"{swept} timers were swept and not {due}; the figure would say nothing.");
        }
    }

    private static IEnumerable<OnboardingStart> StartsOf(string name, int count, PlaybookPlan plan) =>
        Enumerable.Range(0, count).Select(n =>
            Starts.Of(plan) with { Id = new OnboardingId(IdSource.From("sweep", name, $"{n}")) });

    /// <summary>Starts onboardings with one transaction.</summary>
    public static Task LaunchPageAsync(Dispatcher dispatcher, OnboardingStart[] starts, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            s_workspace,
            [.. starts.Select(start => Aggregates.Onboarding.Stream(start.Id.ToString()))],
            batch => starts.All(start => Accepted(batch.Apply(
                Aggregates.Onboarding, start.Id.ToString(), new OnboardingCommand.Begin(start), s_origin))),
            cancellationToken);

    private static PlaybookPlan DueAfter(int days)
    {
        PlaybookPlan plan = Plans.Chain(1, 2);
        return plan with
        {
            StalledAfterDays = 400,
            Stages = [.. plan.Stages.Select(stage => stage with { SlaDays = 400 })],
            Tasks = [.. plan.Tasks.Select(task => task with
            {
                Due = new DueRule(days, DayUnit.Calendar, DueAnchor.Start),
                RemindDaysBefore = [],
            })],
            Milestones = [.. plan.Milestones.Select(milestone => milestone with
            {
                Target = milestone.Target with { Offset = 400 },
            })],
        };
    }

    /// <summary>Whether a command of the bench changed something; it always does.</summary>
    /// <exception cref="InvalidOperationException">It did not, and the figure would say nothing.</exception>
    public static bool Accepted<TEvent>(Decision<TEvent> decision) => decision is Decision<TEvent>.Accepted { Events.IsEmpty: false }
        ? true
        : throw new InvalidOperationException($"The bench's own command changed nothing: {decision}");
}
