namespace Onboarding.Sync.Commands;

/// <summary>The state of an aggregate at a version, as it was last decided or read.</summary>
/// <param name="Version">The version.</param>
/// <param name="State">The state; immutable, of the type of the aggregate's kind.</param>
/// <param name="Length">Length of what it is written as, in characters, without what it shares with others.</param>
internal sealed record KnownState(int Version, object State, int Length);
