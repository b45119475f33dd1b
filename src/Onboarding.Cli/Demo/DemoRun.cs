using System.Collections.Immutable;
using System.Globalization;

using Grpc.Core;

using Onboarding.Cli.Commands;
using Onboarding.Cli.Demo.Checking;
using Onboarding.Cli.Demo.Running;
using Onboarding.Cli.Demo.Scenes;
using Onboarding.Cli.Demo.Telling;
using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Demo;

/// <summary>Plays the days, tells the story, and compares the three sides at the end.</summary>
internal sealed class DemoRun(DemoOptions options, DemoStage stage)
{
    private readonly Storyteller _teller = new();
    private long _toldUpTo;

    /// <summary>Plays the whole demo.</summary>
    /// <returns>Exit code: 1 when the three sides do not agree.</returns>
    public static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        try
        {
            await using DemoStage stage = await DemoStage.SetAsync(
                settings => Scenario.Of(options.Seed, options.Customers, options.Days, settings),
                options.FaultPercent / 100.0, refusedShare: 0, cancellationToken);
            return await new DemoRun(options, stage).RunAsync(started, cancellationToken);
        }
        catch (DemoException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return Outcome.NotAsItShould;
        }
    }

    private async Task<int> RunAsync(long started, CancellationToken cancellationToken)
    {
        try
        {
            await DemoScreen.PlayAsync(options.Days, (tell, passed) => PlayAsync(tell, passed, cancellationToken));
            bool isClean = await EndAsync(() => TimeProvider.System.GetElapsedTime(started), cancellationToken);
            if (!isClean)
            {
                stage.Folder.Leave();
                await Console.Error.WriteLineAsync($"The hub's database and log are left in {Path.GetDirectoryName(stage.Folder.Log)}.");
            }

            if (options.Keep)
            {
                await KeepAsync(cancellationToken);
            }

            return isClean ? Outcome.Done : Outcome.NotAsItShould;
        }
        catch (RpcException failure) when (failure.StatusCode != StatusCode.Cancelled)
        {
            stage.Folder.Leave();
            throw new DemoException($"The hub refused a call: {failure.Status.Detail} See {stage.Folder.Log}.", failure);
        }
        catch (DemoException)
        {
            stage.Folder.Leave();
            throw;
        }
    }

    private async Task PlayAsync(Action<string> tell, Action<int> passed, CancellationToken cancellationToken)
    {
        int rounds = options.Days * DemoDays.RoundsPerDay;
        using var killer = new Killer(
            stage.Hub, stage.Platforms.Crm.Calls, stage.Platforms.Cs.Calls, stage.Systems,
            KillPlan.Of(options.Seed, options.Kills, rounds));
        for (int day = 1; day <= options.Days; day++)
        {
            stage.Clock.AdvanceTo(DemoDays.MorningOf(day));
            IReadOnlyList<Happening> happenings = stage.Sales.Act(day);
            stage.Success.Act(day);
            stage.Product.Act(day);
            await stage.Desk.ActAsync(stage.Hub.Client, _teller.Active, day, cancellationToken);
            await RunAsync(killer, day, DemoDays.MorningRounds, cancellationToken);
            stage.Clock.AdvanceTo(DemoDays.MiddayOf(day));
            stage.Success.Act(day);
            await RunAsync(killer, day, DemoDays.AfternoonRounds, cancellationToken);
            await TellAsync(day, happenings, tell, cancellationToken);
            passed(day);
        }
    }

    private async Task RunAsync(
        Killer killer, int day, IReadOnlyList<TimeSpan> hours, CancellationToken cancellationToken)
    {
        foreach (TimeSpan hour in hours)
        {
            stage.Clock.AdvanceTo(DemoDays.At(day, hour));
            await killer.RunDueAsync(cancellationToken);
        }
    }

    private async Task TellAsync(
        int day, IReadOnlyList<Happening> happenings, Action<string> tell, CancellationToken cancellationToken)
    {
        IReadOnlyList<V1.JournalEvent> events = await stage.Hub.Client.EventsAfterAsync(_toldUpTo, cancellationToken);
        _toldUpTo = events.Count > 0 ? events[^1].Position : _toldUpTo;
        IReadOnlyList<StoryLine> lines = _teller.Tell(day, events, happenings);
        if (lines.Count == 0)
        {
            return;
        }

        tell(string.Create(CultureInfo.InvariantCulture, $"Day {day}, {DemoDays.DateOf(day):ddd d MMM yyyy}"));
        foreach (StoryLine line in lines)
        {
            tell($"  {line.Text}");
        }
    }

    private async Task<bool> EndAsync(Func<TimeSpan> elapsed, CancellationToken cancellationToken)
    {
        ThreeSides sides = await ThreeSides.CompareAsync(stage, cancellationToken);
        (HubRecords hub, Findings findings, string endState) = (sides.Hub, sides.Findings, sides.EndState);
        if (options.EndStateFile is { } file)
        {
            await File.WriteAllTextAsync(file, endState, cancellationToken);
        }

        DemoFigures figures = await FiguresAsync(hub, findings, elapsed, cancellationToken);
        var blocked = (await stage.Hub.Client.HandoffsAsync(cancellationToken))
            .Where(handoff => handoff.WasBlocked)
            .GroupBy(handoff => handoff.Tier, StringComparer.Ordinal)
            .ToDictionary(tier => tier.Key, tier => tier.Count(), StringComparer.Ordinal);
        DemoSummary.Show(figures, hub, blocked, stage.Settings, findings, EndState.HashOf(endState));
        DemoSummary.End(figures, options.Json);
        return findings.IsClean;
    }

    private async Task<DemoFigures> FiguresAsync(
        HubRecords hub, Findings findings, Func<TimeSpan> elapsed, CancellationToken cancellationToken)
    {
        IReadOnlyList<V1.SyncRun> runs = await stage.Hub.Client.SyncRunsAsync(cancellationToken);
        return new DemoFigures
        {
            Onboardings = hub.Onboardings.Length,
            Live = hub.Onboardings.Count(DemoSummary.IsLive),
            BlockedHandoffs = _teller.BlockedHandoffs,
            Escalations = _teller.Escalations,
            SetupActions = hub.Onboardings.Sum(onboarding => onboarding.SetupActions.Count(
                action => action.Closer.StartsWith("system:", StringComparison.Ordinal))),
            TimeToValueDays = DemoSummary.TimeToValue(hub.Onboardings),
            ApiCalls = stage.CallsMade(),
            ApiCallsMinimum = stage.CallsAtLeast(runs),
            Lost = findings.Lost.Length,
            Duplicated = findings.Duplicated.Length,
            InconsistentFields = findings.Inconsistent.Length,
            Seed = options.Seed,
            WallSeconds = Math.Round(elapsed().TotalSeconds, 1),
        };
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync(
            $"""

            Everything is left running until Ctrl+C. The clock stands still.
              hub         {stage.Hub.Address} (gRPC, with reflection)
              Salesforce  {stage.Platforms.Crm.BaseAddress}
              Gainsight   {stage.Platforms.Cs.BaseAddress}
            For instance:
              grpcurl -plaintext -d '{"{"}"parent": "{HubClient.Workspace}"{"}"}' {stage.Hub.Address.Authority} \
                onboarding.hub.v1.OnboardingService/ListOnboardings
            """);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }
}
