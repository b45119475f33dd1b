using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Strict reading of request bodies. The vendor's pages do not say what an unknown key does; here it is refused, so
/// that a misspelt request is found in a test and not on a tenant.
/// </summary>
internal static class Body
{
    public static void RefuseUnknown(JsonObject body, params ReadOnlySpan<string> known)
    {
        foreach (var (key, _) in body)
        {
            if (!known.Contains(key))
            {
                throw new RefusedException(ErrorCodes.BadField, $"Unknown key '{key}' in the request.");
            }
        }
    }

    public static string? Text(JsonObject body, string key) => body[key] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.String => value.GetValue<string>(),
        _ => throw new RefusedException(ErrorCodes.BadValue, $"'{key}' must be a text."),
    };

    public static int? WholeNumber(JsonObject body, string key) => body[key] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        _ => throw new RefusedException(ErrorCodes.BadValue, $"'{key}' must be a whole number."),
    };

    public static JsonObject? OptionalObject(JsonObject body, string key) => body[key] switch
    {
        null => null,
        JsonObject found => found,
        _ => throw new RefusedException(ErrorCodes.BadValue, $"'{key}' must be an object."),
    };

    /// <summary>The objects of an array with one to <paramref name="countMax"/> of them.</summary>
    public static List<JsonObject> Objects(JsonObject body, string key, int countMax)
    {
        if (body[key] is not JsonArray { Count: > 0 } array || array.Any(one => one is not JsonObject))
        {
            throw new RefusedException(ErrorCodes.BadValue, $"'{key}' must be an array of objects and not empty.");
        }

        return array.Count <= countMax
            ? [.. array.Cast<JsonObject>()]
            : throw new RefusedException(
                ErrorCodes.BadValue, $"'{key}' holds {array.Count}, at most {countMax} are allowed.");
    }

    public static List<string> Texts(JsonObject body, string key) => body[key] switch
    {
        null => [],
        JsonArray array when array.All(one => one?.GetValueKind() is JsonValueKind.String) =>
            [.. array.Select(one => one!.GetValue<string>())],
        _ => throw new RefusedException(ErrorCodes.BadValue, $"'{key}' must be an array of texts."),
    };
}
