using Onboarding.Sync.Links;

namespace Onboarding.Sync.Reading;

/// <summary>What a record belongs to.</summary>
/// <param name="Link">Its link, or the one to be made.</param>
/// <param name="IsNew">Whether it was not linked before.</param>
/// <param name="Twin">
/// Id of another record of the stream that the resource is linked to already; null when there is none.
/// </param>
internal sealed record RecordMatch(Link Link, bool IsNew, string? Twin)
{
    /// <summary>Why a second record of one resource is put aside, in the same words however it was found.</summary>
    /// <param name="stream">The stream of both.</param>
    /// <param name="id">Id of the record.</param>
    /// <param name="linked">Id of the one that the resource is linked to.</param>
    /// <param name="resourceKey">The resource.</param>
    public static string TwinReason(string stream, string id, string linked, string resourceKey) =>
        $"{stream} {id} and {linked} both stand for {resourceKey}. "
            + "Merge or delete one of them on the platform, then replay.";
}
