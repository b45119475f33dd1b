using System.Text.Json.Serialization;

namespace Onboarding.Model.Onboardings.Setup;

/// <summary>A set-up action of one onboarding. The definition is the plan's with the same key.</summary>
public sealed record SetupActionState
{
    public required string Key { get; init; }

    /// <summary>Mail address of who answers for it; never empty.</summary>
    public required string Owner { get; init; }

    public required SetupActionPhase Phase { get; init; }

    /// <summary>How often it was asked for; 0 before the first time.</summary>
    public int Request { get; init; }

    /// <summary>When it was asked for last.</summary>
    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>Day by whose end it must be confirmed; null before it is asked for.</summary>
    public DateOnly? ConfirmBy { get; init; }

    /// <summary>Whether it was found unconfirmed after that day.</summary>
    public bool Overdue { get; init; }

    /// <summary>What the system calls it, such as a ticket number; null until it is confirmed.</summary>
    public string? Reference { get; init; }

    /// <summary>Why it failed or was put aside.</summary>
    public string? Reason { get; init; }

    /// <summary>Who confirmed it, put it aside or said that it failed: a mail address, or "system:" and the system.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether going live does not wait for it any more.</summary>
    [JsonIgnore]
    public bool IsClosed => Phase is SetupActionPhase.Confirmed or SetupActionPhase.Skipped;

    /// <summary>Whether it was asked for and is neither confirmed nor put aside.</summary>
    [JsonIgnore]
    public bool IsUnderWay => !IsClosed && Phase != SetupActionPhase.Waiting;
}
