namespace Onboarding.Storage.Queries;

/// <summary>Where a page of aggregates ended: the next one begins after it.</summary>
public sealed record AggregatePlace(string Title, string Key);
