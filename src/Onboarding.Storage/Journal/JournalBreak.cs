namespace Onboarding.Storage.Journal;

/// <summary>A place of the journal that is not as it was written.</summary>
/// <param name="Position">Position of the event.</param>
/// <param name="Kind">What is wrong with it.</param>
public sealed record JournalBreak(long Position, JournalBreakKind Kind);
