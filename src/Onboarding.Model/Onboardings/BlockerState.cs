namespace Onboarding.Model.Onboardings;

/// <summary>Something that holds an onboarding up.</summary>
public sealed record BlockerState
{
    /// <summary>Key in the onboarding, "b1", "b2", in order of raising.</summary>
    public required string Key { get; init; }

    public required BlockerKind Kind { get; init; }

    public required string Description { get; init; }

    /// <summary>Who is to clear it away; never empty.</summary>
    public required string Owner { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    public BlockerSeverity Severity { get; init; }

    /// <summary>When its severity was last raised; null while it is what it was.</summary>
    public DateTimeOffset? SeverityRaisedAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }
}
