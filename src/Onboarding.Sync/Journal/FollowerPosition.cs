namespace Onboarding.Sync.Journal;

/// <summary>How far a follower of the journal has come: everything up to and including the position is dealt with.</summary>
/// <param name="Follower">Name of the follower.</param>
/// <param name="Position">Where it is now.</param>
/// <param name="From">Where it was when it began this piece; the commit is raced when another process has moved it since.</param>
public sealed record FollowerPosition(string Follower, long Position, long From);
