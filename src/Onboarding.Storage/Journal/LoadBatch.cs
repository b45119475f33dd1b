using System.Collections.Immutable;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage.Databases;
using Onboarding.Sync.Journal;

namespace Onboarding.Storage.Journal;

/// <summary>Turns what some callers of one workspace want to know into statements, and the rows into their answers.</summary>
internal sealed class LoadBatch(LoadStatements sql, WorkspaceId workspace, ImmutableArray<LoadAsk> asks)
{
    // Of a stream that is known in several versions, or to one caller and not to another, the state is needed.
    private readonly ImmutableArray<KnownStream> _streams =
    [
        .. asks.SelectMany(ask => ask.Streams).GroupBy(known => known.Stream).Select(group => new KnownStream(
            group.Key, group.Select(known => known.Version).Distinct().Count() == 1 ? group.First().Version : 0)),
    ];

    private readonly ImmutableArray<string> _requests =
        [.. asks.Select(ask => ask.RequestId).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The statements; none when nobody asks for anything.</summary>
    public ImmutableArray<BoundStatement> Statements()
    {
        var statements = ImmutableArray.CreateBuilder<BoundStatement>(2);
        if (!_streams.IsEmpty)
        {
            RowSet rows = RowSet.Of(_streams)
                .Text("kind", _streams, row => row.Stream.Kind)
                .Text("key", _streams, row => row.Stream.Key)
                .Number("known", _streams, row => row.Version);
            statements.Add(sql.Aggregates.With(rows, ("workspace", workspace.Value)));
        }

        if (!_requests.IsEmpty)
        {
            RowSet rows = RowSet.Of(_requests).Text("request", _requests, request => request);
            statements.Add(sql.Requests.With(rows, ("workspace", workspace.Value)));
        }

        return statements.ToImmutable();
    }

    /// <summary>The answers, in the order of the callers.</summary>
    /// <exception cref="StoreException">A state is torn.</exception>
    public async Task<ImmutableArray<LoadedStreams>> TakeAsync(Results results, CancellationToken cancellationToken)
    {
        List<AggregateRow> aggregates =
            _streams.IsEmpty ? [] : await results.RowsAsync<AggregateRow>(cancellationToken);
        List<RequestRow> requests = _requests.IsEmpty ? [] : await results.RowsAsync<RequestRow>(cancellationToken);
        Dictionary<StreamId, StoredAggregate> read =
            aggregates.Where(row => !row.IsKnown).Select(row => row.ToAggregate()).ToDictionary(one => one.Stream);
        HashSet<StreamId> same = [.. aggregates.Where(row => row.IsKnown).Select(row => row.ToStream())];
        Dictionary<string, RequestStamp> earlier =
            requests.Select(row => row.ToStamp()).ToDictionary(stamp => stamp.RequestId, StringComparer.Ordinal);
        return
        [
            .. asks.Select(ask => new LoadedStreams(
                [.. ask.Streams.Where(known => IsNews(known)).Select(known => read[known.Stream])],
                ask.RequestId is { } request ? earlier.GetValueOrDefault(request) : null,
                [.. ask.Streams.Where(known => IsSame(known)).Select(known => known.Stream)])),
        ];

        bool IsNews(KnownStream known) =>
            read.TryGetValue(known.Stream, out StoredAggregate? aggregate) && aggregate.Version != known.Version;

        bool IsSame(KnownStream known) => same.Contains(known.Stream)
            || (read.TryGetValue(known.Stream, out StoredAggregate? aggregate) && aggregate.Version == known.Version);
    }

    private sealed record RequestRow
    {
        public string RequestId { get; init; } = "";

        public string Fingerprint { get; init; } = "";

        public string Stream { get; init; } = "";

        public RequestStamp ToStamp() =>
            new(StoredText.Read(RequestId), StoredText.Read(Fingerprint), StoredText.Read(Stream));
    }
}
