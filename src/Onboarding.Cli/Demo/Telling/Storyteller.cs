using System.Globalization;

using Onboarding.Cli.Demo.Scenes;
using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Resources;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Demo.Telling;

/// <summary>
/// Turns the hub's journal into sentences. It speaks of names and days and never of ids or instants, so that the same
/// story is the same text.
/// </summary>
internal sealed class Storyteller
{
    // Between a sort of detail, which is said once, and each detail of that sort.
    private const string OfSort = " | ";

    private readonly Known _known = new();
    private readonly Dictionary<string, HandoffEvent.Requested> _handoffs = new(StringComparer.Ordinal);

    /// <summary>Handoffs that were incomplete at some time.</summary>
    public int BlockedHandoffs { get; private set; }

    /// <summary>Escalations that were raised.</summary>
    public int Escalations { get; private set; }

    /// <summary>The onboardings that are under way, as far as was told.</summary>
    public IEnumerable<OnboardingState> Active => _known.Active;

    /// <summary>The lines of a day, in the order in which they are told.</summary>
    public IReadOnlyList<StoryLine> Tell(int day, IEnumerable<V1.JournalEvent> events, IEnumerable<Happening> happenings)
    {
        return
        [
            .. events.SelectMany(Tell)
                .Select(line => line with { Day = day })
                .GroupBy(line => line with { Detail = null })
                .Select(Said)
                .Concat(happenings.Select(happened => new StoryLine(day, 3, happened.Customer, $"{happened.Text}.")))
                .OrderBy(line => line.Rank)
                .ThenBy(line => line.Customer, StringComparer.Ordinal)
                .ThenBy(line => line.Text, StringComparer.Ordinal),
        ];
    }

    private static StoryLine Said(IGrouping<StoryLine, StoryLine> alike)
    {
        string[] details =
        [
            .. alike.Select(line => line.Detail).OfType<string>().Order(StringComparer.Ordinal)
                .Select(detail => detail.Split(OfSort, 2))
                .GroupBy(parts => parts.Length > 1 ? parts[0] : "", parts => parts[^1], StringComparer.Ordinal)
                .Select(sort => sort.Key.Length == 0 ? string.Join("; ", sort) : $"{sort.Key} {string.Join(", ", sort)}"),
        ];
        return details.Length == 0 ? alike.Key : alike.Key with { Text = $"{alike.Key.Text}: {string.Join("; ", details)}." };
    }

    private IEnumerable<StoryLine> Tell(V1.JournalEvent journaled)
    {
        string[] parts = journaled.Resource.Split('/');
        return parts is [_, _, var collection, var key, ..]
            ? collection switch
            {
                "accounts" => OfResource(key, Aggregates.Account.ReadEvent(journaled.Payload)),
                "contacts" => [],
                "opportunities" => OfResource(key, Aggregates.Opportunity.ReadEvent(journaled.Payload)),
                "handoffs" => OfHandoff(key, Aggregates.Handoff.ReadEvent(journaled.Payload)),
                "onboardings" => OfOnboarding(key, Aggregates.Onboarding.ReadEvent(journaled.Payload)),
                _ => [],
            }
            : [];
    }

    private IEnumerable<StoryLine> OfResource(string key, ResourceEvent happened)
    {
        switch (happened)
        {
            case ResourceEvent.Revised revised:
                _known.Take(revised);
                return [];
            case ResourceEvent.OpportunityWon:
                FieldMap deal = _known.Of(key);
                string customer = _known.AccountName(deal.TextOf("account_key") ?? "");
                return [Line(1, customer, $"{customer} signed for {Money(deal.Get("amount"))} a year "
                    + $"(sold by {Person(deal.TextOf("owner_email"))}).")];
            default:
                return [];
        }
    }

    private IEnumerable<StoryLine> OfHandoff(string key, HandoffEvent happened)
    {
        switch (happened)
        {
            case HandoffEvent.Requested requested:
                _handoffs[key] = requested;
                if (requested.Missing.IsEmpty)
                {
                    return [];
                }

                BlockedHandoffs++;
                string seller = Person(requested.Fields.TextOf("owner_email"));
                return [Of(requested, 2, $"Handoff of {{0}} is incomplete: {Words(requested.Missing)} missing. {seller} is told in the CRM.")];
            case HandoffEvent.Completed when _handoffs[key] is { Missing.IsEmpty: false } late:
                return [Of(late, 4, "Handoff of {0} is complete now.")];
            default:
                return [];
        }
    }

