using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Connectors.Salesforce;

/// <summary>
/// Record ids in their one form (failure K17). 15 characters differ by case alone; three more tell which of them are
/// capitals, so that 18 characters stay apart where case is lost ("Object Reference, ID Field Type").
/// </summary>
/// <remarks>
/// Each of the three stands for five characters: bit n says that the n-th is a capital, and the number picks from
/// A..Z, 0..5. Example: 0015e00000A1bCd: "0015e" has none (A), "00000" has none (A), "A1bCd" has bits 0 and 3 (9, J), so
/// 0015e00000A1bCdAAJ.
/// </remarks>
internal static class SalesforceId
{
    private const string Checks = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private const int Bare = 15;
    private const int Group = 5;

    /// <summary>The 18 characters of an id of 15 or 18, whatever case the latter were left in.</summary>
    /// <exception cref="FormatException">The text is no id.</exception>
    public static string Normalize(string? text) =>
        TryNormalize(text, out string? id) ? id : throw new FormatException("The text is no Salesforce id.");

    public static bool TryNormalize(string? text, [NotNullWhen(true)] out string? id)
    {
        string trimmed = text?.Trim() ?? "";
        id = trimmed.Length is Bare or Bare + 3 && trimmed.All(char.IsAsciiLetterOrDigit)
            ? trimmed.Length == Bare ? WithChecks(trimmed) : Restored(trimmed)
            : null;
        return id is not null;
    }

    private static string WithChecks(ReadOnlySpan<char> bare)
    {
        Span<char> checks = stackalloc char[Bare / Group];
        for (int group = 0; group < checks.Length; group++)
        {
            int capitals = 0;
            for (int at = 0; at < Group; at++)
            {
                capitals |= char.IsAsciiLetterUpper(bare[(group * Group) + at]) ? 1 << at : 0;
            }

            checks[group] = Checks[capitals];
        }

        return string.Concat(bare, checks);
    }

    private static string? Restored(string text)
    {
        Span<char> bare = stackalloc char[Bare];
        for (int at = 0; at < Bare; at++)
        {
            int capitals = Checks.IndexOf(char.ToUpperInvariant(text[Bare + (at / Group)]), StringComparison.Ordinal);
            if (capitals < 0)
            {
                return null;
            }

            bool isCapital = ((capitals >> (at % Group)) & 1) == 1;
            bare[at] = isCapital ? char.ToUpperInvariant(text[at]) : char.ToLowerInvariant(text[at]);
        }

        return WithChecks(bare);
    }
}
