using System.Globalization;

using Grpc.Core;

using Onboarding.Cli.Commands;
using Onboarding.Cli.Demo;
using Onboarding.Cli.Demo.Checking;
using Onboarding.Cli.Demo.Running;
using Onboarding.Cli.Demo.Scenes;
using Onboarding.Cli.Simulation.Figures;
using Onboarding.Cli.Simulation.Invariants;
using Onboarding.Cli.Simulation.People;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Simulation;

/// <summary>
/// Plays a long time with many customers on the demo's stage, and holds every invariant against every event as it
/// comes.
/// </summary>
internal sealed class SimulationRun
{
    private const double RefusedShare = 0.08;

    private readonly SimulationOptions _options;
    private readonly DemoStage _stage;
    private readonly JournalWatch _watch = new();
    private readonly YearBook _book = new();
    private readonly Troubles _troubles;
    private readonly StaffChanges _staff;
    private readonly PlaybookDesk _playbooks;
    private int _peopleLeft;

    private SimulationRun(SimulationOptions options, DemoStage stage, string playbook)
    {
        (_options, _stage) = (options, stage);
        _troubles = new Troubles(stage);
        _staff = new StaffChanges(stage, DeparturePlan.Of(options.Seed, options.Days, stage.Settings));
        _playbooks = new PlaybookDesk(playbook, options.Days);
    }

    /// <summary>Simulates all of it.</summary>
    /// <returns>Exit code: 1 when an invariant broke or the three sides do not agree at the end.</returns>
    public static async Task<int> RunAsync(SimulationOptions options, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        try
        {
            string playbook = await File.ReadAllTextAsync(
                Path.Combine(DemoFolder.PlaybooksFolder, PlaybookEdits.File), cancellationToken);
            await using DemoStage stage = await DemoStage.SetAsync(
                settings => Scenario.OfYear(options.Seed, options.Onboardings, options.Days, settings),
                options.FaultPercent / 100.0, RefusedShare, cancellationToken);
            return await new SimulationRun(options, stage, playbook).RunAsync(started, cancellationToken);
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
            await DemoScreen.PlayAsync(_options.Days, (tell, passed) => PlayAsync(tell, passed, cancellationToken));
            bool isClean = await EndAsync(started, cancellationToken);
            return isClean ? Outcome.Done : await LeaveAsync();
        }
        catch (BrokenInvariantException broken)
        {
            foreach (Breach breach in broken.Breaches)
            {
                await Console.Error.WriteLineAsync(breach.Told(_options.Seed));
            }

            return await LeaveAsync();
        }
        catch (RpcException failure) when (failure.StatusCode != StatusCode.Cancelled)
        {
            _stage.Folder.Leave();
            throw new DemoException(
                $"The hub refused a call (seed {_options.Seed}, position {_watch.Position}): {failure.Status.Detail} "
                + $"See {_stage.Folder.Log}.", failure);
        }
        catch (DemoException)
        {
            _stage.Folder.Leave();
            throw;
        }
    }

    private async Task<int> LeaveAsync()
    {
        _stage.Folder.Leave();
        await Console.Error.WriteLineAsync(
            $"The hub's database and log are left in {Path.GetDirectoryName(_stage.Folder.Log)}.");
        return Outcome.NotAsItShould;
    }

    private async Task PlayAsync(Action<string> tell, Action<int> passed, CancellationToken cancellationToken)
    {
        tell(SimulationSummary.Head(_stage.Settings));
        for (int day = 1; day <= _options.Days; day++)
        {
            _stage.Clock.AdvanceTo(DemoDays.MorningOf(day));
            _stage.Sales.Act(day);
            _stage.Success.Act(day);
            _stage.Product.Act(day);
            await WorkInHubAsync(day, tell, cancellationToken);
            await RunAsync(day, DemoDays.MorningRounds, cancellationToken);
            _stage.Clock.AdvanceTo(DemoDays.MiddayOf(day));
            _stage.Success.Act(day);
            await RunAsync(day, DemoDays.AfternoonRounds, cancellationToken);
            if (day == _options.Days)
            {
                await RunAsync(day, DemoDays.QuietRounds, cancellationToken);
            }

            if (_book.EndDay(day, day == _options.Days, _watch.Active) is { } month)
            {
                tell(SimulationSummary.LineOf(month, _stage.Settings));
            }

            passed(day);
        }
    }

