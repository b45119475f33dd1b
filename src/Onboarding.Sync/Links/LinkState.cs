namespace Onboarding.Sync.Links;

/// <summary>Where a link stands.</summary>
public enum LinkState
{
    /// <summary>
    /// A record is to be created. While the link is dirty as well, no call has been made; else one may have been, so its
    /// marker is looked for before it is created again.
    /// </summary>
    Intended,

    /// <summary>Resource and record are one.</summary>
    Linked,

    /// <summary>
    /// The record was deleted on the platform; kept so that it does not come back through another one.
    /// </summary>
    Deleted,
}
