using System.Collections.Immutable;

namespace Onboarding.Model.Signals;

/// <summary>Every kind of signal that the hub takes. Rules and the API speak of these and no others.</summary>
public static class SignalCatalogue
{
    /// <summary>In the order of <see cref="SignalKind"/>.</summary>
    public static ImmutableArray<SignalDefinition> All { get; } =
    [
        Measure(SignalKind.EngagementScore, "engagement_score", "points", 100,
            "How engaged the customer is, from 0 to 100, as the CS platform scores it; 80 and more is the aim."),
        Measure(SignalKind.TechnicalProgress, "technical_progress", "of the whole", 1,
            "Share of the technical implementation that is done, 0 to 1."),
        Measure(SignalKind.MeetingAttendance, "meeting_attendance", "of those invited", 1,
            "Share of the invited who came to one meeting, 0 to 1."),
        Measure(SignalKind.TrainingAttendance, "training_attendance", "of those invited", 1,
            "Share of the invited who came to one training session, 0 to 1."),
        Measure(SignalKind.TrainingCompletion, "training_completion", "of those enrolled", 1,
            "Share of the enrolled who have completed their training, 0 to 1."),
        Measure(SignalKind.ActiveUserShare, "active_user_share", "of the licensed users", 1,
            "Share of licensed users active in the last 7 days, 0 to 1.") with { AccountField = "active_user_share" },
        Measure(SignalKind.UsageAgainstTarget, "usage_against_target", "of the target", 10,
            "Usage as a share of what was planned for this time, 1 being the plan."),
        // A23.6: "satisfaction > 8/10" and "NPS > 7" are read on an answer from 0 to 10.
        Measure(SignalKind.SatisfactionAnswer, "satisfaction_answer", "points", 10,
            "One answer to the weekly question how satisfied the customer is, 0 to 10."),
        Measure(SignalKind.NpsAnswer, "nps_answer", "points", 10,
            "One raw answer to the question of recommendation, 0 to 10; the Net Promoter Score is worked out apart.")
            with { Whole = true },
        Measure(SignalKind.IssueResolutionHours, "issue_resolution_hours", "hours", 8_760,
            "Hours from the report of one issue to its resolution.") with { Polarity = SignalPolarity.HigherIsWorse },
        Measure(SignalKind.TestPassShare, "test_pass_share", "of the tests", 1,
            "Share of the tests of one run that passed, 0 to 1."),
        Event(SignalKind.SupportTicketOpened, "support_ticket_opened", "The customer opened a support ticket."),
        Event(SignalKind.TechnicalIssueEscalated, "technical_issue_escalated",
            "A technical issue was raised in severity where it is tracked."),
        Event(SignalKind.StakeholderChanged, "stakeholder_changed",
            "A key person at the customer left, came or took another role."),
        Event(SignalKind.CompetitorEvaluation, "competitor_evaluation",
            "The customer was seen looking at a competitor."),
        Event(SignalKind.ScopeChangeRequested, "scope_change_requested",
            "The customer asked for more than was agreed."),
        Event(SignalKind.CustomerContact, "customer_contact", "The customer answered, met or wrote."),
        Event(SignalKind.TechnicalRequirementsChanged, "technical_requirements_changed",
            "The customer's technical requirements are not what was sold any more."),
    ];

    /// <summary>The definition of a kind.</summary>
    public static SignalDefinition Of(SignalKind kind) => All[(int)kind];

    private static SignalDefinition Measure(SignalKind kind, string name, string unit, decimal max, string meaning) =>
        new()
        {
            Kind = kind,
            Name = name,
            Unit = unit,
            Min = 0,
            Max = max,
            Polarity = SignalPolarity.HigherIsBetter,
            Meaning = meaning,
        };

    private static SignalDefinition Event(SignalKind kind, string name, string meaning) => new()
    {
        Kind = kind,
        Name = name,
        Unit = "times",
        Min = 1,
        Max = 1,
        Polarity = SignalPolarity.Event,
        Whole = true,
        Meaning = meaning,
    };
}
