namespace Onboarding.Hub;

/// <summary>What came of asking for a sync run.</summary>
public enum SyncStart
{
    /// <summary>The run is under way, or has ended already.</summary>
    Started,

    /// <summary>The connection is paused; nothing was started.</summary>
    Paused,

    /// <summary>Another run of the connection is under way; nothing was started.</summary>
    Busy,

    /// <summary>The connection is not in the configuration any more; nothing was started.</summary>
    NotConfigured,
}
