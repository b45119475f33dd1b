using Onboarding.Connectors.Streams;
using Onboarding.Model.Journal;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Writing;

/// <summary>
/// Follows the journal on behalf of one connection: what was touched since the last push, and what that left unsettled,
/// is compared with what the platform is known to hold, and the difference is written. The position moves when all up to
/// it is written or accounted for; what is looked at twice writes nothing twice.
/// </summary>
internal sealed class PushPass(RunScope run)
{
    private const int PageMax = 1_000;

    private readonly SyncConnection _connection = run.Connection;
    private string? _afterLink;
    private bool _linksEnd;
    private bool _journalEnds;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long stored = await run.Journal.FollowerPositionAsync(run.Workspace, _connection.Follower, cancellationToken);
        long position = stored;
        var round = new PushRound();
        AddReplays(round);
        while (!_linksEnd || !_journalEnds)
        {
            await AddUnsettledAsync(round, cancellationToken);
            position = await AddTouchedAsync(round, position, cancellationToken);
            foreach (StreamDescriptor stream in _connection.Connector.Streams)
            {
                if (stream.Write is { } descriptor && _connection.Mapping.Of(stream.Name) is { } mapping
                    && round.Of(mapping.Kind) is { Count: > 0 } keys)
                {
                    await new StreamPusher(run, mapping, descriptor).PushAsync(keys, cancellationToken);
                }
            }

            if (position != stored)
            {
                await MoveAsync(stored, position, cancellationToken);
                stored = position;
            }

            round = new PushRound();
        }
    }

    private void AddReplays(PushRound round)
    {
        foreach (DeadLetter letter in run.Letters.Replaying(outbound: true))
        {
            Add(round, letter.Stream, letter.RecordKey);
        }
    }

    private async Task AddUnsettledAsync(PushRound round, CancellationToken cancellationToken)
    {
        while (!_linksEnd && round.Count < run.Settings.PushRoundMax)
        {
            IReadOnlyList<Link> links = await run.Links.UnsettledAsync(
                run.Workspace, _connection.Id, _afterLink, PageMax, cancellationToken);
            foreach (Link link in links)
            {
                Add(round, link.Stream, link.ResourceKey);
                _afterLink = link.ResourceKey;
            }

            _linksEnd = links.Count < PageMax;
        }
    }

    private async Task<long> AddTouchedAsync(PushRound round, long position, CancellationToken cancellationToken)
    {
        while (!_journalEnds && round.Count < run.Settings.PushRoundMax)
        {
            IReadOnlyList<JournalEvent> events = await run.Journal.ReadAsync(
                run.Workspace, position, PageMax, cancellationToken);
            foreach (JournalEvent @event in events)
            {
                round.Add(@event.Stream);
                position = @event.Position;
            }

            _journalEnds = events.Count < PageMax;
        }

        return position;
    }

    private void Add(PushRound round, string stream, string resourceKey)
    {
        if (_connection.Mapping.Of(stream) is { } mapping && RecordStreams.Of(mapping.Kind, resourceKey) is { } aggregate)
        {
            round.Add(aggregate);
        }
    }

    private Task MoveAsync(long from, long position, CancellationToken cancellationToken)
    {
        var writes = new WriteSet
        {
            Workspace = run.Workspace,
            Followers = [new FollowerPosition(_connection.Follower, position, from)],
            Run = run.Progress.Run,
        };
        return run.CommitAsync(writes, cancellationToken);
    }
}
