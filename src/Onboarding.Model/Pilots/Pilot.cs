using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;

using Onboarding.Model.Calendars;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;

namespace Onboarding.Model.Pilots;

/// <summary>Decides and evolves pilots.</summary>
public static class Pilot
{
    public const int CustomersMin = 5;
    public const int CustomersMax = 10;

    /// <summary>Shortest monitoring: two weeks, so that at least the first stages are seen.</summary>
    public const int MonitoringDaysMin = 14;

    /// <summary>Longest monitoring ahead of a day; a longer one is decided anew.</summary>
    public const int MonitoringDaysMax = 180;

    /// <summary>Most issues, answers or lessons of a pilot of ten customers; beyond it something writes in a loop.</summary>
    public const int EntriesMax = 500;

    private static readonly TimeSpan s_nonBlocking = TimeSpan.FromHours(48);

    public static Decision<PilotEvent> Decide(PilotState? state, PilotCommand command, DateTimeOffset now) =>
        (state, command) switch
        {
            (null, PilotCommand.Begin begin) => DecideBegin(begin, now),
            (null, _) => Refuse(RefusalReason.NotFound, "There is no such pilot; create it first."),
            (_, PilotCommand.Begin) => Refuse(RefusalReason.AlreadyExists, $"Pilot {state.Plan.Key} exists already."),
            (_, PilotCommand.RollOut rollOut) => DecideRollOut(state, rollOut, now),
            (_, PilotCommand.Decide decide) => DecideOutcome(state, decide, now),
            (_, PilotCommand.RecordFeedback feedback) => DecideFeedback(state, feedback, now),
            (_, PilotCommand.RecordLesson lesson) => state.Lessons.Length >= EntriesMax
                ? Full("lessons")
                : Decision<PilotEvent>.Of(
                    new PilotEvent.LessonRecorded(new PilotLesson(lesson.Lesson, lesson.Adjustment, lesson.By, now))),
            (_, PilotCommand.ReportIssue report) => DecideReport(state, report, now),
            (_, PilotCommand.TriageIssue triage) => OfOpenIssue(state, triage.Key, issue => issue.Kind == triage.Kind
                ? Decision<PilotEvent>.Unchanged
                : Decision<PilotEvent>.Of(new PilotEvent.IssueTriaged(
                    triage.Key, triage.Kind, triage.Reason, AnswerBy(triage.Kind, issue.ReportedAt, triage.Calendar)))),
            (_, PilotCommand.AnswerIssue answer) => OfOpenIssue(state, answer.Key, issue => issue.AnsweredAt is not null
                ? Decision<PilotEvent>.Unchanged
                : Decision<PilotEvent>.Of(new PilotEvent.IssueAnswered(answer.Key, answer.By, now))),
            (_, PilotCommand.ResolveIssue resolve) => OfOpenIssue(state, resolve.Key, _ =>
                Decision<PilotEvent>.Of(new PilotEvent.IssueResolved(resolve.Key, resolve.Resolution, now))),
            _ => throw new UnreachableException(),
        };

    public static PilotState Evolve(PilotState? state, PilotEvent @event) => @event switch
    {
        PilotEvent.Begun begun => new PilotState
        {
            Plan = begun.Plan,
            StartedAt = begun.At,
            MonitorUntil = begun.Plan.MonitorUntil,
        },
        PilotEvent.IssueReported reported => state! with { Issues = state.Issues.Add(reported.Issue) },
        PilotEvent.IssueTriaged triaged => With(state!, triaged.Key, issue => issue with
        {
            Kind = triaged.Kind,
            TriageReason = triaged.Reason,
            AnswerBy = triaged.AnswerBy,
        }),
        PilotEvent.IssueAnswered answered => With(
            state!, answered.Key, issue => issue with { AnsweredAt = answered.At, AnsweredBy = answered.By }),
        PilotEvent.IssueResolved resolved => With(
            state!, resolved.Key, issue => issue with { ResolvedAt = resolved.At, Resolution = resolved.Resolution }),
        PilotEvent.FeedbackRecorded recorded => state! with { Feedback = state.Feedback.Add(recorded.Feedback) },
        PilotEvent.LessonRecorded recorded => state! with { Lessons = state.Lessons.Add(recorded.Lesson) },
        PilotEvent.Decided decided => state! with
        {
            Decisions = state.Decisions.Add(decided.Decision),
            MonitorUntil = decided.MonitorUntil ?? state.MonitorUntil,
        },
        PilotEvent.RolledOut rolledOut => state! with { Rollout = rolledOut.Rollout },
        _ => throw new UnreachableException(),
    };

