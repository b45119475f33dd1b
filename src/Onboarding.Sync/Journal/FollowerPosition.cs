namespace Onboarding.Sync.Journal;

/// <summary>How far a follower of the journal has come: everything up to and including the position is dealt with.</summary>
public sealed record FollowerPosition(string Follower, long Position);
