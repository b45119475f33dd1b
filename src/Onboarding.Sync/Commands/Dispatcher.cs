using System.Collections.Immutable;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;

namespace Onboarding.Sync.Commands;

/// <summary>
/// The one way in: reads the aggregates, lets a function decide on them, and writes what came of it with one
/// transaction. When somebody else was faster, all of it is read and decided again.
/// </summary>
public sealed class Dispatcher(IJournalStore store, TimeProvider clock)
{
    /// <summary>
    /// How often a lost race is run again. Who lost waits for the other losers of this process, so it wins after a few;
    /// more than this means that something writes in a loop.
    /// </summary>
    public const int RacesMax = 50;

    private readonly StateMemory _memory = new();

    /// <summary>Where those wait who lost a race, by their first stream.</summary>
    private readonly ImmutableArray<SemaphoreSlim> _lanes =
        [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Reads, decides and writes, in two round trips.</summary>
    /// <param name="workspace">The workspace; nothing outside it is read or written.</param>
    /// <param name="streams">The aggregates that the decision looks at or changes.</param>
    /// <param name="decide">Decides. Pure but for the batch; runs again on newer states after a lost race.</param>
    /// <param name="cancellationToken">A cancelled call has written everything or nothing.</param>
    /// <exception cref="TimeoutException">The race was lost <see cref="RacesMax"/> times.</exception>
    public Task<T> RunAsync<T>(
        WorkspaceId workspace, IReadOnlyCollection<StreamId> streams, Func<CommandBatch, T> decide,
        CancellationToken cancellationToken) =>
        RaceAsync(
            workspace, streams, () => RunOnceAsync(workspace, streams, decide, cancellationToken), cancellationToken);

    /// <summary>
    /// The same, but a lost race is told and not run again: for a follower, whose place somebody else may have moved.
    /// </summary>
    public async Task<(T Result, bool Written)> RunOnceAsync<T>(
        WorkspaceId workspace, IReadOnlyCollection<StreamId> streams, Func<CommandBatch, T> decide,
        CancellationToken cancellationToken)
    {
        (CommandBatch batch, _) = await OpenAsync(workspace, streams, null, cancellationToken);
        T result = decide(batch);
        return (result, await WrittenAsync(workspace, batch, null, cancellationToken));
    }

    /// <summary>Reads in one round trip, or in part of one; states that are known are not read again.</summary>
    /// <param name="workspace">The workspace; nothing outside it is read.</param>
    /// <param name="streams">The aggregates that are looked at.</param>
    /// <param name="look">Looks at their states. What it decides is not written.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<T> ReadAsync<T>(
        WorkspaceId workspace, IReadOnlyCollection<StreamId> streams, Func<CommandBatch, T> look,
        CancellationToken cancellationToken)
    {
        (CommandBatch batch, _) = await OpenAsync(workspace, streams, null, cancellationToken);
        T seen = look(batch);
        Keep(workspace, batch);
        return seen;
    }

    /// <summary>
    /// The same for a call that carries a request id: a call that was answered before is not decided again, whatever
    /// has happened since.
    /// </summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="streams">The aggregates that the decision looks at or changes.</param>
    /// <param name="stamp">What makes the call recognisable.</param>
    /// <param name="decide">Decides; its second answer says whether the call succeeded, so that a refused call may be tried again.</param>
    /// <param name="cancellationToken">A cancelled call has written everything or nothing.</param>
    public Task<Answer<T>> AnswerAsync<T>(
        WorkspaceId workspace, IReadOnlyCollection<StreamId> streams, RequestStamp stamp,
        Func<CommandBatch, (T Result, bool Succeeded)> decide, CancellationToken cancellationToken) =>
        RaceAsync(
            workspace, streams, () => AnswerOnceAsync(workspace, streams, stamp, decide, cancellationToken),
            cancellationToken);

    private async Task<(Answer<T> Answer, bool Done)> AnswerOnceAsync<T>(
        WorkspaceId workspace, IReadOnlyCollection<StreamId> streams, RequestStamp stamp,
        Func<CommandBatch, (T Result, bool Succeeded)> decide, CancellationToken cancellationToken)
    {
        (CommandBatch batch, RequestStamp? known) =
            await OpenAsync(workspace, streams, stamp.RequestId, cancellationToken);
        if (known is { } earlier)
        {
            return (earlier.Fingerprint == stamp.Fingerprint ? new Answer<T>.Repeated(earlier) : new Answer<T>.Reused(), true);
        }

        (T result, bool succeeded) = decide(batch);
        return (new Answer<T>.Given(result), !succeeded || await WrittenAsync(workspace, batch, stamp, cancellationToken));
    }

    private async Task<T> RaceAsync<T>(
        WorkspaceId workspace, IReadOnlyCollection<StreamId> streams, Func<Task<(T Result, bool Done)>> once,
        CancellationToken cancellationToken)
    {
        (T result, bool done) = await once();
        if (done)
        {
            return result;
        }

        SemaphoreSlim lane =
            _lanes[(int)((uint)HashCode.Combine(workspace, streams.FirstOrDefault()) % (uint)_lanes.Length)];
        await lane.WaitAsync(cancellationToken);
        try
        {
            for (int race = 1; race < RacesMax; race++)
            {
                (result, done) = await once();
                if (done)
                {
                    return result;
                }
            }
        }
        finally
        {
            lane.Release();
        }

        throw new TimeoutException(
            $"{streams.FirstOrDefault()} and {streams.Count - 1} more were changed by others {RacesMax} times in a row; try again.");
    }

    private async Task<(CommandBatch Batch, RequestStamp? Earlier)> OpenAsync(
        WorkspaceId workspace, IReadOnlyCollection<StreamId> streams, string? requestId, CancellationToken cancellationToken)
    {
        var known = streams.Distinct().ToDictionary(stream => stream, stream => _memory.Find(workspace, stream));
        LoadedStreams loaded = await store.LoadNewsAsync(
            workspace, [.. known.Select(pair => new KnownStream(pair.Key, pair.Value?.Version ?? 0))], requestId,
            cancellationToken);
        return (new CommandBatch(workspace, clock.GetUtcNow(), known, loaded), loaded.EarlierRequest);
    }

    private async Task<bool> WrittenAsync(
        WorkspaceId workspace, CommandBatch batch, RequestStamp? request, CancellationToken cancellationToken)
    {
        if (batch.Writes(request) is { } writes
            && await store.CommitAsync(writes, cancellationToken) is not CommitOutcome.Committed)
        {
            return false;
        }

        Keep(workspace, batch);
        return true;
    }

    private void Keep(WorkspaceId workspace, CommandBatch batch)
    {
        foreach ((StreamId stream, KnownState state) in batch.Known())
        {
            _memory.Keep(workspace, stream, state);
        }
    }
}
