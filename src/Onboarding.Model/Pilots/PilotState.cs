using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Onboarding.Model.Pilots;

/// <summary>A new way of onboarding, tried on a few customers before all get it.</summary>
public sealed record PilotState
{
    public required PilotPlan Plan { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Last day of close monitoring as it stands now.</summary>
    public required DateOnly MonitorUntil { get; init; }

    /// <summary>In the order in which they were reported.</summary>
    public ImmutableArray<PilotIssue> Issues { get; init; } = [];

    public ImmutableArray<PilotFeedback> Feedback { get; init; } = [];

    public ImmutableArray<PilotLesson> Lessons { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public ImmutableArray<PilotDecision> Decisions { get; init; } = [];

    /// <summary>Null before it was rolled out.</summary>
    public PilotRollout? Rollout { get; init; }

    /// <summary>What was decided last; null before.</summary>
    [JsonIgnore]
    public PilotOutcome? Outcome => Decisions.IsEmpty ? null : Decisions[^1].Outcome;

    /// <summary>What stands between the pilot and a rollout, a sentence each; empty when nothing does.</summary>
    [JsonIgnore]
    public ImmutableArray<string> RolloutGates =>
    [
        .. Outcome == PilotOutcome.Proceed ? Enumerable.Empty<string>() : ["it was not decided to proceed"],
        .. Issues.Where(issue => issue.IsCritical)
            .Select(issue => $"the blocking issue {issue.Key} is open: {issue.Description}"),
        .. Lessons.IsEmpty ? ["no lesson was recorded"] : Enumerable.Empty<string>(),
    ];

    public PilotIssue? Issue(string key) => Issues.FirstOrDefault(issue => issue.Key == key);
}
