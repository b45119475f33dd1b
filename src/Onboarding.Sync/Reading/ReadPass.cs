using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Reading;

/// <summary>
/// Reads every mapped stream from its checkpoint to its end, as many streams with one call as the platform takes. What
/// others refer to is stored first, whatever comes first in an answer.
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
                    await _applier.ApplyAsync(lane, lane.Held!.Records, lane.Held.Cursor, cancellationToken);
                    lane.Advance();
                }
            }
        }
    }

    private async Task<ImmutableArray<StreamLane>> LanesAsync(CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, Checkpoint> saved =
            await run.Sync.CheckpointsAsync(run.Workspace, _connection.Id, cancellationToken);
        var lanes = ImmutableArray.CreateBuilder<StreamLane>();
        foreach (StreamDescriptor stream in _connection.Connector.Streams.Where(stream => stream.Read is not null))
        {
            if (_connection.Mapping.Of(stream.Name) is { } mapping)
            {
                string? cursor = saved.GetValueOrDefault(stream.Name)?.Cursor;
                lanes.Add(new StreamLane(mapping, stream.Write?.KeyField, cursor, BeginOf(stream.Name, cursor)));
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
        foreach (StreamLane lane in lanes)
        {
            ImmutableArray<PlatformRecord> records =
            [
                .. letters
                    .Where(letter => letter.Stream == lane.Mapping.Stream)
                    .Select(letter => JsonSerializer.Deserialize(letter.Record, SyncJson.Default.PlatformRecord))
                    .OfType<PlatformRecord>(),
            ];
            if (!records.IsEmpty)
            {
                await _applier.ApplyAsync(lane, records, null, cancellationToken);
            }
        }
    }

    private async Task CallAsync(ImmutableArray<StreamLane> lanes, CancellationToken cancellationToken)
    {
        ImmutableArray<PageOutcome> outcomes;
        try
        {
            outcomes = await PagesAsync([.. lanes.Select(lane => lane.Next)], cancellationToken);
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
                    lane.Hold(page);
                    break;
                case PageOutcome.Failed { Failure.Kind: FailureKind.PageExpired } when lane.Restart(run.Settings):
                    break;
                case PageOutcome.Failed failed:
                    lane.End();
                    run.Progress.Fail(MessageOf(lane.Mapping, failed.Failure));
                    break;
            }
        }
    }

    private async Task<ImmutableArray<PageOutcome>> PagesAsync(
        ImmutableArray<StreamRead> reads, CancellationToken cancellationToken)
    {
        PlatformRequest request = _connection.Platform.Read(reads);
        PlatformResponse response = await _connection.Client.SendAsync(request, run.Request.Priority, cancellationToken);
        try
        {
            return _connection.Platform.ReadPages(reads, response);
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
    private static string MessageOf(StreamMapping mapping, Failure failure)
    {
        string[] touched =
        [
            .. mapping.Fields
                .Where(field => failure.Message.Contains(field.Native, StringComparison.OrdinalIgnoreCase))
                .Select(field => $"{field.Native} (the hub's {field.Canonical})"),
        ];
        string fields = touched.Length == 0 ? "" : $" Mapped fields concerned: {string.Join(", ", touched)}.";
        return $"{mapping.Stream} was not read: {failure.Message}{fields}";
    }
}
