using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Reading;

/// <summary>
/// Reads every mapped stream from its checkpoint to its end, or all of it, as many streams with one call as the platform
/// takes. What others refer to is stored first, whatever comes first in an answer; deletes come last.
/// </summary>
internal sealed class ReadPass(RunScope run)
{
    private readonly SyncConnection _connection = run.Connection;
    private readonly PageApplier _applier = new(run);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        ImmutableArray<StreamLane> lanes = await LanesAsync(cancellationToken);
        await ReplayAsync(lanes, cancellationToken);
        while (lanes.Any(lane => !lane.Ended))
        {
            ImmutableArray<StreamLane> asking =
                [.. lanes.Where(lane => lane.Asks).Take(_connection.Connector.ReadsPerCall)];
            if (!asking.IsEmpty)
            {
                await CallAsync(asking, cancellationToken);
            }

            foreach (StreamLane lane in lanes.Where(lane => lane.Held is not null))
            {
                if (!lanes.TakeWhile(other => other != lane).Any(other => !other.Ended && lane.WaitsFor(other)))
                {
                    await StoreAsync(lane, lanes, cancellationToken);
                    lane.Advance();
                }
            }
        }

        if (run.Request.Full)
        {
            await new MissingRecords(run).ReportAsync([.. lanes.OfType<MappedLane>()], cancellationToken);
        }
    }

    private async Task StoreAsync(StreamLane lane, ImmutableArray<StreamLane> lanes, CancellationToken cancellationToken)
    {
        PageOutcome.Page page = lane.Held!;
        if (lane is MappedLane mapped)
        {
            await _applier.ApplyAsync(mapped, page.Records, page.Cursor, confirmed: false, cancellationToken);
            return;
        }

        foreach (IGrouping<string?, PlatformRecord> deletes in page.Records.GroupBy(record => record.Stream, StringComparer.Ordinal))
        {
            if (lanes.OfType<MappedLane>().FirstOrDefault(other => other.Stream == deletes.Key) is { } concerned)
            {
                await _applier.ApplyAsync(concerned, [.. deletes], null, confirmed: false, cancellationToken);
            }
        }

        if (page.Cursor is { } cursor && cursor != lane.Saved)
        {
            var checkpoint = new Checkpoint(_connection.Id, lane.Stream, cursor, run.Clock.GetUtcNow());
            await run.CommitAsync(
                new WriteSet { Workspace = run.Workspace, Checkpoints = [checkpoint], Run = run.Progress.Run }, cancellationToken);
        }
    }

    private async Task<ImmutableArray<StreamLane>> LanesAsync(CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, Checkpoint> saved =
            await run.Sync.CheckpointsAsync(run.Workspace, _connection.Id, cancellationToken);
        var lanes = ImmutableArray.CreateBuilder<StreamLane>();
        foreach (StreamDescriptor stream in _connection.Connector.Streams.Where(stream => stream.Read is not null))
        {
            string? cursor = run.Request.Full ? null : saved.GetValueOrDefault(stream.Name)?.Cursor;
            string? begin = BeginOf(stream.Name, cursor);
            if (stream.Read!.IsDeleteLog)
            {
                lanes.Add(new StreamLane(stream.Name, [], cursor, begin));
            }
            else if (_connection.Mapping.Of(stream.Name) is { } mapping)
            {
                lanes.Add(new MappedLane(mapping, stream.Write?.KeyField, cursor, begin));
            }
        }

        return lanes.ToImmutable();
    }

    private string? BeginOf(string stream, string? cursor)
    {
        try
        {
            return cursor is null ? null : _connection.Platform.StepBack(cursor, _connection.Connector.Overlap);
        }
        catch (FormatException)
        {
            throw new ConnectorException(
                FailureKind.Misconfigured, $"The saved cursor of {stream} is of another version; reset the stream's checkpoint.");
        }
    }

    /// <summary>Tries the dead letters again that somebody asked for, from the record as it was kept.</summary>
    private async Task ReplayAsync(ImmutableArray<StreamLane> lanes, CancellationToken cancellationToken)
    {
        IReadOnlyList<DeadLetter> letters = run.Letters.Replaying(outbound: false);
        foreach (MappedLane lane in lanes.OfType<MappedLane>())
        {
            ImmutableArray<PlatformRecord> records =
            [
                .. letters
                    .Where(letter => letter.Stream == lane.Stream)
                    .Select(letter => JsonSerializer.Deserialize(letter.Record, SyncJson.Default.PlatformRecord))
                    .OfType<PlatformRecord>(),
            ];
            if (!records.IsEmpty)
            {
                await _applier.ApplyAsync(lane, records, null, confirmed: true, cancellationToken);
            }
        }
    }

    private async Task CallAsync(ImmutableArray<StreamLane> lanes, CancellationToken cancellationToken)
    {
        DateTimeOffset asked = run.Clock.GetUtcNow();
        DateTimeOffset? answered = null;
        ImmutableArray<PageOutcome> outcomes;
        try
        {
            (outcomes, answered) = await PagesAsync([.. lanes.Select(lane => lane.Next)], cancellationToken);
        }
        catch (ConnectorException e) when (e.Failure.Kind == FailureKind.PageExpired)
        {
            outcomes = [.. lanes.Select(_ => new PageOutcome.Failed(e.Failure))];
        }

        foreach ((StreamLane lane, PageOutcome outcome) in lanes.Zip(outcomes))
        {
            switch (outcome)
            {
                case PageOutcome.Page page:
                    lane.Hold(page, _connection.Platform, answered < asked ? answered.Value : asked, run.Request.Full);
                    break;
                case PageOutcome.Failed { Failure.Kind: FailureKind.PageExpired } when lane.Restart(run.Settings):
                    break;
                case PageOutcome.Failed failed:
                    lane.End();
                    run.Progress.Fail(MessageOf(lane, failed.Failure));
                    break;
            }
        }
    }

    private async Task<(ImmutableArray<PageOutcome> Pages, DateTimeOffset? At)> PagesAsync(
        ImmutableArray<StreamRead> reads, CancellationToken cancellationToken)
    {
        PlatformRequest request = _connection.Platform.Read(reads);
        PlatformResponse response = await _connection.Client.SendAsync(request, run.Request.Priority, cancellationToken);
        try
        {
            return (_connection.Platform.ReadPages(reads, response), response.Date);
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                new Failure(
                    FailureKind.Transient,
                    $"The answer to '{request.Purpose}' was cut off or is no JSON. Try again later."),
                e);
        }
    }

    // A field that was renamed or taken away is named with what it is in the hub, so that the operator sees what suffers.
    private static string MessageOf(StreamLane lane, Failure failure)
    {
        ImmutableArray<FieldMapping> mapped = lane is MappedLane { Mapping.Fields: var all } ? all : [];
        string[] touched =
        [
            .. mapped
                .Where(field => failure.Message.Contains(field.Native, StringComparison.OrdinalIgnoreCase))
                .Select(field => $"{field.Native} (the hub's {field.Canonical})"),
        ];
        string fields = touched.Length == 0 ? "" : $" Mapped fields concerned: {string.Join(", ", touched)}.";
        return $"{lane.Stream} was not read: {failure.Message}{fields}";
    }
}
