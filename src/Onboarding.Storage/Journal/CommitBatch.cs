using System.Collections.Immutable;

using Onboarding.Model.Journal;
using Onboarding.Storage.Databases;
using Onboarding.Storage.Links;
using Onboarding.Storage.Runs;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Runs;

namespace Onboarding.Storage.Journal;

/// <summary>
/// Turns write sets into statements, none for a part that is empty. The rows of each are in order of key, so that two
/// transactions take their locks in the same order and neither waits for the other in a circle.
/// </summary>
/// <param name="sql">The statements.</param>
/// <param name="sets">What is to be written, all of one workspace.</param>
/// <param name="now">When.</param>
/// <param name="kept">Hashes of the workspace's parts that are known to be stored.</param>
internal sealed class CommitBatch(
    CommitStatements sql, ImmutableArray<WriteSet> sets, DateTimeOffset now, IReadOnlySet<string> kept)
{
    private readonly string _workspace = sets[0].Workspace.Value;
    private readonly ImmutableArray<StreamWrite> _streams = All(sets, set => set.Streams);
    private readonly ImmutableArray<BoundStatement>.Builder _batch = ImmutableArray.CreateBuilder<BoundStatement>(8);

    /// <summary>Parts of states that the statements store because they were not known to be; in order of hash.</summary>
    public ImmutableArray<StatePart> Parts { get; private set; } = [];

    /// <summary>The statements; that of the events is the first, and the only one that gives rows.</summary>
    /// <exception cref="InvalidOperationException">The write set contradicts itself, which is a bug.</exception>
    public ImmutableArray<BoundStatement> Statements()
    {
        AddStreams();
        Add(sql.Requests, RequestRows());
        Add(sql.LinksRemoved, LinkRow.KeysToRows(All(sets, set => set.LinksRemoved)));
        Add(sql.Links, LinkRow.ToRows(All(sets, set => set.Links)));
        Add(sql.Checkpoints, CheckpointRow.ToRows(All(sets, set => set.Checkpoints)));
        Add(sql.DeadLetters, DeadLetterRow.ToRows(All(sets, set => set.DeadLetters)));
        Add(sql.Conflicts, ConflictRow.ToRows(All(sets, set => set.Conflicts)));
        Add(sql.Run, SyncRunRow.ToRows([.. sets.Select(set => set.Run).OfType<SyncRun>()]));
        Add(sql.Followers, FollowerRows(All(sets, set => set.Followers)));
        return _batch.DrainToImmutable();
    }

    // One set is given as it is: most commits are of one.
    private static ImmutableArray<T> All<T>(ImmutableArray<WriteSet> sets, Func<WriteSet, ImmutableArray<T>> part) =>
        sets.Length == 1 ? part(sets[0]) : [.. sets.SelectMany(set => part(set))];

    private RowSet? RequestRows()
    {
        ImmutableArray<RequestStamp> rows =
            [.. sets.Select(set => set.Request).OfType<RequestStamp>().OrderBy(row => row.RequestId, StringComparer.Ordinal)];
        return rows.IsEmpty ? null : RowSet.Of(rows)
            .Text("request", rows, row => StoredText.Key(row.RequestId))
            .Text("fingerprint", rows, row => row.Fingerprint)
            .Text("stream", rows, row => row.Stream)
            .Number("made_at", rows, _ => StoredTime.Write(now));
    }

    private static RowSet? FollowerRows(ImmutableArray<FollowerPosition> followers)
    {
        ImmutableArray<FollowerPosition> rows = followers.LastOfEach(follower => follower.Follower);
        return rows.IsEmpty ? null : RowSet.Of(rows)
            .Text("follower", rows, row => row.Follower)
            .Number("position", rows, row => row.Position)
            .Number("came_from", rows, row => row.From);
    }

    private void Add(Statement statement, RowSet? rows)
    {
        if (rows is not null)
        {
            _batch.Add(statement.With(rows, ("workspace", _workspace)));
        }
    }

    private void AddStreams()
    {
        Check(_streams);
        ImmutableArray<StreamWrite> byKey = [.. _streams
            .OrderBy(write => write.Stream.Kind, StringComparer.Ordinal)
            .ThenBy(write => write.Stream.Key, StringComparer.Ordinal)];
        if (!byKey.IsEmpty)
        {
            ImmutableArray<AggregateWrite> aggregates =
                [.. byKey.Select(write => new AggregateWrite(write, write.Steady is { } line ? StatePart.Of(line) : null))];
            Parts =
            [
                .. aggregates.Select(write => write.Part).OfType<StatePart>().Where(part => !kept.Contains(part.Hash))
                    .DistinctBy(part => part.Hash, StringComparer.Ordinal).OrderBy(part => part.Hash, StringComparer.Ordinal),
            ];
            Add(sql.Events, EventRows());
            Add(sql.Parts, Parts.IsEmpty ? null : RowSet.Of(Parts)
                .Text("hash", Parts, part => part.Hash)
                .Text("content", Parts, part => part.Content));
            Add(sql.Aggregates, AggregateRows(aggregates));
        }

        Add(sql.Leases, LeaseRows());

        // An aggregate that begins without a due instant has no timer to take away.
        ImmutableArray<StreamWrite> timed =
            byKey.RemoveAll(write => write.ExpectedVersion == 0 && write.NextDue is null);
        if (!timed.IsEmpty)
        {
            Add(sql.Timers, RowSet.Of(timed)
                .Text("kind", timed, write => write.Stream.Kind)
                .Text("key", timed, write => write.Stream.Key)
                .Number("due", timed, write => StoredTime.WriteDue(write.NextDue))
                .Text("lane", timed, write => write.Lane));
        }
    }

    /// <summary>Events keep the order of the write set, because it becomes that of their positions.</summary>
    private RowSet EventRows()
    {
        ImmutableArray<(StreamId Stream, PendingEvent Event)> events =
            [.. _streams.SelectMany(write => write.Events.Select(happened => (write.Stream, happened)))];
        return RowSet.Of(events)
            .Text("kind", events, row => row.Stream.Kind)
            .Text("key", events, row => StoredText.Key(row.Stream.Key))
            .Number("version", events, row => row.Event.Version)
            .Text("type", events, row => row.Event.Type)
            .Text("payload", events, row => row.Event.Payload)
            .Text("actor", events, row => row.Event.Origin.Actor)
            .Text("cause", events, row => row.Event.Origin.Cause)
            .Number("time", events, row => StoredTime.Write(row.Event.Time))
            .Text("hash", events, row => row.Event.Hash);
    }

    private static RowSet AggregateRows(ImmutableArray<AggregateWrite> writes) => RowSet.Of(writes)
        .Text("kind", writes, write => write.Write.Stream.Kind)
        .Text("key", writes, write => write.Write.Stream.Key)
        .Number("expected", writes, write => write.Write.ExpectedVersion)
        .Number("version", writes, write => write.Write.Events[^1].Version)
        .Text("state", writes, write => write.Write.State)
        .Text("part", writes, write => write.Part?.Hash)
        .Text("parent", writes, write => StoredText.Key(write.Write.Index.Parent))
        .Text("lifecycle", writes, write => write.Write.Index.State)
        .Text("title", writes, write => StoredText.Title(write.Write.Index.Title))
        .Text("tier", writes, write => write.Write.Index.Tier)
        .Text("owner", writes, write => write.Write.Index.Owner)
        .Text("summary", writes, write => write.Write.Index.Summary)
        .Number("changed_at", writes, write => StoredTime.Write(write.Write.Events[^1].Time));

    private RowSet? LeaseRows()
    {
        HashSet<StreamId> written = [.. _streams.Select(write => write.Stream)];
        ImmutableArray<TimerLease> leases = [.. All(sets, set => set.Leases)
            .OrderBy(lease => lease.Stream.Kind, StringComparer.Ordinal)
            .ThenBy(lease => lease.Stream.Key, StringComparer.Ordinal)];
        if (leases.Any(lease => lease.Workspace != sets[0].Workspace))
        {
            throw Wrong("A lease of another workspace cannot cover this work.");
        }

        return leases.IsEmpty ? null : RowSet.Of(leases)
            .Text("kind", leases, lease => lease.Stream.Kind)
            .Text("key", leases, lease => lease.Stream.Key)
            .Number("due", leases, lease => StoredTime.Write(lease.Due))
            .Number("token", leases, lease => lease.Token)
            .Number("written", leases, lease => written.Contains(lease.Stream) ? 1 : 0);
    }

    private static void Check(ImmutableArray<StreamWrite> streams)
    {
        var seen = new HashSet<StreamId>();
        foreach (StreamWrite write in streams)
        {
            if (!seen.Add(write.Stream))
            {
                throw Wrong($"The stream {write.Stream} is written twice in one set; write it once.");
            }

            for (int i = 0; i < write.Events.Length; i++)
            {
                if (write.Events[i].Version != write.ExpectedVersion + i + 1)
                {
                    throw Wrong($"The events of {write.Stream} do not follow on from version {write.ExpectedVersion}.");
                }
            }

            if (write.Events.IsEmpty)
            {
                throw Wrong($"The stream {write.Stream} is written without an event.");
            }
        }
    }

    private readonly record struct AggregateWrite(StreamWrite Write, StatePart? Part);

    private static InvalidOperationException Wrong(string what) => new(what);
}
