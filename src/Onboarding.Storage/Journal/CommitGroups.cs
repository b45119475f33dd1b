using System.Collections.Concurrent;
using System.Collections.Immutable;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Journal;

/// <summary>
/// Commits what the callers of one workspace write at the same time with one transaction: on a server a transaction costs
/// far more than its rows. Nobody waits for a group to fill; while one is under way the next gathers. When a group fails,
/// each of it is committed by itself, so that each has the outcome that it would have had alone.
/// </summary>
internal sealed class CommitGroups
{
    /// <summary>Most sets in one transaction.</summary>
    public const int GroupMax = 64;

    /// <summary>Transactions of one workspace that are under way at once, so that one is made while another is flushed.</summary>
    public const int UnderWayMax = 2;

    private readonly ConcurrentDictionary<WorkspaceId, Line> _lines = [];

    /// <summary>Commits a set in order with those that can be put together with it.</summary>
    public delegate Task<CommitOutcome> Commit(ImmutableArray<WriteSet> sets, CancellationToken cancellationToken);

    /// <summary>
    /// Whether a set may be put together with others: one of events alone, as commands make them. The work of a sync, a
    /// follower or a sweep is a page of its own.
    /// </summary>
    public static bool Takes(WriteSet writes) => writes is
    {
        Streams.IsEmpty: false, Links.IsEmpty: true, LinksRemoved.IsEmpty: true, Checkpoints.IsEmpty: true,
        DeadLetters.IsEmpty: true, Conflicts.IsEmpty: true, Run: null, Followers.IsEmpty: true, Leases.IsEmpty: true,
    };

    /// <summary>Commits a set. Cancelled before its turn, it is not written; once begun, it is finished.</summary>
    public async Task<CommitOutcome> CommitAsync(WriteSet writes, Commit commit, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(writes);
        await using CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister((_, token) => waiting.Cancel(token), null);
        Line line = _lines.GetOrAdd(writes.Workspace, static _ => new Line());
        if (line.Enter(waiting))
        {
            // Not this caller's work alone, so it goes on when this caller has its answer.
            _ = Task.Run(() => line.WorkAsync(commit), CancellationToken.None);
        }

        return await waiting.Answer;
    }

    /// <summary>The sets of one workspace that wait for their turn, in the order of their coming.</summary>
    private sealed class Line
    {
        private readonly Lock _lock = new();
        private readonly LinkedList<Waiting> _waiting = [];
        private int _underWay;

        /// <summary>Puts a set into the line.</summary>
        /// <returns>Whether somebody has to work for it.</returns>
        public bool Enter(Waiting waiting)
        {
            lock (_lock)
            {
                _waiting.AddLast(waiting);
                if (_underWay == UnderWayMax)
                {
                    return false;
                }

                _underWay++;
                return true;
            }
        }

        /// <summary>Commits groups until nobody waits any more.</summary>
        public async Task WorkAsync(Commit commit)
        {
            while (Next() is { IsEmpty: false } group)
            {
                await CommitAsync(group, commit);
            }
        }

        // Two sets that want the same aggregate or request cannot both win, so the later one waits for the next group.
        private ImmutableArray<Waiting> Next()
        {
            var group = ImmutableArray.CreateBuilder<Waiting>();
            var taken = new HashSet<StreamId>();
            var requests = new HashSet<string>(StringComparer.Ordinal);
            lock (_lock)
            {
                for (LinkedListNode<Waiting>? at = _waiting.First, next; at is not null && group.Count < GroupMax; at = next)
                {
                    next = at.Next;
                    WriteSet writes = at.Value.Writes;
                    if (writes.Streams.Any(stream => taken.Contains(stream.Stream))
                        || (writes.Request is { } request && requests.Contains(request.RequestId)))
                    {
                        continue;
                    }

                    _waiting.Remove(at);
                    if (at.Value.Begin())
                    {
                        taken.UnionWith(writes.Streams.Select(stream => stream.Stream));
                        _ = writes.Request is { } stamp && requests.Add(stamp.RequestId);
                        group.Add(at.Value);
                    }
                }

                _underWay -= group.Count == 0 ? 1 : 0;
            }

            return group.ToImmutable();
        }

        private static async Task CommitAsync(ImmutableArray<Waiting> group, Commit commit)
        {
            try
            {
                CommitOutcome outcome = await commit([.. group.Select(one => one.Writes)], CancellationToken.None);
                if (outcome is CommitOutcome.Committed || group.Length == 1)
                {
                    foreach (Waiting one in group)
                    {
                        one.Give(outcome);
                    }

                    return;
                }
            }
            // Whether it was stored nobody knows, and each of them has to look.
            catch (StoreException cut) when (cut.Failure == StoreFailure.Unavailable)
            {
                Fail(group, cut);
                return;
            }
            // Handed to the callers: this loop serves all of them and must outlive any one's failure.
            catch (Exception failure)
            {
                if (group.Length == 1)
                {
                    Fail(group, failure);
                    return;
                }
            }

            foreach (Waiting one in group)
            {
                await CommitAsync([one], commit);
            }
        }

        private static void Fail(ImmutableArray<Waiting> group, Exception failure)
        {
            foreach (Waiting one in group)
            {
                one.Fail(failure);
            }
        }
    }

    /// <summary>A set that waits for its turn, and its caller with it.</summary>
    private sealed class Waiting(WriteSet writes)
    {
        private readonly TaskCompletionSource<CommitOutcome> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _decided;

        public WriteSet Writes => writes;

        public Task<CommitOutcome> Answer => _answer.Task;

        /// <summary>Begins with it, unless its caller has gone.</summary>
        public bool Begin() => Interlocked.Exchange(ref _decided, 1) == 0;

        /// <summary>Takes it away, unless it was begun.</summary>
        public void Cancel(CancellationToken cancellationToken)
        {
            if (Interlocked.Exchange(ref _decided, 1) == 0)
            {
                _answer.SetCanceled(cancellationToken);
            }
        }

        public void Give(CommitOutcome outcome) => _answer.SetResult(outcome);

        public void Fail(Exception failure) => _answer.SetException(failure);
    }
}
