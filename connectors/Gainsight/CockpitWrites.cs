using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Writes;

namespace Onboarding.Connectors.Gainsight;

/// <summary>
/// Writes CTAs and their tasks ("Call To Action (CTA) API Documentation"; tasks are modelled alike). Each record has an
/// outcome of its own. Its referenceId only tells the outcomes apart: a repeated one makes a second CTA.
/// </summary>
internal sealed class CockpitWrites(GainsightSettings settings)
{
    private const string OwnerEmail = "OwnerEmail";

    // Refusals name these though the hub may not have sent them, or under another name.
    private static readonly ImmutableArray<string> s_standard =
        ["Name", "CompanyId", "CtaId", "OwnerId", "TypeId", "ReasonId", "StatusId", "PriorityId", "DueDate"];

    public PlatformRequest Request(GainsightStream stream, WriteBatch batch)
    {
        bool updates = batch.Action == WriteAction.Update;
        FrozenDictionary<string, string> preset = PresetOf(stream, updates);
        var body = new JsonObject
        {
            ["requests"] = new JsonArray(
            [
                .. batch.Records.Select(record => new JsonObject { ["record"] = Written(stream, record, preset) }),
            ]),
        };
        if (batch.Records.Any(record => record.Fields.ContainsKey(OwnerEmail)))
        {
            body["lookups"] = OwnerLookup();
        }

        string path = stream.Writes == GainsightWriteForm.Task ? settings.TaskPath : settings.CtaPath;
        return updates
            ? GainsightCalls.Json(HttpMethod.Put, path, body, $"update {stream.Name}", repeatable: true)
            : GainsightCalls.Json(HttpMethod.Post, path, body, $"create {stream.Name}", repeatable: false);
    }

    public static ImmutableArray<WriteOutcome> Read(GainsightStream stream, WriteBatch batch, PlatformResponse response)
    {
        GainsightEnvelope envelope = GainsightEnvelope.Read(response);
        Dictionary<string, string> written = ByReference(envelope, "success");
        Dictionary<string, string> failed = ByReference(envelope, "failure");
        return [.. batch.Records.Select(record => Outcome(stream, record, envelope.RequestId, written, failed))];
    }

    private static WriteOutcome Outcome(
        GainsightStream stream, WriteRecord record, string? requestId, Dictionary<string, string> written,
        Dictionary<string, string> failed)
    {
        if (written.TryGetValue(record.Key, out string? id))
        {
            return new WriteOutcome.Written(id);
        }

        // A record of which nothing is said may have been made; the hub looks for it, as for a lost answer.
        string text = failed.GetValueOrDefault(record.Key)
            ?? throw new JsonException("The answer does not tell what became of each record.");
        string[] parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        return new WriteOutcome.Refused(GainsightFailures.OfRecord(
            $"write {stream.Name}", parts[0], parts[^1],
            record.Fields.Select(pair => pair.Key).Concat(s_standard), requestId));
    }

    private static Dictionary<string, string> ByReference(GainsightEnvelope envelope, string part) =>
        envelope.Data is JsonObject data && data[part] is JsonArray outcomes
            ? outcomes
                .OfType<JsonObject>()
                .SelectMany(outcome => outcome)
                .GroupBy(pair => pair.Key, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.First().Value?.ToString() ?? "", StringComparer.Ordinal)
            : [];

    private FrozenDictionary<string, string> PresetOf(GainsightStream stream, bool updates) =>
        (stream.Writes, updates) switch
    {
        (GainsightWriteForm.CallToAction, false) => settings.CtaDefaults,
        (GainsightWriteForm.CallToAction, true) => settings.CtaUpdateDefaults,
        (_, false) => settings.TaskDefaults,
        (_, true) => FrozenDictionary<string, string>.Empty,
    };

    private static JsonObject Written(
        GainsightStream stream, WriteRecord record, FrozenDictionary<string, string> preset)
    {
        var fields = (JsonObject)record.Fields.DeepClone();
        foreach ((string name, string value) in preset.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            fields.TryAdd(name, value);
        }

        fields["referenceId"] = record.Key;
        if (record.ExternalId is { } id)
        {
            fields["Gsid"] = id;
        }
        else
        {
            fields[stream.KeyField!] = record.Key;
        }

        return fields;
    }

    private static JsonObject OwnerLookup() => new()
    {
        ["OwnerId"] = new JsonObject
        {
            ["fields"] = new JsonObject { [OwnerEmail] = "Email" },
            ["lookupField"] = "Gsid",
            ["objectName"] = "gsuser",
            ["multiMatchOption"] = "FIRSTMATCH",
            ["onNoMatch"] = "ERROR",
        },
    };
}
