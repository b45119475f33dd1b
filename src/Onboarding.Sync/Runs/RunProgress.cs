using System.Collections.Immutable;

using Onboarding.Sync.Calls;

namespace Onboarding.Sync.Runs;

/// <summary>The run's row as it grows. Used by one thread.</summary>
internal sealed class RunProgress(SyncRun begun, CallMeter meter)
{
    private readonly CallCounts _callsBefore = meter.Counts;
    private readonly List<string> _failures = [];

    /// <summary>The run with all that has been committed.</summary>
    public SyncRun Run { get; private set; } = begun;

    /// <summary>What went wrong without ending the run; empty when nothing did.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Records that were left alone because they belong to nothing in the hub.</summary>
    public int Unmatched { get; private set; }

    /// <summary>The run as it will be once the work of a tally is committed.</summary>
    public SyncRun With(RunTally tally) => Run with
    {
        Read = Plus(Run.Read, tally.Stream, tally.Read),
        Applied = Plus(Run.Applied, tally.Stream, tally.Applied),
        Written = Plus(Run.Written, tally.Stream, tally.Written),
        DeadLetters = Run.DeadLetters + tally.DeadLetters,
        Calls = meter.Counts.Since(_callsBefore).Total,
    };

    /// <summary>The work of a tally was committed, or there was nothing to commit.</summary>
    public void Count(RunTally tally)
    {
        Run = With(tally);
        Unmatched += tally.Unmatched;
    }

    public void Fail(string message) => _failures.Add(message);

    /// <summary>The run as it ended.</summary>
    public SyncRun End(SyncRunState state, DateTimeOffset at) => Run with
    {
        State = state,
        EndedAt = at,
        Calls = meter.Counts.Since(_callsBefore).Total,
        Failure = state == SyncRunState.Failed ? string.Join(Environment.NewLine, _failures) : null,
    };

    private static ImmutableSortedDictionary<string, int> Plus(
        ImmutableSortedDictionary<string, int> counts, string stream, int more) =>
        more == 0 ? counts : counts.SetItem(stream, counts.GetValueOrDefault(stream) + more);
}
