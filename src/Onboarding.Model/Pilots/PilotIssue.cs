using System.Text.Json.Serialization;

namespace Onboarding.Model.Pilots;

/// <summary>An issue of a pilot's log.</summary>
public sealed record PilotIssue
{
    public required string Key { get; init; }

    public required PilotIssueKind Kind { get; init; }

    public required string Description { get; init; }

    public required string ReportedBy { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>Until when it is to be answered; null for a feature request.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>Why it was sorted otherwise than it was reported; empty when it was not.</summary>
    public string TriageReason { get; init; } = "";

    /// <summary>When somebody first took it up; null before.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    public string? AnsweredBy { get; init; }

    /// <summary>When it was done with; null while it is open.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    public string? Resolution { get; init; }

    /// <summary>Whether it keeps everything from a rollout.</summary>
    [JsonIgnore]
    public bool IsCritical => Kind == PilotIssueKind.Blocking && ResolvedAt is null;

    /// <summary>Whether the answer came, or has not come, after the time for it. A resolution is an answer.</summary>
    public bool IsLate(DateTimeOffset now) => AnswerBy is { } by && (AnsweredAt ?? ResolvedAt ?? now) > by;
}
