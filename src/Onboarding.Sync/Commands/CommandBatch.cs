using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Commands;

/// <summary>
/// Commands that are decided together on states that were read together, and written with one transaction. Made by
/// <see cref="Dispatcher"/>; used by one thread.
/// </summary>
public sealed class CommandBatch
{
    private readonly WorkspaceId _workspace;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<StreamId, OpenStream> _streams;
    private readonly ImmutableArray<Link>.Builder _links = ImmutableArray.CreateBuilder<Link>();
    private readonly ImmutableArray<LinkKey>.Builder _linksRemoved = ImmutableArray.CreateBuilder<LinkKey>();
    private readonly ImmutableArray<Checkpoint>.Builder _checkpoints = ImmutableArray.CreateBuilder<Checkpoint>();
    private readonly ImmutableArray<DeadLetter>.Builder _deadLetters = ImmutableArray.CreateBuilder<DeadLetter>();
    private readonly ImmutableArray<Conflict>.Builder _conflicts = ImmutableArray.CreateBuilder<Conflict>();
    private readonly ImmutableArray<FollowerPosition>.Builder _followers = ImmutableArray.CreateBuilder<FollowerPosition>();
    private readonly ImmutableArray<TimerLease>.Builder _leases = ImmutableArray.CreateBuilder<TimerLease>();
    private SyncRun? _run;

    internal CommandBatch(
        WorkspaceId workspace, DateTimeOffset now, IReadOnlyDictionary<StreamId, KnownState?> asked, LoadedStreams loaded)
    {
        _workspace = workspace;
        _now = now;
        _streams = asked.Keys.ToDictionary(stream => stream, stream => new OpenStream(0, null, null));
        foreach (StoredAggregate aggregate in loaded.Aggregates)
        {
            _streams[aggregate.Stream] = new OpenStream(aggregate.Version, aggregate.State, null);
        }

        foreach (StreamId stream in loaded.Unchanged)
        {
            _streams[stream] = new OpenStream(asked[stream]!.Version, null, asked[stream]);
        }
    }

    /// <summary>The instant at which everything in this batch happens.</summary>
    public DateTimeOffset Now => _now;

    /// <summary>Whether the aggregate was among those read for this batch.</summary>
    public bool Holds(AggregateKind kind, string key) => _streams.ContainsKey(kind.Stream(key));

    /// <summary>The state of an aggregate, with what this batch has decided so far; null when it does not exist.</summary>
    /// <exception cref="ArgumentException">The stream was not among those read for this batch.</exception>
    public TState? State<TState, TCommand, TEvent>(AggregateKind<TState, TCommand, TEvent> kind, string key)
        where TState : class
        where TCommand : class
        where TEvent : class => Open(kind, key).StateOf(kind);

    /// <summary>Version of an aggregate, with what this batch has decided so far; 0 when it does not exist.</summary>
    public int Version(AggregateKind kind, string key) => Open(kind, key).VersionNow;

