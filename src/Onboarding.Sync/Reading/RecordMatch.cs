using Onboarding.Sync.Links;

namespace Onboarding.Sync.Reading;

/// <summary>What a record belongs to.</summary>
/// <param name="Link">Its link, or the one to be made.</param>
/// <param name="IsNew">Whether it was not linked before.</param>
/// <param name="Twin">
/// Id of another record of the stream that the resource is linked to already; null when there is none.
/// </param>
internal sealed record RecordMatch(Link Link, bool IsNew, string? Twin);
