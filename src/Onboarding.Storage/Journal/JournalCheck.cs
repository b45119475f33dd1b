namespace Onboarding.Storage.Journal;

/// <summary>What verifying the journal of a workspace found.</summary>
/// <param name="Verified">Sealed events that are as they were written, up to the break if there is one.</param>
/// <param name="Unsealed">
/// Events after the last seal; their own hashes hold, and the next sealing takes them in.
/// </param>
/// <param name="Seal">
/// The last seal that holds. Kept outside the database, it also shows when the end of the journal was cut off.
/// </param>
/// <param name="Break">The first place that is not as it was written; null when all is well.</param>
public sealed record JournalCheck(long Verified, long Unsealed, string Seal, JournalBreak? Break);
