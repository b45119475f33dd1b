namespace Onboarding.Storage.Queries;

/// <summary>One line of a list of aggregates.</summary>
/// <param name="Key">Its key in the workspace.</param>
/// <param name="Version">Its version, which is its etag.</param>
/// <param name="State">Its lifecycle state.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Tier">Its service tier; null where it has none.</param>
/// <param name="Owner">Mail address of its owner; null where it has none.</param>
/// <param name="Summary">What lists show of it, as JSON; the whole state for kinds without a summary.</param>
/// <param name="ChangedAt">Time of its last event.</param>
public sealed record ListedAggregate(
    string Key, int Version, string State, string Title, string? Tier, string? Owner, string Summary,
    DateTimeOffset ChangedAt)
{
    /// <summary>Where a page that ends with this line ends.</summary>
    public AggregatePlace Place => new(Title, Key);
}
