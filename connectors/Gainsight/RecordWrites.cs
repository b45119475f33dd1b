using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Writes;

namespace Onboarding.Connectors.Gainsight;

/// <summary>
/// Writes companies and rows of custom objects ("Company API Documentation", "Gainsight Custom Object API
/// Documentation"). There is no upsert, and one bad record refuses the whole call.
/// </summary>
internal sealed class RecordWrites(GainsightSettings settings)
{
    private const string Gsid = "Gsid";

    public PlatformRequest Request(GainsightStream stream, WriteBatch batch)
    {
        string path = GainsightCalls.PathOf(settings.WritePath, stream.Name);
        var body = new JsonObject
        {
            ["records"] = new JsonArray([.. batch.Records.Select(record => Written(stream, record))]),
        };
        return batch.Action == WriteAction.Update
            ? GainsightCalls.Json(
                HttpMethod.Put, $"{path}?keys={Gsid}", body, $"update {stream.Name}", repeatable: true)
            : GainsightCalls.Json(HttpMethod.Post, path, body, $"create {stream.Name}", repeatable: false);
    }

    public static ImmutableArray<WriteOutcome> Read(GainsightStream stream, WriteBatch batch, PlatformResponse response)
    {
        ImmutableArray<string?> ids =
        [
            .. GainsightEnvelope.Read(response).Rows().Select(row =>
                GainsightEnvelope.TextOf(GainsightEnvelope.Value(row, Gsid))),
        ];
        return batch.Action == WriteAction.Update ? Updated(stream, batch, ids) : Created(batch, ids);
    }

    private static JsonObject Written(GainsightStream stream, WriteRecord record)
    {
        var fields = (JsonObject)record.Fields.DeepClone();
        if (record.ExternalId is { } id)
        {
            fields[Gsid] = id;
        }
        else
        {
            fields[stream.KeyField!] = record.Key;
        }

        return fields;
    }

    // Rows come in the order of the request; one that is missing could belong to any record.
    private static ImmutableArray<WriteOutcome> Created(WriteBatch batch, ImmutableArray<string?> ids) =>
        ids.Length == batch.Records.Length && ids.All(id => !string.IsNullOrEmpty(id))
            ? [.. ids.Select(id => new WriteOutcome.Written(id!))]
            : throw new JsonException("The answer does not name each record that was made.");

    // What an update of a row that is gone does is not documented; it may be refused, left out or become a new row.
    private static ImmutableArray<WriteOutcome> Updated(
        GainsightStream stream, WriteBatch batch, ImmutableArray<string?> ids) =>
    [
        .. batch.Records.Select(record => ids.Contains(record.ExternalId, StringComparer.Ordinal)
            ? (WriteOutcome)new WriteOutcome.Written(record.ExternalId!)
            : new WriteOutcome.Refused(new Failure(
                FailureKind.RecordRejected,
                $"Gainsight did not update {stream.Name} {record.ExternalId}. Look whether it was deleted there."))),
    ];
}