    public static AggregateIndex Index(PilotState state) => new(
        Parent: null,
        State: StateName(state),
        Title: state.Plan.Title,
        // A list shows what a pilot is and where it stands; who looks into one reads it.
        Summary: JsonSerializer.Serialize(
            state with { Issues = [.. state.Issues.Where(issue => issue.IsCritical)], Feedback = [] },
            ModelJson.Default.PilotState));

    /// <summary>The lifecycle state in lower snake case: running, proceeding, looped_back or rolled_out.</summary>
    public static string StateName(PilotState state) => state switch
    {
        { Rollout: not null } => "rolled_out",
        { Outcome: PilotOutcome.Proceed } => "proceeding",
        { Outcome: PilotOutcome.LoopBack } => "looped_back",
        _ => "running",
    };

    private static Decision<PilotEvent> DecideBegin(PilotCommand.Begin begin, DateTimeOffset now)
    {
        PilotPlan plan = begin.Plan;
        DateOnly today = begin.Calendar.DayOf(now);
        var missing = ImmutableArray.CreateBuilder<string>();
        int customers = plan.Customers.DistinctBy(customer => customer.AccountKey, StringComparer.Ordinal).Count();
        if (customers is < CustomersMin or > CustomersMax)
        {
            missing.Add($"a cohort has {CustomersMin} to {CustomersMax} customers, not {customers}");
        }

        missing.AddRange(begin.Tiers.Except(plan.Customers.Select(customer => customer.Tier), StringComparer.Ordinal)
            .Select(tier => $"tier {tier} has no customer in the cohort; each needs at least one"));
        if (plan.Csms.IsEmpty)
        {
            missing.Add("nobody of customer success is designated");
        }

        missing.AddRange(plan.Csms.Where(csm => !MailAddress.IsOne(csm.Email))
            .Select(csm => $"'{csm.Email}' is no mail address of a customer-success manager"));
        missing.AddRange(plan.Csms.Where(csm => csm.TrainedOn is null || csm.TrainedOn > today)
            .Select(csm => $"{csm.Email} has no training recorded; give the day on which it was attended"));
        if (MonitoringFault(plan.MonitorUntil, today) is { } fault)
        {
            missing.Add(fault);
        }

        return missing.Count == 0
            ? Decision<PilotEvent>.Of(new PilotEvent.Begun(plan, now))
            : Decision<PilotEvent>.Refuse(
                RefusalReason.InvalidField, $"The pilot cannot begin: {string.Join("; ", missing)}.", missing.ToImmutable());
    }

    private static string? MonitoringFault(DateOnly until, DateOnly today) =>
        until < today.AddDays(MonitoringDaysMin) || until > today.AddDays(MonitoringDaysMax)
            ? $"monitoring lasts {MonitoringDaysMin} to {MonitoringDaysMax} days from {today:yyyy-MM-dd}, "
                + $"not until {until:yyyy-MM-dd}"
            : null;

    private static Decision<PilotEvent> DecideReport(PilotState state, PilotCommand.ReportIssue report, DateTimeOffset now)
    {
        if (state.Issue(report.Key) is not null)
        {
            return Refuse(RefusalReason.AlreadyExists, $"The pilot has an issue {report.Key} already.");
        }

        var issue = new PilotIssue
        {
            Key = report.Key,
            Kind = report.Kind,
            Description = report.Description,
            ReportedBy = report.By,
            ReportedAt = now,
            AnswerBy = AnswerBy(report.Kind, now, report.Calendar),
        };
        return state.Issues.Length >= EntriesMax
            ? Full("issues")
            : Decision<PilotEvent>.Of(new PilotEvent.IssueReported(issue));
    }

