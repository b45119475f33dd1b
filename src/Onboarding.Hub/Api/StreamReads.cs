using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Api;

/// <summary>Reads the events of one aggregate from the journal.</summary>
internal sealed class StreamReads(IJournalStore journal)
{
    /// <summary>Events that are read in one round trip; an onboarding has some hundreds.</summary>
    private const int PageMax = 1_000;

    /// <summary>The events, oldest first, up to the first that is not wanted; none for no such aggregate.</summary>
    public async Task<List<JournalEvent>> ReadAsync(
        WorkspaceId workspace, StreamId stream, Func<JournalEvent, bool> wanted, CancellationToken cancellationToken)
    {
        var events = new List<JournalEvent>();
        IReadOnlyList<JournalEvent> page;
        int before;
        do
        {
            before = events.Count;
            page = await journal.ReadStreamAsync(workspace, stream, before, PageMax, cancellationToken);
            events.AddRange(page.TakeWhile(wanted));
        }
        while (page.Count == PageMax && events.Count == before + PageMax);

        return events;
    }

    /// <summary>All events, oldest first; none when there is no such aggregate.</summary>
    public Task<List<JournalEvent>> ReadAsync(
        WorkspaceId workspace, StreamId stream, CancellationToken cancellationToken) =>
        ReadAsync(workspace, stream, _ => true, cancellationToken);

    /// <summary>The events up to and including a version and at most so many, oldest first.</summary>
    public Task<IReadOnlyList<JournalEvent>> ReadUpToAsync(
        JournalEvent last, int max, CancellationToken cancellationToken)
    {
        int from = Math.Max(last.Version - max, 0);
        return journal.ReadStreamAsync(
            last.Workspace, last.Stream, from, last.Version - from, cancellationToken);
    }
}
