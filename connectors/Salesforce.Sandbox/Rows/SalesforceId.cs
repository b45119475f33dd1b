using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rows;

/// <summary>
/// Row ids: 15 characters that differ by case, and three more that tell the case of the first 15, so that 18
/// characters can be compared without regard to case ("Object Reference for Salesforce, ID Field Type").
/// </summary>
internal static class SalesforceId
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Suffixes = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>The id of the n-th row of a type; ids of one type sort by their number.</summary>
    public static string Of(string keyPrefix, long number)
    {
        Span<char> id = stackalloc char[15];
        id.Fill('0');
        keyPrefix.CopyTo(id);
        id[3] = '5';
        id[4] = 'e';
        for (var at = 14; number > 0; at--)
        {
            id[at] = Digits[(int)(number % Digits.Length)];
            number /= Digits.Length;
        }

        return WithSuffix(id);
    }

    /// <summary>
    /// Turns a 15 or 18 character id, in whatever case its 18 characters are, into its one 18 character form.
    /// </summary>
    public static bool TryNormalize(string? text, [NotNullWhen(true)] out string? id)
    {
        id = null;
        if (text is not { Length: 15 or 18 } || !text.All(char.IsAsciiLetterOrDigit))
        {
            return false;
        }

        id = text.Length == 15 ? WithSuffix(text) : Restore(text);
        return id is not null;
    }

    private static string WithSuffix(ReadOnlySpan<char> id) =>
        string.Concat(id, [Suffix(id[..5]), Suffix(id[5..10]), Suffix(id[10..])]);

    private static char Suffix(ReadOnlySpan<char> five)
    {
        var upper = 0;
        for (var at = 0; at < 5; at++)
        {
            upper |= char.IsAsciiLetterUpper(five[at]) ? 1 << at : 0;
        }

        return Suffixes[upper];
    }

    private static string? Restore(string text)
    {
        Span<char> id = stackalloc char[15];
        for (var at = 0; at < 15; at++)
        {
            var upper = Suffixes.IndexOf(char.ToUpperInvariant(text[15 + (at / 5)]), StringComparison.Ordinal);
            if (upper < 0)
            {
                return null;
            }

            id[at] = (upper >> (at % 5) & 1) == 1 ? char.ToUpperInvariant(text[at]) : char.ToLowerInvariant(text[at]);
        }

        return WithSuffix(id);
    }
}
