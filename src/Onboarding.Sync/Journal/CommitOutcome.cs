using Onboarding.Model.Journal;

namespace Onboarding.Sync.Journal;

/// <summary>What became of a <see cref="WriteSet"/>.</summary>
public abstract record CommitOutcome
{
    private CommitOutcome()
    {
    }

    /// <summary>All of it is stored. <see cref="LastPosition"/> is that of its last event; 0 when it held none.</summary>
    public sealed record Committed(long LastPosition) : CommitOutcome;

    /// <summary>Somebody else changed an aggregate, a lease or a request first; nothing is stored. Read and decide again.</summary>
    public sealed record Raced : CommitOutcome;
}