    private static Decision<PilotEvent> DecideFeedback(
        PilotState state, PilotCommand.RecordFeedback feedback, DateTimeOffset now)
    {
        if (feedback.Score is < 0 or > 10)
        {
            return Refuse(RefusalReason.InvalidField, $"A score lies between 0 and 10, and {feedback.Score} does not.");
        }

        var said = new PilotFeedback(feedback.ByCustomer, feedback.Score, feedback.Words, feedback.By, now);
        return state.Feedback.Length >= EntriesMax
            ? Full("answers")
            : Decision<PilotEvent>.Of(new PilotEvent.FeedbackRecorded(said));
    }

    private static Decision<PilotEvent> DecideOutcome(PilotState state, PilotCommand.Decide decide, DateTimeOffset now)
    {
        if (StateName(state) is "rolled_out" or "looped_back")
        {
            return Refuse(RefusalReason.StateConflict, $"The pilot is over: it is {StateName(state)}. Begin another one.");
        }

        if (decide.Outcome == PilotOutcome.Proceed && decide.Today <= state.MonitorUntil)
        {
            return Refuse(
                RefusalReason.StateConflict,
                $"The pilot is monitored until {state.MonitorUntil:yyyy-MM-dd}; whether to proceed is decided after it.");
        }

        bool extends = decide.Outcome == PilotOutcome.Extend;
        string? fault = (extends, decide.MonitorUntil) switch
        {
            (true, null) => "an extended pilot needs a new last day of monitoring",
            (true, { } until) => MonitoringFault(until, decide.Today)
                ?? (until <= state.MonitorUntil ? $"monitoring lasts until {state.MonitorUntil:yyyy-MM-dd} already" : null),
            (false, null) => null,
            _ => "only an extended pilot takes a new last day of monitoring",
        };
        return fault is null
            ? Decision<PilotEvent>.Of(new PilotEvent.Decided(
                new PilotDecision(decide.Outcome, decide.Reason, decide.By, now), decide.MonitorUntil))
            : Refuse(RefusalReason.InvalidField, $"The decision cannot be taken so: {fault}.");
    }

    private static Decision<PilotEvent> DecideRollOut(PilotState state, PilotCommand.RollOut rollOut, DateTimeOffset now)
    {
        if (state.Rollout is { } before)
        {
            return Refuse(
                RefusalReason.StateConflict,
                $"{before.Playbook} is rolled out from {before.From:yyyy-MM-dd} already; "
                + "name another playbook in the workspace's settings.");
        }

        if (!state.RolloutGates.IsEmpty)
        {
            return Decision<PilotEvent>.Refuse(
                RefusalReason.GateOpen, $"The rollout is refused: {string.Join("; ", state.RolloutGates)}.", state.RolloutGates);
        }

        return rollOut.From < rollOut.Today
            ? Refuse(RefusalReason.InvalidField, $"A rollout begins today or later, not on {rollOut.From:yyyy-MM-dd}.")
            : Decision<PilotEvent>.Of(new PilotEvent.RolledOut(
                new PilotRollout(rollOut.Playbook, rollOut.From, rollOut.Reason, rollOut.By, now)));
    }

    // "Same day" is the day of the workspace, up to its end.
    private static DateTimeOffset? AnswerBy(PilotIssueKind kind, DateTimeOffset reported, BusinessCalendar calendar) =>
        kind switch
        {
            PilotIssueKind.Blocking => calendar.StartOf(calendar.DayOf(reported).AddDays(1)),
            PilotIssueKind.NonBlocking => reported + s_nonBlocking,
            PilotIssueKind.FeatureRequest => null,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of issue."),
        };

    private static Decision<PilotEvent> OfOpenIssue(
        PilotState state, string key, Func<PilotIssue, Decision<PilotEvent>> decide) => state.Issue(key) switch
        {
            null => Refuse(RefusalReason.NotFound, $"The pilot has no issue {key}."),
            { ResolvedAt: not null } => Refuse(RefusalReason.StateConflict, $"The issue {key} is resolved already."),
            var issue => decide(issue),
        };

    private static PilotState With(PilotState state, string key, Func<PilotIssue, PilotIssue> change) =>
        state with { Issues = [.. state.Issues.Select(issue => issue.Key == key ? change(issue) : issue)] };

    private static Decision<PilotEvent> Full(string what) =>
        Refuse(RefusalReason.StateConflict, $"A pilot takes at most {EntriesMax} {what}.");

    private static Decision<PilotEvent> Refuse(RefusalReason reason, string message) =>
        Decision<PilotEvent>.Refuse(reason, message);
}
