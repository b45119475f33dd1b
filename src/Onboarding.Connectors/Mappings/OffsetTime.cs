using System.Globalization;

namespace Onboarding.Connectors.Mappings;

/// <summary>Reads points in time as platforms write them: ISO 8601 with an offset.</summary>
internal static class OffsetTime
{
    // The hub keeps microseconds; platforms send up to nine digits.
    private const int FractionMax = 6;

    private static readonly string[] s_forms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFzzz", "yyyy-MM-dd'T'HH:mm:sszzz"];

    /// <summary>The instant in UTC, to the microsecond; null when the text is none or has no offset.</summary>
    public static DateTimeOffset? Read(string text)
    {
        string form = WithOffset(CutFraction(text));
        return DateTimeOffset.TryParseExact(
            form, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset instant)
                ? instant.ToUniversalTime()
                : null;
    }

    private static string CutFraction(string text)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        int end = point + 1;
        while (point >= 0 && end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - point - 1 > FractionMax ? text.Remove(point + 1 + FractionMax, end - point - 1 - FractionMax) : text;
    }

    /// <summary>"Z" and "+0000" (the form of Salesforce) written as "+00:00".</summary>
    private static string WithOffset(string text)
    {
        if (text.EndsWith('Z'))
        {
            return $"{text[..^1]}+00:00";
        }

        bool isShort = text.Length > 5 && text[^5] is '+' or '-' && text.AsSpan(text.Length - 4).IndexOfAnyExceptInRange('0', '9') < 0;
        return isShort ? text.Insert(text.Length - 2, ":") : text;
    }
}
