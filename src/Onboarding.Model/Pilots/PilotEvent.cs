using System.Text.Json.Serialization;

namespace Onboarding.Model.Pilots;

/// <summary>What happened to a pilot.</summary>
[JsonDerivedType(typeof(Begun), "pilot_begun")]
[JsonDerivedType(typeof(IssueReported), "pilot_issue_reported")]
[JsonDerivedType(typeof(IssueTriaged), "pilot_issue_triaged")]
[JsonDerivedType(typeof(IssueAnswered), "pilot_issue_answered")]
[JsonDerivedType(typeof(IssueResolved), "pilot_issue_resolved")]
[JsonDerivedType(typeof(FeedbackRecorded), "pilot_feedback_recorded")]
[JsonDerivedType(typeof(LessonRecorded), "pilot_lesson_recorded")]
[JsonDerivedType(typeof(Decided), "pilot_decided")]
[JsonDerivedType(typeof(RolledOut), "pilot_rolled_out")]
public abstract record PilotEvent
{
    private PilotEvent()
    {
    }

    public sealed record Begun(PilotPlan Plan, DateTimeOffset At) : PilotEvent;

    public sealed record IssueReported(PilotIssue Issue) : PilotEvent;

    public sealed record IssueTriaged(
        string Key, PilotIssueKind Kind, string Reason, DateTimeOffset? AnswerBy = null) : PilotEvent;

    public sealed record IssueAnswered(string Key, string By, DateTimeOffset At) : PilotEvent;

    public sealed record IssueResolved(string Key, string Resolution, DateTimeOffset At) : PilotEvent;

    public sealed record FeedbackRecorded(PilotFeedback Feedback) : PilotEvent;

    public sealed record LessonRecorded(PilotLesson Lesson) : PilotEvent;

    /// <param name="Decision">What was decided, by whom and why.</param>
    /// <param name="MonitorUntil">New last day of monitoring; null unless it was extended.</param>
    public sealed record Decided(PilotDecision Decision, DateOnly? MonitorUntil = null) : PilotEvent;

    public sealed record RolledOut(PilotRollout Rollout) : PilotEvent;
}
