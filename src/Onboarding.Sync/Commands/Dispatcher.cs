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
    /// How often a lost race is run again. With sixteen writers on one aggregate a loser wins after a few; more than
    /// this means that something writes in a loop.
    /// </summary>
    public const int RacesMax = 50;

    /// <summary>Reads, decides and writes, in two round trips.</summary>
    /// <param name="workspace">The workspace; nothing outside it is read or written.</param>
    /// <param name="streams">The aggregates that the decision looks at or changes.</param>
    /// <param name="decide">Decides. Pure but for the batch; runs again on newer states after a lost race.</param>
    /// <param name="cancellationToken">A cancelled call has written everything or nothing.</param>
    /// <exception cref="TimeoutException">The race was lost <see cref="RacesMax"/> times.</exception>
    public async Task<T> RunAsync<T>(
        WorkspaceId workspace, IReadOnlyCollection<StreamId> streams, Func<CommandBatch, T> decide,
        CancellationToken cancellationToken)
    {
        for (int race = 0; race < RacesMax; race++)
        {
            (T result, bool written) = await RunOnceAsync(workspace, streams, decide, cancellationToken);
            if (written)
            {
                return result;
            }
        }

        throw Overtaken(streams);
    }

    /// <summary>
    /// The same, but a lost race is told and not run again: for a follower, whose place somebody else may have moved.
    /// </summary>
    public async Task<(T Result, bool Written)> RunOnceAsync<T>(
        WorkspaceId workspace, IReadOnlyCollection<StreamId> streams, Func<CommandBatch, T> decide,
        CancellationToken cancellationToken)
    {
        LoadedStreams loaded = await store.LoadAsync(workspace, streams, null, cancellationToken);
        var batch = new CommandBatch(workspace, clock.GetUtcNow(), streams, loaded);
        T result = decide(batch);
        return (result, await WrittenAsync(batch.Writes(null), cancellationToken));
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
    public async Task<Answer<T>> AnswerAsync<T>(
        WorkspaceId workspace, IReadOnlyCollection<StreamId> streams, RequestStamp stamp,
        Func<CommandBatch, (T Result, bool Succeeded)> decide, CancellationToken cancellationToken)
    {
        for (int race = 0; race < RacesMax; race++)
        {
            LoadedStreams loaded = await store.LoadAsync(workspace, streams, stamp.RequestId, cancellationToken);
            if (loaded.EarlierRequest is { } earlier)
            {
                return earlier.Fingerprint == stamp.Fingerprint ? new Answer<T>.Repeated(earlier) : new Answer<T>.Reused();
            }

            var batch = new CommandBatch(workspace, clock.GetUtcNow(), streams, loaded);
            (T result, bool succeeded) = decide(batch);
            if (!succeeded || await WrittenAsync(batch.Writes(stamp), cancellationToken))
            {
                return new Answer<T>.Given(result);
            }
        }

        throw Overtaken(streams);
    }

    private async Task<bool> WrittenAsync(WriteSet? writes, CancellationToken cancellationToken) =>
        writes is null || await store.CommitAsync(writes, cancellationToken) is CommitOutcome.Committed;

    private static TimeoutException Overtaken(IReadOnlyCollection<StreamId> streams) => new(
        $"{streams.FirstOrDefault()} and {streams.Count - 1} more were changed by others {RacesMax} times in a row; try again.");
}
