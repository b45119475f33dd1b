using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Onboarding.Model.Documents;

/// <summary>
/// Makes texts of people harmless in Mermaid (https://mermaid.js.org/syntax/flowchart.html): every sign that could mean
/// something to it or to HTML goes in as its number, and names of nodes are made up and never taken from a key, since
/// some words, such as "end", break a chart.
/// </summary>
internal static class Mermaid
{
    private const string Plain = " ,:()/%?";

    // Within a word these are harmless; at the edge of one they begin a list or an emphasis.
    private const string Joining = "._-";

    /// <summary>A label of several lines, each a text of people, in quotes.</summary>
    public static string Label(IEnumerable<string> lines) =>
        $"\"{string.Join("<br/>", lines.Select(Line))}\"";

    public static string Label(params string[] lines) => Label(lines.AsEnumerable());

    private static string Line(string text)
    {
        ImmutableArray<Rune> runes = [.. Markdown.OneLine(text).EnumerateRunes()];
        var safe = new StringBuilder(text.Length + 8);
        for (int at = 0; at < runes.Length; at++)
        {
            Rune rune = runes[at];
            bool isPlain = Rune.IsLetterOrDigit(rune) || IsOneOf(rune, Plain)
                || (IsOneOf(rune, Joining) && IsWord(runes, at - 1) && IsWord(runes, at + 1));
            safe.Append(isPlain ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"#{rune.Value};"));
        }

        return safe.ToString();
    }

    private static bool IsOneOf(Rune rune, string signs) =>
        rune.IsAscii && signs.Contains((char)rune.Value, StringComparison.Ordinal);

    private static bool IsWord(ImmutableArray<Rune> runes, int at) =>
        at >= 0 && at < runes.Length && Rune.IsLetterOrDigit(runes[at]);
}
