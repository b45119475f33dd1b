using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;

namespace Onboarding.Connectors.Gainsight;

/// <summary>
/// The envelope of every answer ("Company API Documentation"). Its result and not the HTTP status says whether a call
/// went well: a refusal can come with 200.
/// </summary>
/// <param name="Result">Whether the call went well.</param>
/// <param name="Code">Vendor's code of what went wrong; null when there is none.</param>
/// <param name="Text">What went wrong in words. Holds values of the request, so it is searched and never shown.</param>
/// <param name="RequestId">What the vendor's support asks for.</param>
/// <param name="Data">What was asked for.</param>
internal sealed record GainsightEnvelope(bool Result, string? Code, string Text, string? RequestId, JsonNode? Data)
{
    /// <exception cref="JsonException">The content is no envelope.</exception>
    public static GainsightEnvelope Read(PlatformResponse response) =>
        JsonNode.Parse(response.Content) is JsonObject json && json["result"] is JsonValue result
            && result.TryGetValue(out bool went)
            ? new GainsightEnvelope(
                went,
                TextOf(json["errorCode"]) ?? TextOf(json["title"]),
                $"{TextOf(json["errorDesc"])} {TextOf(json["detail"])}",
                TextOf(json["requestId"]),
                json["data"])
            : throw new JsonException("The answer has no result.");

    /// <summary>The envelope; null where something else answered in the platform's name.</summary>
    public static GainsightEnvelope? TryRead(PlatformResponse response)
    {
        try
        {
            return Read(response);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Rows lie in data.records with live clients and in data itself on the vendor's pages.</summary>
    /// <exception cref="JsonException">There are none in either place.</exception>
    public ImmutableArray<JsonObject> Rows()
    {
        JsonNode? rows = Data is JsonObject within ? within["records"] : Data;
        return rows is JsonArray array && array.All(row => row is JsonObject)
            ? [.. array.Cast<JsonObject>()]
            : throw new JsonException("The answer has no rows where rows belong.");
    }

    /// <summary>A value by name in any case of letters: samples show both Csm__gr.Email and csm__gr.email.</summary>
    public static JsonNode? Value(JsonObject row, string name) => row.TryGetPropertyValue(name, out JsonNode? exact)
        ? exact
        : row.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    public static string? TextOf(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    // Holds values of records.
    public override string ToString() => $"{Result}, {Code}";
}
