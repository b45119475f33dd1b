using System.Text.Json.Serialization;

namespace Onboarding.Model.Deliveries;

/// <summary>Sending once, and what came of it. Holds nothing secret.</summary>
public sealed record DeliveryAttempt
{
    /// <summary>From 1; the hub numbers them.</summary>
    public int Number { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long it took, on the clock of the hub.</summary>
    public required TimeSpan Took { get; init; }

    public required AttemptOutcome Outcome { get; init; }

    /// <summary>Status of the answer; null where none came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Beginning of the answer, without control characters; may be empty.</summary>
    public string Excerpt { get; init; } = "";

    /// <summary>How long the system asked to be left alone; null where it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the system calls what it did, where its answer confirms it.</summary>
    public string? Reference { get; init; }

    /// <summary>When the next one is due; null after the last.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>What came of it, in words.</summary>
    [JsonIgnore]
    public string InWords => Outcome switch
    {
        AttemptOutcome.TimedOut => "no answer came in time",
        AttemptOutcome.Unreachable => "no connection",
        AttemptOutcome.BrokenOff => "the connection broke before an answer",
        _ => $"it answered {StatusCode}{(Excerpt.Length > 0 ? $": {Excerpt}" : "")}",
    };
}
