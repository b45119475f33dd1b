namespace Onboarding.Storage.Queries;

/// <summary>Which aggregates of a kind; a property that is null asks for nothing.</summary>
public sealed record AggregateFilter
{
    public string? Parent { get; init; }

    public string? State { get; init; }

    public string? Tier { get; init; }

    public string? Owner { get; init; }

    /// <summary>Whether only those are listed that wait for an instant, such as the next try of something.</summary>
    public bool OnlyTimed { get; init; }

    /// <summary>Whether those in the state "deleted" are listed too.</summary>
    public bool WithDeleted { get; init; }
}
