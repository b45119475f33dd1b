using System.Collections.Immutable;

using Onboarding.Model.Ids;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Links;

namespace Onboarding.Sync.Runs;

/// <summary>What the parts of one run share.</summary>
internal sealed record RunScope
{
    public required WorkspaceId Workspace { get; init; }

    public required SyncConnection Connection { get; init; }

    public required SyncRequest Request { get; init; }

    public required IJournalStore Journal { get; init; }

    public required ILinkStore Links { get; init; }

    public required ISyncStore Sync { get; init; }

    public required Dispatcher Dispatcher { get; init; }

    public required TimeProvider Clock { get; init; }

    public required RunProgress Progress { get; init; }

    public required DeadLetterBook Letters { get; init; }

    public SyncSettings Settings => Connection.Settings;

    /// <summary>Commits rows that no aggregate goes with, together with the run's row.</summary>
    public async Task CommitAsync(
        RunTally tally, ImmutableArray<Link> links, ImmutableArray<LinkKey> removed, ImmutableArray<DeadLetter> letters,
        CancellationToken cancellationToken)
    {
        var writes = new WriteSet
        {
            Workspace = Workspace,
            Links = links,
            LinksRemoved = removed,
            DeadLetters = letters,
            Run = Progress.With(tally),
        };
        await CommitAsync(writes, cancellationToken);
        Progress.Count(tally);
        Letters.Take(letters);
    }

    /// <summary>
    /// Commits a set without aggregates. Only another run of the same connection can be faster with it.
    /// </summary>
    public async Task CommitAsync(WriteSet writes, CancellationToken cancellationToken)
    {
        if (await Journal.CommitAsync(writes, cancellationToken) is not CommitOutcome.Committed)
        {
            throw new RunStoppedException(
                $"{Connection.Id} is being synced by another process; this run ends so that the other one can go on.",
                pauses: false);
        }
    }
}
