using System.Text;

namespace Onboarding.Model.Documents;

/// <summary>Makes texts of people harmless in Markdown: what they wrote is read as written, on one line.</summary>
internal static class Markdown
{
    // With a backslash before it, each of these stands for itself (CommonMark 0.31, 2.4) and ends no cell of a table.
    private const string Special = "\\`*_{}[]<>#|!~&$^=";

    /// <summary>The text as plain words.</summary>
    public static string Text(string text)
    {
        string line = OneLine(text);
        int digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var safe = new StringBuilder(line.Length + 8);
        for (int at = 0; at < line.Length; at++)
        {
            // At the start of a line "-", "+" and "1." begin a list.
            char c = line[at];
            bool beginsList = (at == 0 && c is ('-' or '+')) || (at > 0 && at == digits && c is ('.' or ')'));
            safe.Append(beginsList || Special.Contains(c, StringComparison.Ordinal) ? "\\" : "").Append(c);
        }

        return safe.ToString();
    }

    /// <summary>The text as code, or as plain words where it holds what would end the code.</summary>
    public static string Code(string text) =>
        text.Length > 0 && OneLine(text) == text && text.AsSpan().IndexOfAny('`', '|') < 0 ? $"`{text}`" : Text(text);

    /// <summary>Several pieces of Markdown in one cell or line; a dash for none.</summary>
    public static string List(IEnumerable<string> pieces) =>
        string.Join(", ", pieces) is { Length: > 0 } list ? list : "-";

    /// <summary>The text without line breaks and other signs that are not seen.</summary>
    public static string OneLine(string text) => string.Join(
        ' ', new string([.. text.Select(c => IsSeen(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // Line and paragraph separators break lines in some readers; marks that turn the direction of writing hide words.
    private static bool IsSeen(char c) => !char.IsControl(c) && c is not ('\u2028' or '\u2029')
        && c is not (>= '\u202A' and <= '\u202E') && c is not (>= '\u2066' and <= '\u2069');
}
