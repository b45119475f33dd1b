using System.Collections.Immutable;

using Onboarding.Model;
using Onboarding.Model.Audits;
using Onboarding.Model.Audits.Reports;
using Onboarding.Model.Calendars;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Pilots;
using Onboarding.Model.Statistics;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Pilots;

/// <summary>Makes pilots for tests. They begin on Monday, 2 March 2026, and are monitored until 30 March.</summary>
internal static class PilotScene
{
    public const string Csm = "csm@vendor.example";

    public static readonly DateTimeOffset Begin = Starts.WonAt;
    public static readonly DateOnly Monday = new(2026, 3, 2);
    public static readonly ImmutableArray<string> Tiers = ["high_touch", "self_service"];

    /// <summary>200 onboardings around 60 days to value, 40 % complete in time, satisfaction around 6.</summary>
    public static Baseline Before { get; } = new(
        Sample.Of(Enumerable.Range(0, 200).Select(number => 40 + (number / 5))), new Proportion(160, 200), new Proportion(80, 200),
        Sample.Of(Enumerable.Range(0, 50).Select(number => 4 + (number % 5))));

    public static PilotPlan Plan { get; } = new()
    {
        Key = "pilot",
        Title = "Spring",
        Scope = "New customers of the core product.",
        Customers = [.. Enumerable.Range(0, 6).Select(number => new PilotCustomer($"A{number}", Tiers[number % 2]))],
        Csms = [new PilotCsm(Csm, Monday.AddDays(-3))],
        MonitorUntil = Monday.AddDays(28),
        Baseline = new PilotBaseline("audit", 1, new AuditTargets(90, ImmutableSortedDictionary<string, int>.Empty), Before),
    };

    public static PilotState Running { get; } = Do(null, Beginning(Plan));

    public static PilotCommand Beginning(PilotPlan plan) => new PilotCommand.Begin(plan, Tiers, BusinessCalendar.Default);

    /// <summary>A pilot that was decided to proceed, with a lesson.</summary>
    public static PilotState Proceeding { get; } = Do(
        Do(Running, new PilotCommand.RecordLesson("Kickoff mails came twice.", "One mail only.", Csm)),
        Deciding(PilotOutcome.Proceed, Plan.MonitorUntil.AddDays(1)), Begin.AddDays(29));

    public static PilotCommand Deciding(PilotOutcome outcome, DateOnly today, DateOnly? until = null) =>
        new PilotCommand.Decide(outcome, "As agreed.", "vp@vendor.example", until, today);

    public static PilotState Do(PilotState? state, PilotCommand command, DateTimeOffset? at = null)
    {
        var accepted = Assert.IsType<Decision<PilotEvent>.Accepted>(Aggregates.Pilot.Decide(state, command, at ?? Begin));
        return accepted.Events.Aggregate(state, Pilot.Evolve)!;
    }

    public static Refusal Refused(PilotState? state, PilotCommand command, DateTimeOffset? at = null) =>
        Assert.IsType<Decision<PilotEvent>.Refused>(Aggregates.Pilot.Decide(state, command, at ?? Begin)).Refusal;

    /// <summary>The onboarding of a customer, won when the pilot began.</summary>
    public static OnboardingState RunOf(int number, int? value = null, int? liveAfter = null)
    {
        OnboardingState state = OnboardingRun.Of(Starts.Of(Plans.Small) with
        {
            Id = new OnboardingId(IdSource.From("onboarding", $"A{number}")),
            AccountKey = $"A{number}",
            Title = $"Customer {number}",
            Owners = Starts.Of(Plans.Small).Owners.SetItem("csm", Csm),
        }).State;
        return state with
        {
            TimeToValueDays = value,
            Phase = liveAfter is null ? state.Phase : OnboardingPhase.Live,
            EndedAt = liveAfter is { } days ? Begin.AddDays(days) : null,
        };
    }
}
