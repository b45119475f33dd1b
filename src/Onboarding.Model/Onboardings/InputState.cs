namespace Onboarding.Model.Onboardings;

/// <summary>An input of one onboarding. The definition is the plan's with the same key.</summary>
public sealed record InputState
{
    public required string Key { get; init; }

    public required string Owner { get; init; }

    public required InputPhase Phase { get; init; }

    /// <summary>Where it lies or what was given; null until received.</summary>
    public string? Content { get; init; }

    /// <summary>Why it was refused; null otherwise.</summary>
    public string? RefusedBecause { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }
}
