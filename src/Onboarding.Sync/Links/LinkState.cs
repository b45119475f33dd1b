namespace Onboarding.Sync.Links;

/// <summary>Where a link stands.</summary>
public enum LinkState
{
    /// <summary>
    /// A record is about to be created on a platform without upsert. It may exist already: look for its marker before
    /// creating again.
    /// </summary>
    Intended,

    /// <summary>Resource and record are one.</summary>
    Linked,

    /// <summary>The record was deleted on the platform; kept so that it does not come back through another one.</summary>
    Deleted,
}
