using Onboarding.Model;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Storage;
using Onboarding.Sync.Commands;
using Onboarding.Testing.Builders;
using Onboarding.Testing.Clocks;

namespace Onboarding.Benchmarks;

/// <summary>
/// What completing a task costs: it unlocks the next of 40, and is journaled, from where platforms and people are told.
/// </summary>
internal static class TaskFigures
{
    private const int Clients = 16;
    private const int TasksOfEach = 40;
    private const int PageSize = 200;

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
            new Figure($"tasks_{name}", await OneByOneAsync(dispatcher, cancellationToken),
                "tasks completed/s (one a call, each unlocks the next, 16 clients)", "", null),
            new Figure($"task_pages_{name}", await InPagesAsync(dispatcher, cancellationToken),
                $"tasks completed/s ({PageSize} a transaction, as a sync brings them, 2 clients)", "", null),
        ];
    }

    private static async Task<double> OneByOneAsync(Dispatcher dispatcher, CancellationToken cancellationToken)
    {
        var queues = new List<Queue<(string[] Keys, string Task)>>();
        for (int client = 0; client < Clients; client++)
        {
            string[] keys = await LaunchAsync(dispatcher, $"one-{client}", 300, cancellationToken);
            queues.Add(new Queue<(string[], string)>(
                keys.SelectMany(key => Enumerable.Range(0, TasksOfEach).Select(n => (new[] { key }, $"t{n}")))));
        }

        return await RateAsync(dispatcher, queues, cancellationToken);
    }

    private static async Task<double> InPagesAsync(Dispatcher dispatcher, CancellationToken cancellationToken)
    {
        var queues = new List<Queue<(string[] Keys, string Task)>>();
        for (int client = 0; client < 2; client++)
        {
            string[] keys = await LaunchAsync(dispatcher, $"page-{client}", 24 * PageSize, cancellationToken);
            queues.Add(new Queue<(string[], string)>(
                keys.Chunk(PageSize).SelectMany(page => Enumerable.Range(0, TasksOfEach).Select(n => (page, $"t{n}")))));
        }

        return await RateAsync(dispatcher, queues, cancellationToken) * PageSize;
    }

    private static async Task<double> RateAsync(
        Dispatcher dispatcher, List<Queue<(string[] Keys, string Task)>> queues, CancellationToken cancellationToken)
    {
        (double perSecond, _) = await Stopwatching.RateAsync(
            queues.Count,
            async (client, _) =>
            {
                if (!queues[client].TryDequeue(out (string[] Keys, string Task) next))
                {
                    throw new InvalidOperationException("All tasks are completed before the time is over; launch more.");
                }

                await dispatcher.RunAsync(
                    s_workspace,
                    [.. next.Keys.Select(Aggregates.Onboarding.Stream)],
                    batch => next.Keys.All(key => StoreFigures.Accepted(batch.Apply(
                        Aggregates.Onboarding, key, new OnboardingCommand.CompleteTask(next.Task, "csm@vendor.example"), s_origin))),
                    cancellationToken);
            },
            cancellationToken);
        return perSecond;
    }

    private static async Task<string[]> LaunchAsync(
        Dispatcher dispatcher, string name, int count, CancellationToken cancellationToken)
    {
        PlaybookPlan plan = Plans.Chain(5, TasksOfEach);
        OnboardingStart[] starts =
        [
            .. Enumerable.Range(0, count).Select(n =>
                Starts.Of(plan) with { Id = new OnboardingId(IdSource.From("tasks", name, $"{n}")) }),
        ];
        foreach (OnboardingStart[] page in starts.Chunk(PageSize))
        {
            await StoreFigures.LaunchPageAsync(dispatcher, page, cancellationToken);
        }

        return [.. starts.Select(start => start.Id.ToString())];
    }
}
