using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Streams;
using Onboarding.Connectors.Writes;
using Onboarding.Model.Fields;
using Onboarding.Sync.Links;
using Onboarding.Sync.Reading;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Writing;

/// <summary>
/// Looks for records that may have been created though nobody heard of it: the process ended, or the answer was lost
/// (failure K11).
/// </summary>
internal sealed class Intents(RunScope run, string stream, WriteDescriptor descriptor)
{
    /// <summary>
    /// Settles intents of earlier runs: a record that is found is linked, and compared afresh because nobody knows what
    /// it holds; the others are free to be created.
    /// </summary>
    /// <returns>The links as they are now.</returns>
    public async Task<ImmutableArray<Link>> SettleAsync(ImmutableArray<Link> intended, CancellationToken cancellationToken)
    {
        if (intended.IsEmpty)
        {
            return [];
        }

        (IReadOnlyDictionary<string, string> found, ImmutableArray<DeadLetter> twins) =
            await FindAsync([.. intended.Select(link => link.ResourceKey)], cancellationToken);
        ImmutableArray<Link> settled =
        [
            .. intended.Select(link => found.TryGetValue(link.ResourceKey, out string? id)
                ? link with { State = LinkState.Linked, ExternalId = id, Base = FieldMap.None, Dirty = true }
                : link with { Dirty = true }),
        ];
        await run.CommitAsync(
            new RunTally(stream) { DeadLetters = twins.Length }, settled, [], twins, cancellationToken);
        return settled;
    }

    /// <summary>
    /// Ids of the records that carry these markers, and letters about further records that carry one of them.
    /// </summary>
    public async Task<(IReadOnlyDictionary<string, string> Found, ImmutableArray<DeadLetter> Twins)> FindAsync(
        ImmutableArray<string> markers, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var twins = new List<MarkedRecord>();
        foreach (string[] some in markers.Chunk(descriptor.MarkersMax))
        {
            foreach (MarkedRecord record in await MarkedAsync([.. some], cancellationToken))
            {
                if (!found.TryAdd(record.Marker, record.ExternalId) && found[record.Marker] != record.ExternalId)
                {
                    twins.Add(record);
                }
            }
        }

        await run.Letters.RecallAsync(
            stream, twins.Select(twin => twin.ExternalId), outbound: false, cancellationToken);
        return (found, [.. twins.Select(twin => LetterOf(twin, found[twin.Marker])).OfType<DeadLetter>()]);
    }

    private async Task<ImmutableArray<MarkedRecord>> MarkedAsync(
        ImmutableArray<string> markers, CancellationToken cancellationToken)
    {
        PlatformRequest request = run.Connection.Platform.FindMarked(stream, markers);
        PlatformResponse response = await run.Connection.Client.SendAsync(request, run.Request.Priority, cancellationToken);
        try
        {
            return run.Connection.Platform.ReadMarked(stream, response);
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

    // The letter that reading the twin makes, so that there is one, which reading resolves once the twin is deleted or
    // is what a merge left.
    private DeadLetter? LetterOf(MarkedRecord twin, string linked)
    {
        var record = new PlatformRecord
        {
            Id = twin.ExternalId,
            ModifiedAt = null,
            Fields = new JsonObject { [descriptor.KeyField] = twin.Marker },
        };
        return run.Letters.Fail(
            stream, record.Id, outbound: false, JsonSerializer.Serialize(record, SyncJson.Default.PlatformRecord),
            RecordMatch.TwinReason(stream, record.Id, linked, twin.Marker));
    }
}
