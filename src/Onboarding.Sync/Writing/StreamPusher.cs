using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;
using Onboarding.Connectors.Writes;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Writing;

/// <summary>
/// Writes one stream: what the hub wishes of some aggregates' records, minus what the platform is known to hold.
/// </summary>
internal sealed class StreamPusher
{
    private readonly RunScope _run;
    private readonly StreamMapping _mapping;
    private readonly WriteDescriptor _descriptor;
    private readonly WritePlanner _planner;
    private readonly Intents _intents;
    private readonly OutcomeKeeper _outcomes;
    private readonly BatchSender _sender;
    private readonly Dictionary<WriteAction, List<PlannedWrite>> _queues = [];
    private List<PlannedWrite> _locked = [];

    public StreamPusher(RunScope run, StreamMapping mapping, WriteDescriptor descriptor)
    {
        (_run, _mapping, _descriptor) = (run, mapping, descriptor);
        ImmutableHashSet<string> people =
        [
            .. run.Connection.Mapping.Streams.Where(other => other.Kind == RecordKind.Person).Select(other => other.Stream),
        ];
        _planner = new WritePlanner(run.Connection.Id, mapping, descriptor, people);
        _intents = new Intents(run, mapping.Stream, descriptor);
        _outcomes = new OutcomeKeeper(run, mapping.Stream);
        _sender = new BatchSender(run, mapping.Stream);
    }

    /// <summary>Writes the records of these aggregates.</summary>
    /// <param name="keys">Keys of aggregates of the mapping's kind.</param>
    /// <param name="cancellationToken">What was written and stored by then stays so.</param>
    public async Task PushAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        if (!_planner.Writes)
        {
            return;
        }

        foreach (string[] some in keys.Chunk(_run.Settings.PushLoadMax))
        {
            await PlanAsync(some, cancellationToken);
            await DrainAsync(_descriptor.BatchMax, cancellationToken);
        }

