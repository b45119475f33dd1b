using System.Diagnostics;

using Microsoft.Extensions.Logging.Abstractions;

using Onboarding.Hub.Scheduling;
using Onboarding.Model;
using Onboarding.Model.Calendars;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Storage;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Builders;
using Onboarding.Testing.Clocks;

namespace Onboarding.Benchmarks;

/// <summary>
/// What the sweep of due timers costs. An onboarding has one timer, however many of its tasks fall due at that hour; each
/// of them is decided, journaled and told by itself.
/// </summary>
internal static class SweepFigures
{
    private const int Warm = 3_000;
    private const int AtOnce = 20_000;
    private const int FewDue = 1_000;

    private static readonly WorkspaceId s_workspace = new("bench");

    /// <summary>Timers and due tasks per second, where one task of each onboarding falls due and where ten of forty do.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(
        string name, StorageOptions storage, CancellationToken cancellationToken)
    {
        double one = await SecondsAsync(storage, new Portfolio(AtOnce, AtOnce, 1, 2), cancellationToken);
        double ten = await SecondsAsync(storage, new Portfolio(AtOnce / 4, AtOnce / 4, 10, 40), cancellationToken);
        return
        [
            new Figure($"sweep_{name}", AtOnce / one, "due tasks/s (one of each onboarding)", "", null),
            new Figure($"sweep_ten_{name}", AtOnce / 4 * 10 / ten, "due tasks/s (ten of the forty of each onboarding)", "", null),
        ];
    }

    /// <summary>The cost of a sweep of the same number due with 1,000 and with 100,000 open onboardings.</summary>
    public static async Task<IReadOnlyList<Figure>> GrowthAsync(
        Func<string, StorageOptions> storage, CancellationToken cancellationToken)
    {
        double few = await SecondsAsync(storage("sweep-few"), new Portfolio(FewDue, 1_000, 1, 2), cancellationToken);
        double many = await SecondsAsync(storage("sweep-many"), new Portfolio(FewDue, 100_000, 1, 2), cancellationToken);
        return
        [
            new Figure(
                "sweep_of_1000_due_with_100000_open", many * 1_000, "ms", $"with 1,000 open: {few * 1_000:0} ms", many / few),
        ];
    }

    private static async Task<double> SecondsAsync(
        StorageOptions storage, Portfolio portfolio, CancellationToken cancellationToken)
    {
        var clock = new ManualClock(Starts.WonAt);
        await using HubDatabase database = await HubDatabase.OpenAsync(storage, clock, cancellationToken);
        var dispatcher = new Dispatcher(database.Journal, clock);
        // Some fall due a day before the others and are swept first, so that nothing is measured for the first time.
        OnboardingStart[] starts =
        [
            .. portfolio.StartsOf("warm", Warm, dueAfter: 1),
            .. portfolio.StartsOf("due", portfolio.Due, dueAfter: 3),
            .. portfolio.StartsOf("open", portfolio.Open - portfolio.Due, dueAfter: 400),
        ];
        foreach (OnboardingStart[] page in starts.Chunk(500))
        {
            await StoreFigures.LaunchPageAsync(dispatcher, page, cancellationToken);
        }

        var sweep = new TimerSweep(database.Timers, dispatcher, clock, NullLogger<TimerSweep>.Instance);
        clock.Advance(TimeSpan.FromDays(2));
        await SweepAsync(sweep, Warm, cancellationToken);
        clock.Advance(TimeSpan.FromDays(2));
        long begun = Stopwatch.GetTimestamp();
        await SweepAsync(sweep, portfolio.Due, cancellationToken);
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await CheckAsync(database, starts[Warm], portfolio.DueOfEach, cancellationToken);
        return seconds;
    }

    private static async Task SweepAsync(TimerSweep sweep, int due, CancellationToken cancellationToken)
    {
        int swept = await sweep.RunAsync(cancellationToken);
        if (swept != due)
        {
            throw new InvalidOperationException($"{swept} timers were swept and not {due}; the figure would say nothing.");
        }
    }

    private static async Task CheckAsync(
        HubDatabase database, OnboardingStart start, int due, CancellationToken cancellationToken)
    {
        LoadedStreams loaded = await database.Journal.LoadAsync(
            s_workspace, [Aggregates.Onboarding.Stream(start.Id.ToString())], null, cancellationToken);
        int overdue = Aggregates.Onboarding.ReadState(loaded.Aggregates[0].State).Tasks.Count(task => task.Overdue);
        if (overdue != due)
        {
            throw new InvalidOperationException($"{overdue} tasks are overdue and not {due}; the figure would say nothing.");
        }
    }

    /// <summary>The onboardings of a measurement.</summary>
    /// <param name="Due">How many have something due.</param>
    /// <param name="Open">How many there are.</param>
    /// <param name="DueOfEach">How many tasks of each fall due on one day.</param>
    /// <param name="Tasks">How many tasks each has; the others wait for the first.</param>
    private sealed record Portfolio(int Due, int Open, int DueOfEach, int Tasks)
    {
        public IEnumerable<OnboardingStart> StartsOf(string name, int count, int dueAfter)
        {
            PlaybookPlan plan = DueAfter(dueAfter);
            return Enumerable.Range(0, count).Select(n => Starts.Of(plan) with
            {
                Id = new OnboardingId(IdSource.From("sweep", $"{DueOfEach}", name, $"{n}")),
            });
        }

        private PlaybookPlan DueAfter(int days)
        {
            PlaybookPlan plan = Plans.Chain(1, Tasks);
            return plan with
            {
                StalledAfterDays = 400,
                Stages = [.. plan.Stages.Select(stage => stage with { SlaDays = 400 })],
                Tasks = [.. plan.Tasks.Select((task, n) => task with
                {
                    Due = new DueRule(days, DayUnit.Calendar, DueAnchor.Start),
                    DependsOn = n < DueOfEach ? [] : ["t0"],
                    RemindDaysBefore = [],
                })],
                Milestones = [.. plan.Milestones.Select(milestone => milestone with
                {
                    Target = milestone.Target with { Offset = 400 },
                })],
            };
        }
    }
}
