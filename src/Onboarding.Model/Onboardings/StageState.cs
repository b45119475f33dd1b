namespace Onboarding.Model.Onboardings;

/// <summary>A stage of one onboarding. The definition is the plan's at the same place.</summary>
public sealed record StageState
{
    public required string Key { get; init; }

    /// <summary>Who owns the onboarding in this stage; never empty.</summary>
    public required string Owner { get; init; }

    public DateTimeOffset? EnteredAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Last day within the SLA; null until the stage is entered.</summary>
    public DateOnly? SlaDueOn { get; init; }

    /// <summary>Whether the SLA was found breached.</summary>
    public bool SlaBreached { get; init; }
}
