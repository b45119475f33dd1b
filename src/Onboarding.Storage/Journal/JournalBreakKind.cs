namespace Onboarding.Storage.Journal;

/// <summary>What can be wrong with an event of the journal.</summary>
public enum JournalBreakKind
{
    /// <summary>There is a seal for it but no event.</summary>
    Missing,

    /// <summary>Its content is not what its hash was taken of.</summary>
    Changed,

    /// <summary>It stands between sealed events and was never sealed.</summary>
    Inserted,

    /// <summary>Its seal does not follow from the seal before it and its hash.</summary>
    SealBroken,
}
