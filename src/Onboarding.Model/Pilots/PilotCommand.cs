using System.Collections.Immutable;

using Onboarding.Model.Calendars;

namespace Onboarding.Model.Pilots;

/// <summary>What can be asked of a pilot.</summary>
public abstract record PilotCommand
{
    private PilotCommand()
    {
    }

    /// <summary>Begins a pilot; refused with everything that is missing.</summary>
    /// <param name="Plan">What it begins with.</param>
    /// <param name="Tiers">All tiers of the workspace: each must be there at least once.</param>
    /// <param name="Calendar">The workspace's, which says what day it is.</param>
    public sealed record Begin(PilotPlan Plan, ImmutableArray<string> Tiers, BusinessCalendar Calendar) : PilotCommand;

    public sealed record ReportIssue(
        string Key, PilotIssueKind Kind, string Description, string By, BusinessCalendar Calendar) : PilotCommand;

    /// <summary>Sorts an issue otherwise; the time for the answer follows, counted from the report.</summary>
    public sealed record TriageIssue(string Key, PilotIssueKind Kind, string Reason, BusinessCalendar Calendar)
        : PilotCommand;

    /// <summary>Somebody takes the issue up.</summary>
    public sealed record AnswerIssue(string Key, string By) : PilotCommand;

    public sealed record ResolveIssue(string Key, string Resolution) : PilotCommand;

    public sealed record RecordFeedback(bool ByCustomer, int Score, string Words, string By) : PilotCommand;

    public sealed record RecordLesson(string Lesson, string Adjustment, string By) : PilotCommand;

    /// <summary>Decides how it goes on.</summary>
    /// <param name="Outcome">What.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="By">Who.</param>
    /// <param name="MonitorUntil">New last day of monitoring, with <see cref="PilotOutcome.Extend"/> only.</param>
    /// <param name="Today">The day in the workspace's calendar.</param>
    public sealed record Decide(
        PilotOutcome Outcome, string Reason, string By, DateOnly? MonitorUntil, DateOnly Today) : PilotCommand;

    /// <summary>Gives everybody the new playbook; refused while anything stands against it.</summary>
    public sealed record RollOut(string Playbook, DateOnly From, string Reason, string By, DateOnly Today) : PilotCommand;
}