    // Everybody looks at what the one before has done: nobody gives anything to a person who has left.
    private async Task WorkInHubAsync(int day, Action<string> tell, CancellationToken cancellationToken)
    {
        HubClient hub = _stage.Hub.Client;
        foreach (Departure gone in await _staff.ActAsync(Active(), day, cancellationToken))
        {
            _peopleLeft++;
            _watch.Leave(gone.Leaver);
            tell(string.Create(CultureInfo.InvariantCulture,
                $"  {DemoDays.DateOf(day):d MMM yyyy}: {NameBook.OfMail(gone.Leaver)} leaves ({gone.Role}); "
                + $"{NameBook.OfMail(gone.Successor)} takes over."));
        }

        await WatchAsync(cancellationToken);
        int revisions = _playbooks.Revisions;
        await _playbooks.ActAsync(hub, Active(), day, cancellationToken);
        if (_playbooks.Revisions > revisions)
        {
            tell(string.Create(CultureInfo.InvariantCulture,
                $"  {DemoDays.DateOf(day):d MMM yyyy}: revision {_playbooks.Newest} of the playbook is published."));
        }

        await WatchAsync(cancellationToken);
        await _stage.Desk.ActAsync(hub, Active(), day, cancellationToken);
        await WatchAsync(cancellationToken);
        await _troubles.ActAsync(Active(), day, cancellationToken);
    }

    private List<OnboardingState> Active() =>
        [.. _watch.Active.OrderBy(known => known.Start.Title, StringComparer.Ordinal)];

    private async Task RunAsync(int day, IReadOnlyList<TimeSpan> hours, CancellationToken cancellationToken)
    {
        foreach (TimeSpan hour in hours)
        {
            _stage.Clock.AdvanceTo(DemoDays.At(day, hour));
            // Waits for a platform move the clock on; what is due at this instant is done at the latest by the next.
            DateTimeOffset now = _stage.Clock.GetUtcNow();
            await _stage.Hub.RunDueAsync(static () => { }, cancellationToken);
            await WatchAsync(cancellationToken);
            Demand(_watch.Settle(now));
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        foreach (V1.JournalEvent wired in await _stage.Hub.Client.EventsAfterAsync(_watch.Position, cancellationToken))
        {
            JournalEvent journaled = Journaled.Of(wired);
            Demand(_watch.Take(journaled, _book.Take));
        }
    }

    private static void Demand(IReadOnlyList<Breach> breaches)
    {
        if (breaches.Count > 0)
        {
            throw new BrokenInvariantException(breaches);
        }
    }

    private async Task<bool> EndAsync(long started, CancellationToken cancellationToken)
    {
        // The hub's own check of its files: the chain from the first event, and every state rebuilt.
        await HubProgram.RunAsync(["verify", "--config", _stage.Folder.Config], cancellationToken);
        ThreeSides sides = await ThreeSides.CompareAsync(_stage, cancellationToken);
        IReadOnlyList<V1.SyncRun> runs = await _stage.Hub.Client.SyncRunsAsync(cancellationToken);
        IReadOnlyList<V1.Handoff> handoffs = await _stage.Hub.Client.HandoffsAsync(cancellationToken);
        SimulationFigures figures = FiguresOf(sides, runs, handoffs, TimeProvider.System.GetElapsedTime(started));
        SimulationSummary.Show(figures, sides.Findings);
        SimulationSummary.End(figures, _options.Json);
        return sides.Findings.IsClean;
    }

    private SimulationFigures FiguresOf(
        ThreeSides sides, IReadOnlyList<V1.SyncRun> runs, IReadOnlyList<V1.Handoff> handoffs, TimeSpan elapsed) => new()
    {
        Seed = _options.Seed,
        Days = _options.Days,
        Onboardings = _book.Months.Sum(month => month.Started),
        NotStarted = _stage.Scenario.Customers.Length - _book.Months.Sum(month => month.Started),
        Live = _book.Months.Sum(month => month.Live),
        Cancelled = _book.Months.Sum(month => month.Cancelled),
        BlockedHandoffs = handoffs.Count(handoff => handoff.WasBlocked),
        InputsRefused = _book.InputsRefused,
        Blockers = _book.Blockers,
        SlaBreaches = _book.Months.Sum(month => month.SlaBreaches),
        Escalations = _book.Months.Sum(month => month.Escalations),
        TimeToValueDays = _book.TimeToValueDays,
        PeopleLeft = _peopleLeft,
        HandedOver = _staff.HandedOver,
        Revisions = _playbooks.Revisions,
        Moved = _playbooks.Moved,
        NotMoved = _playbooks.Left,
        Months = _book.Months,
        Events = _watch.Events,
        Checks = _watch.Checks,
        Faults = new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            [_stage.CsConnector.Descriptor.Name] = _stage.Platforms.Cs.Calls.Faulty,
            [_stage.CrmConnector.Descriptor.Name] = _stage.Platforms.Crm.Calls.Faulty,
        },
        ApiCalls = _stage.CallsMade(),
        ApiCallsMinimum = _stage.CallsAtLeast(runs),
        Lost = sides.Findings.Lost.Length,
        Duplicated = sides.Findings.Duplicated.Length,
        InconsistentFields = sides.Findings.Inconsistent.Length,
        EndState = EndState.HashOf(sides.EndState),
        WallSeconds = Math.Round(elapsed.TotalSeconds, 1),
    };
}