    private IEnumerable<StoryLine> OfOnboarding(string key, OnboardingEvent happened)
    {
        OnboardingHealth before = _known.Onboarding(key)?.Health ?? OnboardingHealth.OnTrack;
        OnboardingState state = _known.Take(key, happened);
        string customer = state.Start.Title;
        return happened switch
        {
            OnboardingEvent.Started => [Line(5, customer, $"{customer} starts: {state.Plan.Title}, {state.Tasks.Length} tasks, "
                + $"kickoff on {Day(state.KickoffOn)}, in the hands of {Person(state.Stages[0].Owner)}.")],
            OnboardingEvent.HealthChanged { Health: OnboardingHealth.Stalled } =>
                [Line(6, customer, $"{customer} has stalled in {StageOf(state)}.")],
            OnboardingEvent.HealthChanged when before == OnboardingHealth.Stalled =>
                [Line(9, customer, $"{customer} is moving again.")],
            OnboardingEvent.EscalationRaised raised => Raised(customer, state, raised),
            OnboardingEvent.EscalationPassedOn passed =>
                [Line(8, customer, $"{customer} goes on to {Person(passed.Owner)}, because nobody answered", What(state, passed.Cause))],
            OnboardingEvent.EscalationAcknowledged acknowledged when acknowledged.Cause.StartsWith("stalled:", StringComparison.Ordinal) =>
                [Line(8, customer, $"{Person(Holder(state, acknowledged.Cause))} takes care of {customer}.")],
            OnboardingEvent.TimeToValueReached reached =>
                [Line(10, customer, $"{customer} reached first value, {reached.Days} days after signing.")],
            OnboardingEvent.WentLive live => [Line(11, customer, $"{customer} went live, {LiveDays(state, live)} days after signing "
                + $"(time-to-value {state.TimeToValueDays} days).")],
            _ => [],
        };
    }

    private IEnumerable<StoryLine> Raised(string customer, OnboardingState state, OnboardingEvent.EscalationRaised raised)
    {
        Escalations++;
        return [Line(7, customer, $"{customer} is escalated to {Person(raised.Owner)}", What(state, raised.Cause))];
    }

    private StoryLine Of(HandoffEvent.Requested handoff, int rank, string text)
    {
        string customer = _known.AccountName(handoff.AccountKey);
        return Line(rank, customer, string.Format(CultureInfo.InvariantCulture, text, customer));
    }

    private static string What(OnboardingState state, string cause)
    {
        string[] parts = cause.Split(':', 2);
        return parts[0] switch
        {
            "stalled" => $"no way out of {TitleOfStage(state, parts[1])}",
            "sla" => $"{TitleOfStage(state, parts[1])} takes longer than planned",
            "overdue" => $"overdue{OfSort}{state.Plan.Tasks.First(task => task.Key == parts[1]).Title}",
            "alert" => $"alert{OfSort}{state.Plan.Alerts.First(alert => alert.Key == parts[1]).Title}",
            "milestone" => $"late{OfSort}{state.Plan.Milestones.First(milestone => milestone.Key == parts[1]).Title}",
            _ => cause,
        };
    }

    private static string Holder(OnboardingState state, string cause) =>
        state.Escalations.Last(escalation => escalation.Cause == cause).Owner;

    private static string StageOf(OnboardingState state) => TitleOfStage(state, state.CurrentStage.Key);

    private static string TitleOfStage(OnboardingState state, string key) =>
        state.Plan.Stages.First(stage => stage.Key == key).Title;

    private static int LiveDays(OnboardingState state, OnboardingEvent.WentLive live) =>
        state.Start.Calendar.DayOf(live.At).DayNumber - state.Start.Calendar.DayOf(state.Start.ClosedWonAt).DayNumber;

    private static StoryLine Line(int rank, string customer, string text, string? detail = null) =>
        new(0, rank, customer, text, detail);

    private static string Person(string? mail) => mail is null ? "nobody" : NameBook.OfMail(mail);

    private static string Words(IEnumerable<string> fields) => string.Join(", ", fields.Select(field => field.Replace('_', ' ')));

    private static string Day(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    private static string Money(FieldValue? amount) =>
        amount is FieldValue.Number number ? number.Value.ToString("#,0", CultureInfo.InvariantCulture) : "an unknown sum";
}
