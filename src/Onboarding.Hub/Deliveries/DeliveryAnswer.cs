using System.Text;
using System.Text.Json;

namespace Onboarding.Hub.Deliveries;

/// <summary>
/// What a receiver says: the beginning, fit to be kept and shown, and its reference where it says {"state":
/// "confirmed", "reference": "..."}. No more than a few kilobytes are read, and none of it has to be there: the status
/// says whether the message was taken.
/// </summary>
/// <param name="Excerpt">One line without control characters.</param>
/// <param name="Reference">What the receiver calls what it did; null where it confirms nothing.</param>
internal sealed record DeliveryAnswer(string Excerpt, string? Reference)
{
    /// <summary>Most bytes that are read.</summary>
    public const int BytesMax = 16 * 1024;

    public const int ExcerptLengthMax = 200;

    /// <summary>Reads an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="hide">Takes out of its words what nobody may read, before they are cut.</param>
    /// <param name="cancellationToken">Ends the reading; what the status says counts.</param>
    public static async Task<DeliveryAnswer> ReadAsync(
        HttpResponseMessage response, Func<string, string> hide, CancellationToken cancellationToken)
    {
        var bytes = new byte[BytesMax + 1];
        int length;
        try
        {
            await using Stream content = await response.Content.ReadAsStreamAsync(cancellationToken);
            length = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            // The status has come, and with it whether the message was taken.
            return new DeliveryAnswer("", null);
        }

        return new DeliveryAnswer(
            ExcerptOf(hide(Encoding.UTF8.GetString(bytes, 0, length))),
            length > BytesMax ? null : ReferenceOf(bytes.AsMemory(0, length)));
    }

    internal static string ExcerptOf(string text)
    {
        var line = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (line.Length + rune.Utf16SequenceLength > ExcerptLengthMax)
            {
                break;
            }

            bool isSpace = Rune.IsControl(rune) || Rune.IsWhiteSpace(rune);
            if (!isSpace)
            {
                line.Append(rune.ToString());
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }

    private static string? ReferenceOf(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(bytes);
            string? reference = json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("state", out JsonElement state) && state.ValueKind == JsonValueKind.String
                && state.ValueEquals("confirmed")
                && root.TryGetProperty("reference", out JsonElement named) && named.ValueKind == JsonValueKind.String
                    ? ExcerptOf(named.GetString()!)
                    : null;
            return string.IsNullOrEmpty(reference) ? null : reference;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