        await DrainAsync(1, cancellationToken);
        await SendLockedAgainAsync(cancellationToken);
    }

    private async Task PlanAsync(string[] keys, CancellationToken cancellationToken)
    {
        AggregateKind kind = RecordStreams.KindOf(_mapping.Kind) ?? throw new UnreachableException();
        LoadedStreams loaded = await _run.Journal.LoadAsync(
            _run.Workspace, [.. keys.Select(kind.Stream)], null, cancellationToken);
        ImmutableArray<CanonicalRecord> records =
        [
            .. loaded.Aggregates
                .SelectMany(found => CanonicalRecords.Of(_mapping.Kind, found.Stream.Key, found.State))
                .OrderBy(record => record.Parent, StringComparer.Ordinal)
                .ThenBy(record => record.Key, StringComparer.Ordinal),
        ];
        string[] wanted =
        [
            .. keys.Concat(records.Select(record => record.Key)).Concat(records.SelectMany(_planner.ReferencesOf))
                .Distinct(StringComparer.Ordinal),
        ];
        var links = (await _run.Links.ByResourcesAsync(_run.Workspace, _run.Connection.Id, wanted, cancellationToken))
            .ToDictionary(link => (link.Stream, link.ResourceKey));
        await SettleIntentsAsync(links, records, cancellationToken);
        await _run.Letters.RecallAsync(
            _mapping.Stream, records.Select(record => record.Key), outbound: true, cancellationToken);

        Dictionary<string, string> matches = await MatchesAsync(
            [.. records.Select(record => record.Key)
                .Where(key => links.GetValueOrDefault((_mapping.Stream, key)) is not { State: LinkState.Linked })],
            cancellationToken);
        var settled = ImmutableArray.CreateBuilder<Link>();
        foreach (CanonicalRecord record in records)
        {
            Link? link = links.GetValueOrDefault((_mapping.Stream, record.Key));
            if (link?.State == LinkState.Deleted || (link is null && !_planner.Creates))
            {
                continue;
            }

            WritePlan plan = _planner.Plan(
                record, link, (stream, key) => links.GetValueOrDefault((stream, key)) is { State: LinkState.Linked } other
                    ? other.ExternalId
                    : null,
                matches.GetValueOrDefault);
            Take(plan, record, link, settled);
        }

        var known = records.Select(record => record.Key).ToHashSet(StringComparer.Ordinal);
        settled.AddRange(links.Values
            .Where(link => link is { Dirty: true, State: LinkState.Linked } && link.Stream == _mapping.Stream
                && keys.Contains(link.ResourceKey, StringComparer.Ordinal) && !known.Contains(link.ResourceKey))
            .Select(link => link with { Dirty = false }));
        await _outcomes.SettleAsync(settled.ToImmutable(), cancellationToken);
    }

    /// <summary>Ids of the same things on the other connections, by key.</summary>
    private async Task<Dictionary<string, string>> MatchesAsync(
        ImmutableArray<string> keys, CancellationToken cancellationToken)
    {
        var matches = new Dictionary<string, string>(StringComparer.Ordinal);
        if (_mapping.MatchField is null || keys.IsEmpty)
        {
            return matches;
        }

        foreach (ConnectionId peer in _run.Connection.Peers)
        {
            foreach (Link link in await _run.Links.ByResourcesAsync(_run.Workspace, peer, keys, cancellationToken))
            {
                if (link is { State: LinkState.Linked, ExternalId: { } id } && link.Stream == _mapping.MatchStream)
                {
                    matches.TryAdd(link.ResourceKey, id);
                }
            }
        }

        return matches;
    }

    private async Task SettleIntentsAsync(
        Dictionary<(string Stream, string ResourceKey), Link> links, ImmutableArray<CanonicalRecord> records,
        CancellationToken cancellationToken)
    {
        ImmutableArray<Link> intended =
        [
            .. records
                .Select(record => links.GetValueOrDefault((_mapping.Stream, record.Key)))
                .OfType<Link>()
                .Where(link => link is { State: LinkState.Intended, Dirty: false }),
        ];
        foreach (Link link in _descriptor.Upserts ? [] : await _intents.SettleAsync(intended, cancellationToken))
        {
            links[(link.Stream, link.ResourceKey)] = link;
        }
    }

    private void Take(WritePlan plan, CanonicalRecord record, Link? link, ImmutableArray<Link>.Builder settled)
    {
        switch (plan)
        {
            case WritePlan.Nothing nothing:
                _outcomes.Mend(record.Key);
                if (link is not null && link.Dirty != nothing.Waits)
                {
                    settled.Add(link with { Dirty = nothing.Waits });
                }

                break;
            case WritePlan.WaitsForOther:
                if (link is null)
                {
                    settled.Add(_planner.Intent(record.Key, called: false));
                }

                break;
            case WritePlan.Faulty faulty:
                _outcomes.Reject(record.Key, faulty.Record, faulty.Reason);
                SettleRefused(link, settled);
                break;
            case WritePlan.Write write when _outcomes.WasRejected(write.Planned):
                SettleRefused(link, settled);
                break;
            case WritePlan.Write write:
                QueueOf(write.Planned.Action).Add(write.Planned);
                break;
            default:
                throw new UnreachableException();
        }
    }

    // Its letter waits for somebody; looking at it in each push would change nothing.
    private static void SettleRefused(Link? link, ImmutableArray<Link>.Builder settled)
    {
        if (link is { Dirty: true, State: LinkState.Linked })
        {
            settled.Add(link with { Dirty = false });
        }
    }

    private List<PlannedWrite> QueueOf(WriteAction action) =>
        _queues.TryGetValue(action, out List<PlannedWrite>? queue) ? queue : _queues[action] = [];

    private async Task DrainAsync(int least, CancellationToken cancellationToken)
    {
        foreach (List<PlannedWrite> queue in _queues.Values)
        {
            while (queue.Count >= least)
            {
                int count = Math.Min(queue.Count, _descriptor.BatchMax);
                ImmutableArray<PlannedWrite> batch = [.. queue.Take(count)];
                queue.RemoveRange(0, count);
                _locked.AddRange(await SendAsync(batch, lastTry: false, cancellationToken));
            }
        }
    }

    private async Task SendLockedAgainAsync(CancellationToken cancellationToken)
    {
        for (int round = 1; round <= _run.Settings.LockRetriesMax && _locked.Count > 0; round++)
        {
            var again = new List<PlannedWrite>();
            foreach (IGrouping<WriteAction, PlannedWrite> action in _locked.GroupBy(write => write.Action))
            {
                foreach (PlannedWrite[] batch in action.Chunk(_descriptor.BatchMax))
                {
                    again.AddRange(await SendAsync([.. batch], round == _run.Settings.LockRetriesMax, cancellationToken));
                }
            }

            _locked = again;
        }

        _locked = [];
    }

    /// <summary>Sends a batch, stores what became of it, and gives the records to be tried once more.</summary>
    private async Task<ImmutableArray<PlannedWrite>> SendAsync(
        ImmutableArray<PlannedWrite> batch, bool lastTry, CancellationToken cancellationToken)
    {
        bool creates = batch[0].Action == WriteAction.Create;
        if (creates)
        {
            await _outcomes.SettleAsync([.. batch.Select(write => write.Link)], cancellationToken);
        }

        ImmutableArray<SentWrite> sent = await _sender.SendAsync(batch, cancellationToken);
        ImmutableArray<string> lost = [.. sent.Where(write => write.Outcome is null).Select(write => write.Planned.Key)];
        if (!lost.IsEmpty)
        {
            (IReadOnlyDictionary<string, string> found, ImmutableArray<DeadLetter> twins) =
                await _intents.FindAsync(lost, cancellationToken);
            _outcomes.Add(twins);
            sent =
            [
                .. sent.Select(write => write.Outcome is null && found.TryGetValue(write.Planned.Key, out string? id)
                    ? write with { Outcome = new WriteOutcome.Written(id) }
                    : write),
            ];
        }

        bool Again(SentWrite write) =>
            !lastTry && write.Outcome is WriteOutcome.Refused { Failure.Kind: FailureKind.Transient };
        await _outcomes.StoreAsync([.. sent.Where(write => !Again(write))], cancellationToken);
        return [.. sent.Where(Again).Select(write => write.Planned)];
    }
}
