using System.Collections.Immutable;

using Onboarding.Cli.Simulation.Invariants;
using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Simulation;

/// <summary>The watch of a simulation finds nothing where all is well, and each fault where it is.</summary>
public sealed class InvariantTests
{
    private static readonly OnboardingStart s_start = Starts.Of(Plans.Small);

    private static readonly DateTimeOffset s_at = Starts.WonAt;

    private static readonly DateOnly s_today = s_start.Calendar.DayOf(s_at);

    // What breaks each invariant, on an onboarding that has just begun.
    private static readonly Dictionary<string, Action<Ledger>> s_sabotages = new(StringComparer.Ordinal)
    {
        ["positions_grow"] = ledger => ledger.Take(Next(ledger) with { Position = 1 }),
        ["versions_without_gaps"] = ledger =>
        {
            Next(ledger);
            ledger.Take(Next(ledger));
        },
        ["content_matches_hash"] = ledger => ledger.Take(Next(ledger) with { Payload = Next(ledger).Payload + " " }),
        ["time_goes_forward"] = ledger => Also(ledger, s_at.AddHours(-1), new OnboardingEvent.TaskReminded("call", 1)),
        ["starts_from_handoff"] = ledger => Begin(ledger, "other", s_start with { Handoff = HandoffOf("never") }),
        ["one_onboarding_per_deal"] = ledger => Begin(ledger, "other", s_start),
        ["handoff_starts"] = ledger => ledger
            .Write(HandoffOf("lost"), s_at, Requested("lost"), new HandoffEvent.CsOwnerAssigned("a@b.example"),
                new HandoffEvent.Completed(s_at))
            .Settle(s_at),
        ["handed_over"] = ledger =>
        {
            ledger.Watch.Leave(Starts.MailOf("csm"));
            ledger.Settle(s_at);
        },
        ["begins_once"] = ledger => Also(ledger, s_at, new OnboardingEvent.Started(s_start, s_at, ["call"])),
        ["ends_for_good"] = ledger => Also(
            ledger, s_at, new OnboardingEvent.Cancelled("gone", s_at), new OnboardingEvent.TaskReminded("call", 1)),
        ["unlocked_in_order"] = ledger => Also(ledger, s_at, new OnboardingEvent.TasksUnlocked(["plan"], s_at)),
        ["completed_when_ready"] = ledger => Also(
            ledger, s_at, new OnboardingEvent.TaskCompleted("plan", "a@b.example", s_at)),
        ["stages_in_order"] = ledger => Also(
            ledger, s_at, new OnboardingEvent.StageEntered("setup", s_at, s_today.AddDays(10))),
        ["passed_with_open_gate"] = ledger => Also(ledger, s_at, new OnboardingEvent.StageCompleted("welcome", s_at)),
        ["live_with_all_done"] = ledger => Also(ledger, s_at, new OnboardingEvent.WentLive(s_at)),
        ["migration_keeps_work"] = ledger => Also(
            ledger, s_at, new OnboardingEvent.TaskCompleted("call", "a@b.example", s_at),
            new OnboardingEvent.Migrated(
                2, Plans.Small, [], ImmutableSortedDictionary<string, string>.Empty, ["plan", "provision"], [], s_at)),
        ["never_unowned"] = ledger => Also(ledger, s_at, new OnboardingEvent.TaskAssigned("call", "")),
        ["one_alarm_per_cause"] = ledger => Also(ledger, s_at, Alarm("sla:welcome", null), Alarm("sla:welcome", null)),
        ["alarms_climb"] = ledger => Also(
            ledger, s_at, Alarm("sla:welcome", s_today.AddDays(-1)),
            new OnboardingEvent.EscalationPassedOn("sla:welcome", 2, "a@b.example", null)),
        ["days_move_for_a_reason"] = ledger => Also(
            ledger, s_at, new OnboardingEvent.Redated(
                ImmutableSortedDictionary<string, DateOnly>.Empty.Add("call", s_today.AddDays(40)),
                ImmutableSortedDictionary<string, DateOnly>.Empty)),
        ["late_is_late"] = ledger => Also(
            ledger, s_at, new OnboardingEvent.SlaBreached("welcome", s_today.AddDays(10))),
        ["stalled_is_stalled"] = ledger => Also(
            ledger, s_at, new OnboardingEvent.HealthChanged(OnboardingHealth.Stalled, "a hunch")),
        ["value_counts_from_the_win"] = ledger => Also(ledger, s_at, new OnboardingEvent.TimeToValueReached(3)),
        ["nothing_due_is_left"] = ledger => ledger.Settle(s_at.AddDays(60)),
        ["breach_is_told"] = ledger => ledger.Settle(s_at.AddDays(11)),
        ["stall_is_told"] = ledger => ledger.Settle(s_at.AddDays(60)),
        ["lateness_is_told"] = ledger => ledger.Settle(s_at.AddDays(60)),
        ["silence_goes_up"] = ledger =>
        {
            Also(ledger, s_at, Alarm("sla:welcome", s_today));
            ledger.Settle(s_at.AddDays(1));
        },
        ["done_work_opens_gates"] = ledger =>
        {
            Also(ledger, s_at, new OnboardingEvent.TaskCompleted("call", "a@b.example", s_at));
            ledger.Settle(s_at);
        },
        ["somebody_has_something_to_do"] = ledger =>
        {
            Also(ledger, s_at, new OnboardingEvent.TaskAssigned("call", "somebody"));
            ledger.Settle(s_at);
        },
    };

