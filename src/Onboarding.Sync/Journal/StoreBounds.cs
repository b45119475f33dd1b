namespace Onboarding.Sync.Journal;

/// <summary>
/// The longest texts that a store keeps in its keys. A longer one is refused with an <see cref="ArgumentException"/>.
/// </summary>
public static class StoreBounds
{
    /// <summary>
    /// Characters of a key: of an aggregate, a parent, a resource, an external id, a request id. An index row of
    /// PostgreSQL holds 2,704 bytes, and a key shares it with workspace, connection and stream.
    /// </summary>
    public const int KeyLengthMax = 500;

    /// <summary>
    /// Characters of a title; lists are ordered by it, so it is cut to this length rather than refused.
    /// </summary>
    public const int TitleLengthMax = 300;
}
