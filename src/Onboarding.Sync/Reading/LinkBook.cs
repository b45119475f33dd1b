using Onboarding.Sync.Links;

namespace Onboarding.Sync.Reading;

/// <summary>
/// The links that a page of records touches, with what the page has changed so far: the same record may come twice in
/// one page, and two records may be merged in it.
/// </summary>
internal sealed class LinkBook
{
    private readonly Dictionary<(string Stream, string ExternalId), Link> _byRecord = [];
    private readonly Dictionary<(string Stream, string ResourceKey), Link> _byResource = [];
    private readonly HashSet<(string Stream, string ResourceKey)> _changed = [];

    public LinkBook(IEnumerable<Link> stored)
    {
        foreach (Link link in stored)
        {
            Hold(link);
        }
    }

    /// <summary>Links that were changed, as they are now.</summary>
    public IEnumerable<Link> Changed => _changed.Select(key => _byResource[key]);

    public Link? OfRecord(string stream, string externalId) => _byRecord.GetValueOrDefault((stream, externalId));

    public Link? OfResource(string stream, string resourceKey) => _byResource.GetValueOrDefault((stream, resourceKey));

    public void Put(Link link)
    {
        if (OfResource(link.Stream, link.ResourceKey) is { ExternalId: { } before } && before != link.ExternalId)
        {
            _byRecord.Remove((link.Stream, before));
        }

        Hold(link);
        _changed.Add((link.Stream, link.ResourceKey));
    }

    private void Hold(Link link)
    {
        _byResource[(link.Stream, link.ResourceKey)] = link;
        if (link.ExternalId is { } externalId)
        {
            _byRecord[(link.Stream, externalId)] = link;
        }
    }
}