    public static TheoryData<string> Names => [.. JournalWatch.Promises.Select(known => known.Name)];

    [Fact]
    public void Every_invariant_has_a_name_of_its_own_and_a_fault_that_breaks_it()
    {
        string[] names = [.. JournalWatch.Promises.Select(known => known.Name)];

        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
        Assert.Equal(names.Order(StringComparer.Ordinal), s_sabotages.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_invariant_is_broken_by_its_fault(string name)
    {
        Ledger ledger = Begun();

        s_sabotages[name](ledger);

        Breach breach = ledger.Breaches.First(found => found.Invariant == name);
        Assert.Contains("seed 7", breach.Told(7), StringComparison.Ordinal);
        Assert.Contains(name, breach.Told(7), StringComparison.Ordinal);
    }

    [Fact]
    public void An_onboarding_from_its_start_to_its_end_breaks_nothing()
    {
        var run = OnboardingRun.Of(Plans.Small);
        var ledger = new Ledger();
        int written = 0;

        Days(12);
        Then(() => run.Do(new OnboardingCommand.RaiseBlocker(BlockerKind.Technical, "no sign-on", "a@b.example")));
        Then(() => run.ToLastGate());
        Days(30);
        Then(() => run.Do(new OnboardingCommand.ResolveBlocker("b1")));
        Then(() => run.Observe("first_value_on", run.Today));

        Assert.Equal(OnboardingPhase.Live, run.State.Phase);
        Assert.Contains(run.Events, happened => happened is OnboardingEvent.SlaBreached);
        Assert.True(ledger.Watch.Checks > 10 * ledger.Watch.Events);
        Assert.Empty(ledger.Breaches.Select(breach => breach.Told(0)));

        void Days(int days)
        {
            for (int day = 0; day < days; day++)
            {
                Then(() => run.Pass(1));
            }
        }

        void Then(Action act)
        {
            act();
            ledger.Write(s_start.Id, run.Now, [.. run.Events.Skip(written)]);
            written = run.Events.Count;
            ledger.Settle(run.Now);
        }
    }

    [Fact]
    public void What_has_ended_is_not_watched_any_more_but_remembered()
    {
        Ledger ledger = Begun();
        Also(ledger, s_at, new OnboardingEvent.Cancelled("gone", s_at));

        ledger.Settle(s_at);
        Assert.Empty(ledger.Breaches);
        Assert.Empty(ledger.Watch.Active);

        Also(ledger, s_at, new OnboardingEvent.TaskReminded("call", 1));
        Assert.Equal(["ends_for_good"], ledger.Broken);
    }

    private static Ledger Begun() =>
        new Ledger().Write(s_start.Id, s_at, OnboardingRun.Of(Plans.Small).Events);

    private static void Also(Ledger ledger, DateTimeOffset at, params IEnumerable<OnboardingEvent> events) =>
        ledger.Write(s_start.Id, at, events);

    private static void Begin(Ledger ledger, string key, OnboardingStart start)
    {
        OnboardingStart other = start with { Id = new OnboardingId(IdSource.From("onboarding", key)) };
        ledger.Write(other.Id, s_at, new OnboardingEvent.Started(other, s_at, ["call"]));
    }

    private static Onboarding.Model.Journal.JournalEvent Next(Ledger ledger) => ledger.Event(
        Aggregates.Onboarding, s_start.Id.ToString(), new OnboardingEvent.TaskReminded("call", 1), s_at);

    private static OnboardingEvent.EscalationRaised Alarm(string cause, DateOnly? by) =>
        new(cause, "because", "a@b.example", s_at, by);

    private static HandoffId HandoffOf(string deal) => new(IdSource.From("handoff", deal));

    private static HandoffEvent.Requested Requested(string deal) =>
        new(HandoffOf(deal), deal, "acme", "high_touch", [], FieldMap.None, s_at, s_at, []);
}
