using System.Text.Json;

namespace Onboarding.Connectors.Salesforce;

/// <summary>Reads members that an answer may lack without ever failing on a shape.</summary>
internal static class SalesforceJson
{
    /// <summary>The member; undefined when the element is no object or has none of that name.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) ? member : default;

    /// <summary>The text of a member; null when it is absent or no text.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The elements of a list; none when it is no list.</summary>
    public static IEnumerable<JsonElement> Elements(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    public static bool IsTrue(this JsonElement element, string name) => element.Member(name).ValueKind == JsonValueKind.True;

    /// <summary>The member, which every answer of this kind has.</summary>
    /// <exception cref="JsonException">It is absent: this is not what the platform answers.</exception>
    public static JsonElement Required(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: not JsonValueKind.Undefined } member
            ? member
            : throw new JsonException($"The answer has no '{name}'.");
}