    /// <summary>Decides a command. A refusal changes nothing, and the batch can go on.</summary>
    /// <returns>The decision, with the events that were added to the batch.</returns>
    public Decision<TEvent> Apply<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, string key, TCommand command, Origin origin)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        OpenStream stream = Open(kind, key);
        TState? state = stream.StateOf(kind);
        Decision<TEvent> decision = kind.Decide(state, command, _now);
        if (decision is not Decision<TEvent>.Accepted { Events.IsEmpty: false } accepted)
        {
            return decision;
        }

        foreach (TEvent @event in accepted.Events)
        {
            state = kind.Evolve(state, @event);
            string type = kind.NameOf(@event);
            string payload = JsonSerializer.Serialize(@event, kind.EventJson);
            int version = stream.VersionNow + 1;
            string hash = EventHash.Of(_workspace, kind.Stream(key), version, type, payload, origin, _now);
            stream.Pending.Add(new PendingEvent(version, type, payload, origin, _now, hash));
        }

        stream.Decided(kind, state!);
        return decision;
    }

    public void Write(Link link) => _links.Add(link);

    public void Remove(LinkKey link) => _linksRemoved.Add(link);

    public void Write(Checkpoint checkpoint) => _checkpoints.Add(checkpoint);

    public void Write(DeadLetter letter) => _deadLetters.Add(letter);

    public void Write(Conflict conflict) => _conflicts.Add(conflict);

    public void Write(SyncRun run) => _run = run;

    public void Write(FollowerPosition position) => _followers.Add(position);

    public void Hold(TimerLease lease) => _leases.Add(lease);

    internal WriteSet? Writes(RequestStamp? request)
    {
        var writes = new WriteSet
        {
            Workspace = _workspace,
            Streams = [.. _streams.Where(pair => pair.Value.Pending.Count > 0).Select(pair => pair.Value.ToWrite(pair.Key))],
            Request = request,
            Links = _links.ToImmutable(),
            LinksRemoved = _linksRemoved.ToImmutable(),
            Checkpoints = _checkpoints.ToImmutable(),
            DeadLetters = _deadLetters.ToImmutable(),
            Conflicts = _conflicts.ToImmutable(),
            Run = _run,
            Followers = _followers.ToImmutable(),
            Leases = _leases.ToImmutable(),
        };
        bool nothing = writes is
        {
            Streams.IsEmpty: true, Request: null, Links.IsEmpty: true, LinksRemoved.IsEmpty: true, Checkpoints.IsEmpty: true,
            DeadLetters.IsEmpty: true, Conflicts.IsEmpty: true, Run: null, Followers.IsEmpty: true, Leases.IsEmpty: true,
        };
        return nothing ? null : writes;
    }

    /// <summary>What was read as a state or is written now, once all of it is committed.</summary>
    internal IEnumerable<(StreamId Stream, KnownState State)> Known() =>
        _streams.Where(pair => pair.Value.Known is not null).Select(pair => (pair.Key, pair.Value.Known!));

    private OpenStream Open(AggregateKind kind, string key) =>
        _streams.GetValueOrDefault(kind.Stream(key))
        ?? throw new ArgumentException($"{kind.Stream(key)} was not read for this batch.", nameof(key));

    /// <summary>One aggregate while its batch is open.</summary>
    private sealed class OpenStream(int version, string? stored, KnownState? known)
    {
        private object? _state = known?.State;
        private Func<StreamId, StreamWrite>? _toWrite;

        public List<PendingEvent> Pending { get; } = [];

        public int VersionNow => version + Pending.Count;

        /// <summary>The state as it will be in the database; null when nobody asked for it.</summary>
        public KnownState? Known { get; private set; } = known;

        public TState? StateOf<TState, TCommand, TEvent>(AggregateKind<TState, TCommand, TEvent> kind)
            where TState : class
            where TCommand : class
            where TEvent : class
        {
            if (_state is null && stored is not null)
            {
                _state = kind.ReadState(stored);
                Known = new KnownState(version, _state, AggregateKind.OwnLength(stored));
            }

            return (TState?)_state;
        }

        public void Decided<TState, TCommand, TEvent>(AggregateKind<TState, TCommand, TEvent> kind, TState state)
            where TState : class
            where TCommand : class
            where TEvent : class
        {
            _state = state;
            _toWrite = stream =>
            {
                string written = kind.WriteOwn(state);
                Known = new KnownState(VersionNow, state, written.Length);
                return new StreamWrite
                {
                    Stream = stream,
                    ExpectedVersion = version,
                    Events = [.. Pending],
                    State = written,
                    Steady = kind.WriteSteady(state),
                    Index = kind.Index(state),
                    NextDue = kind.NextDue(state),
                    Lane = kind.Lane(state),
                };
            };
        }

        public StreamWrite ToWrite(StreamId stream) => _toWrite!(stream);
    }
}
