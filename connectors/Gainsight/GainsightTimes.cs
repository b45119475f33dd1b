using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight;

/// <summary>
/// Reads instants in the three forms that were seen: milliseconds since 1970 (vendor's pages), ISO 8601 (live clients)
/// and "2026-03-01 10:15:30.0" (one live client).
/// </summary>
internal static class GainsightTimes
{
    private const string Written = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] s_spaced = ["yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>The instant; null where there is none.</summary>
    /// <param name="node">The value as received.</param>
    /// <param name="spacedOffset">Offset of the form that has none.</param>
    public static DateTimeOffset? Read(JsonNode? node, TimeSpan spacedOffset)
    {
        if (node is JsonValue number && number.GetValueKind() == JsonValueKind.Number)
        {
            return number.TryGetValue(out long milliseconds)
                && milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
                && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : null;
        }

        if (GainsightEnvelope.TextOf(node) is not { } text)
        {
            return null;
        }

        return Spaced(text, spacedOffset) is { } spaced ? spaced
            : text.Contains('T', StringComparison.Ordinal)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out DateTimeOffset instant)
                ? instant
                : null;
    }

    /// <summary>A value as the hub's mapping reads it: an instant without offset gets the one it is meant in.</summary>
    public static JsonNode? Normal(JsonNode? node, TimeSpan spacedOffset) =>
        GainsightEnvelope.TextOf(node) is { } text && Spaced(text, spacedOffset) is { } instant
            ? JsonValue.Create(instant.UtcDateTime.ToString(Written, CultureInfo.InvariantCulture))
            : node?.DeepClone();

    private static DateTimeOffset? Spaced(string text, TimeSpan offset) =>
        DateTime.TryParseExact(text, s_spaced, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local)
            ? new DateTimeOffset(local, offset).ToUniversalTime()
            : null;
}
