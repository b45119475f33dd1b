namespace Onboarding.Storage.Queries;

/// <summary>Where a page of a list in order of time ended: the next one begins after it.</summary>
public sealed record TimePlace(DateTimeOffset Time, Guid Id);
