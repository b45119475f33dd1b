using System.Collections.Concurrent;
using System.Collections.Immutable;

using Onboarding.Model.Ids;
using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Journal;

/// <summary>
/// Does for several callers of one workspace at once what each of them asks of the server: there a round trip costs far
/// more than its rows. Nobody waits for a group to fill; while one is under way the next gathers. When a group fails, it is
/// halved until those at fault are alone, so that each has the answer that it would have had alone.
/// </summary>
/// <param name="exclusive">What no two of a group may both ask for; the later waits for the next group.</param>
internal sealed class CallerGroups<TAsk, TAnswer>(Func<TAsk, IEnumerable<object>> exclusive)
{
    /// <summary>Most callers in one group.</summary>
    public const int GroupMax = 64;

    /// <summary>Groups of one workspace that are under way at once, so that one is made while another is waited for.</summary>
    public const int UnderWayMax = 2;

    private readonly ConcurrentDictionary<WorkspaceId, Line> _lines = [];

    /// <summary>
    /// Does what some ask for: their answers in order, or none when it could not be done for all of them together. One
    /// alone always has an answer.
    /// </summary>
    public delegate Task<ImmutableArray<TAnswer>> Work(
        WorkspaceId workspace, ImmutableArray<TAsk> asks, CancellationToken cancellationToken);

    /// <summary>Asks, together with whoever else asks. Cancelled before its turn, nothing is done; once begun, it is finished.</summary>
    public async Task<TAnswer> AskAsync(WorkspaceId workspace, TAsk ask, Work work, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(ask, [.. exclusive(ask)]);
        await using CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister((_, token) => waiting.Cancel(token), null);
        Line line = _lines.GetOrAdd(workspace, static of => new Line(of));
        if (line.Enter(waiting))
        {
            // Not this caller's work alone, so it goes on when this caller has its answer.
            _ = Task.Run(() => line.WorkAsync(work), CancellationToken.None);
        }

        return await waiting.Answer;
    }

    /// <summary>The callers of one workspace that wait for their turn, in the order of their coming.</summary>
    private sealed class Line(WorkspaceId workspace)
    {
        private readonly Lock _lock = new();
        private readonly LinkedList<Waiting> _waiting = [];
        private int _underWay;

        /// <summary>Puts a caller into the line.</summary>
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

        /// <summary>Works for groups until nobody waits any more.</summary>
        public async Task WorkAsync(Work work)
        {
            while (Next() is { IsEmpty: false } group)
            {
                await WorkAsync(group, work);
            }
        }

        private ImmutableArray<Waiting> Next()
        {
            var group = ImmutableArray.CreateBuilder<Waiting>();
            var taken = new HashSet<object>();
            lock (_lock)
            {
                for (LinkedListNode<Waiting>? at = _waiting.First, next; at is not null && group.Count < GroupMax; at = next)
                {
                    next = at.Next;
                    if (taken.Overlaps(at.Value.Exclusive))
                    {
                        continue;
                    }

                    _waiting.Remove(at);
                    if (at.Value.Begin())
                    {
                        taken.UnionWith(at.Value.Exclusive);
                        group.Add(at.Value);
                    }
                }

                _underWay -= group.Count == 0 ? 1 : 0;
            }

            return group.ToImmutable();
        }

        private async Task WorkAsync(ImmutableArray<Waiting> group, Work work)
        {
            try
            {
                ImmutableArray<TAnswer> answers =
                    await work(workspace, [.. group.Select(one => one.Ask)], CancellationToken.None);
                if (!answers.IsEmpty)
                {
                    for (int i = 0; i < group.Length; i++)
                    {
                        group[i].Give(answers[i]);
                    }

                    return;
                }
            }
            // Whether it was done nobody knows, and each of them has to look.
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

            // By halves, because mostly one of many is at fault, and each trip for one alone costs as much as one for all.
            int half = group.Length / 2;
            await WorkAsync(group[..half], work);
            await WorkAsync(group[half..], work);
        }

        private static void Fail(ImmutableArray<Waiting> group, Exception failure)
        {
            foreach (Waiting one in group)
            {
                one.Fail(failure);
            }
        }
    }

    /// <summary>A caller that waits for its turn.</summary>
    private sealed class Waiting(TAsk ask, ImmutableArray<object> exclusive)
    {
        private readonly TaskCompletionSource<TAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _decided;

        public TAsk Ask => ask;

        public ImmutableArray<object> Exclusive => exclusive;

        public Task<TAnswer> Answer => _answer.Task;

        /// <summary>Begins with its work, unless it has gone.</summary>
        public bool Begin() => Interlocked.Exchange(ref _decided, 1) == 0;

        /// <summary>Goes, unless its work was begun.</summary>
        public void Cancel(CancellationToken cancellationToken)
        {
            if (Interlocked.Exchange(ref _decided, 1) == 0)
            {
                _answer.SetCanceled(cancellationToken);
            }
        }

        public void Give(TAnswer answer) => _answer.SetResult(answer);

        public void Fail(Exception failure) => _answer.SetException(failure);
    }
}
