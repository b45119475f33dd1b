using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox.Saving;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rest;

/// <summary>Stored values as JSON, and JSON as what a caller sent.</summary>
internal static class WireValue
{
    public static JsonNode? Of(SalesforceField field, object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        decimal number when field.Type == SalesforceFieldType.Integer => JsonValue.Create((long)number),
        // Doubles always carry a decimal point: 5 is written 5.0.
        decimal number => JsonValue.Create((number / 1.0000000000000000000000000000m) + 0.0m),
        DateOnly date => JsonValue.Create(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset instant => JsonValue.Create(FieldValues.Format(instant)),
        JsonNode structure => structure.DeepClone(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static object? Sent(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
        JsonValueKind.Number =>
            throw new SalesforceRefusedException(
                "JSON_PARSER_ERROR", $"Numeric value ({value.GetRawText()}) out of range"),
        _ => throw new SalesforceRefusedException(
            "JSON_PARSER_ERROR", "Cannot deserialize instance of a field from a list or a structure"),
    };

    public static JsonObject Attributes(string type, string basePath, string id) => new()
    {
        ["type"] = type,
        ["url"] = $"{basePath}sobjects/{type}/{id}",
    };
}
