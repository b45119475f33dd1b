using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace Onboarding.Model.Messages;

/// <summary>Fills the tokens of texts. What a customer or a platform supplied can break out of no line and no page.</summary>
public static class MessageText
{
    /// <summary>Longest value of a fact in a text, in characters.</summary>
    public const int ValueLengthMax = 300;

    private const string Open = "{{";
    private const string Close = "}}";

    /// <summary>The names between double braces, each once, in order; an unclosed one with what follows it.</summary>
    public static ImmutableArray<string> Tokens(string template)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach ((string text, bool isToken) in Parts(template))
        {
            if (isToken && !names.Contains(text))
            {
                names.Add(text);
            }
        }

        return names.ToImmutable();
    }

    /// <summary>The text with each token replaced that has a fact; others stay. What a fact says is never filled again.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> facts) => string.Concat(
        Parts(template).Select(part => !part.IsToken ? part.Text
            : facts.TryGetValue(part.Text, out string? fact) ? fact : $"{Open}{part.Text}{Close}"));

    /// <summary>A text from outside as one line without braces and control characters, and not endless.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, ValueLengthMax));
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isSpace = Rune.IsControl(rune) || Rune.IsWhiteSpace(rune);
            if (isSpace && (line.Length == 0 || line[^1] == ' '))
            {
                continue;
            }

            line.Append(isSpace ? " " : rune.ToString());
            if (line.Length >= ValueLengthMax)
            {
                line.Append('…');
                break;
            }
        }

        // Whatever stands in a value, nothing in the text opens or closes a token by it.
        string value = line.ToString().TrimEnd();
        while (value.Contains(Open, StringComparison.Ordinal) || value.Contains(Close, StringComparison.Ordinal))
        {
            value = value.Replace(Open, "{ {", StringComparison.Ordinal).Replace(Close, "} }", StringComparison.Ordinal);
        }

        return value.EndsWith('{') ? $"{value} " : value;
    }

    /// <summary>One line for each, as an element of a list.</summary>
    public static string List(IEnumerable<string> elements) =>
        string.Join('\n', elements.Select(element => $"- {OneLine(element)}"));

    /// <summary>A plain text as HTML: everything escaped, paragraphs and line breaks kept.</summary>
    public static string ToHtml(string text) => string.Concat(text
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph).Replace("\n", "<br>\n", StringComparison.Ordinal)}</p>\n"));

    private static IEnumerable<(string Text, bool IsToken)> Parts(string template)
    {
        int at = 0;
        while (template.IndexOf(Open, at, StringComparison.Ordinal) is >= 0 and var open)
        {
            yield return (template[at..open], false);
            int close = template.IndexOf(Close, open, StringComparison.Ordinal);
            if (close < 0)
            {
                yield return (template[(open + Open.Length)..], true);
                yield break;
            }

            yield return (template[(open + Open.Length)..close].Trim(), true);
            at = close + Close.Length;
        }

        yield return (template[at..], false);
    }
}
