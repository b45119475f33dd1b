namespace Onboarding.Model.Signals;

/// <summary>What a signal says. A closed set: <see cref="SignalCatalogue"/> has unit, range and polarity of each.</summary>
public enum SignalKind
{
    EngagementScore,
    TechnicalProgress,
    MeetingAttendance,
    TrainingAttendance,
    TrainingCompletion,
    ActiveUserShare,
    UsageAgainstTarget,
    SatisfactionAnswer,
    NpsAnswer,
    IssueResolutionHours,
    TestPassShare,
    SupportTicketOpened,
    TechnicalIssueEscalated,
    StakeholderChanged,
    CompetitorEvaluation,
    ScopeChangeRequested,
    CustomerContact,
    TechnicalRequirementsChanged,
}
