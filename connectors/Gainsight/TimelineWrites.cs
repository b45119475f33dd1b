using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Writes;

namespace Onboarding.Connectors.Gainsight;

/// <summary>
/// Writes the handoff context as a Timeline activity ("Timeline APIs"). The hub's key is its ExternalId, which the
/// platform takes once only, and by which it is changed: so the key is the record's id in the hub too.
/// </summary>
internal sealed class TimelineWrites(GainsightSettings settings)
{
    private const string ExternalId = "ExternalId";
    private const string Duplicate = "GS_TL_10_0207";

    private static readonly ImmutableArray<string> s_standard =
        ["ContextName", "GsCompanyId", "Author", "TypeName", "Subject", "Notes", "ActivityDate"];

    public PlatformRequest Request(GainsightStream stream, WriteBatch batch)
    {
        WriteRecord record = batch.Records.Single();
        bool updates = batch.Action == WriteAction.Update;
        var fields = (JsonObject)record.Fields.DeepClone();
        FrozenDictionary<string, string> preset =
            updates ? FrozenDictionary<string, string>.Empty : settings.NoteDefaults;
        foreach ((string name, string value) in preset.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            fields.TryAdd(name, value);
        }

        fields[ExternalId] = record.Key;
        var body = new JsonObject { ["records"] = new JsonArray(fields) };
        PlatformRequest request = updates
            ? GainsightCalls.Json(
                HttpMethod.Put, $"{settings.ActivityPath}?identifier=externalid", body, "update note", repeatable: true)
            : GainsightCalls.Json(HttpMethod.Post, settings.ActivityPath, body, "create note", repeatable: true);
        return request with { Family = stream.WriteFamily };
    }

    public static ImmutableArray<WriteOutcome> Read(GainsightStream stream, WriteBatch batch, PlatformResponse response)
    {
        WriteRecord record = batch.Records.Single();
        GainsightEnvelope envelope = GainsightEnvelope.Read(response);
        if (envelope.Data is not JsonObject data)
        {
            throw new JsonException("The answer does not tell what became of the activity.");
        }

        if (data["success"] is JsonObject success && success.ContainsKey(record.Key))
        {
            return [new WriteOutcome.Written(record.Key)];
        }

        JsonNode fault = (data["failures"] as JsonObject)?[record.Key]?.AsArray().FirstOrDefault()
            ?? throw new JsonException("The answer does not tell what became of the activity.");
        string code = GainsightEnvelope.TextOf(fault["errorCode"]) ?? "";
        return code == Duplicate
            ? [new WriteOutcome.Written(record.Key)]
            :
            [
                new WriteOutcome.Refused(GainsightFailures.OfRecord(
                    $"write {stream.Name}", code, GainsightEnvelope.TextOf(fault["message"]) ?? "",
                    record.Fields.Select(pair => pair.Key).Concat(s_standard), envelope.RequestId)),
            ];
    }
}
