namespace Onboarding.Sync.Journal;

/// <summary>Why a store could not do what was asked, by what comes next.</summary>
public enum StoreFailure
{
    /// <summary>
    /// The database cannot be reached or cut the connection: the same call may succeed when it is made again.
    /// </summary>
    Unavailable,

    /// <summary>Somebody holds the database for longer than the store waits: the same call may succeed later.</summary>
    Locked,

    /// <summary>The disk or the database is full: an operator must make room.</summary>
    Full,

    /// <summary>
    /// The database is missing, damaged, not ours, or of another version, or the settings are wrong: an operator must
    /// act.
    /// </summary>
    Unusable,
}
