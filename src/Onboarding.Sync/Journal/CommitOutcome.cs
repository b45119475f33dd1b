using Onboarding.Model.Journal;

namespace Onboarding.Sync.Journal;

/// <summary>What became of a <see cref="WriteSet"/>.</summary>
public abstract record CommitOutcome
{
    private CommitOutcome()
    {
    }

    /// <summary>All of it is stored.</summary>
    /// <param name="LastPosition">
    /// That of its last event, or of a later one that was stored in the same transaction; 0 when there was none.
    /// </param>
    public sealed record Committed(long LastPosition) : CommitOutcome;

    /// <summary>Somebody else changed an aggregate, a lease or a request first; nothing is stored. Read and decide again.</summary>
    public sealed record Raced : CommitOutcome;
}
