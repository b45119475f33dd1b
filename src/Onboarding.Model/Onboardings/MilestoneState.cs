namespace Onboarding.Model.Onboardings;

/// <summary>A milestone of one onboarding. The definition is the plan's with the same key.</summary>
public sealed record MilestoneState
{
    public required string Key { get; init; }

    /// <summary>Day by which it should be reached; null while its anchor has not happened.</summary>
    public DateOnly? TargetOn { get; init; }

    /// <summary>Day on which it was reached; null until then.</summary>
    public DateOnly? AchievedOn { get; init; }

    /// <summary>What proved it, in words.</summary>
    public string? Evidence { get; init; }

    /// <summary>Whether it was found late.</summary>
    public bool Missed { get; init; }
}
