using System.Globalization;
using System.Text;
using Onboarding.Connectors.Salesforce.Sandbox.Saving;

namespace Onboarding.Connectors.Salesforce.Sandbox.Soql;

/// <summary>
/// Splits a query into names, literals and symbols ("SOQL and SOSL Reference, Quoted String Escape Sequences").
/// </summary>
internal static class SoqlLexer
{
    public static List<SoqlToken> Read(string soql)
    {
        var tokens = new List<SoqlToken>();
        for (var at = 0; at < soql.Length;)
        {
            if (char.IsWhiteSpace(soql[at]))
            {
                at++;
                continue;
            }

            var (token, next) = Next(soql, at);
            tokens.Add(token);
            at = next;
        }

        tokens.Add(new SoqlToken(SoqlTokenKind.End, "<EOF>", null, soql.Length));
        return tokens;
    }

    public static SalesforceRefusedException Malformed(string message, int at) =>
        new("MALFORMED_QUERY", $"\nERROR at Row:1:Column:{at + 1}\n{message}");

    private static (SoqlToken Token, int Next) Next(string soql, int at)
    {
        var first = soql[at];
        if (first == '\'')
        {
            return Quoted(soql, at);
        }

        if (char.IsAsciiDigit(first)
            || ((first is '-' or '+') && at + 1 < soql.Length && char.IsAsciiDigit(soql[at + 1])))
        {
            return Bare(soql, at);
        }

        if (char.IsAsciiLetter(first))
        {
            var end = End(soql, at, c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.');
            return (new SoqlToken(SoqlTokenKind.Name, soql[at..end], null, at), end);
        }

        var two = at + 1 < soql.Length ? soql.Substring(at, 2) : "";
        if (two is "!=" or "<>" or "<=" or ">=")
        {
            return (new SoqlToken(SoqlTokenKind.Symbol, two is "<>" ? "!=" : two, null, at), at + 2);
        }

        return first is '(' or ')' or ',' or '=' or '<' or '>'
            ? (new SoqlToken(SoqlTokenKind.Symbol, first.ToString(), null, at), at + 1)
            : throw Malformed($"unexpected token: '{first}'", at);
    }

    /// <summary>A number, a date or an instant: none of them is quoted.</summary>
    private static (SoqlToken Token, int Next) Bare(string soql, int at)
    {
        var end = End(soql, at, c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or ':' or '.');
        var text = soql[at..end];
        SoqlLiteral literal =
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? new SoqlLiteral.Date(date)
            : FieldValues.TryInstant(text, out var instant) ? new SoqlLiteral.Instant(instant)
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? new SoqlLiteral.Number(number)
            : throw Malformed($"unexpected token: '{text}'", at);
        return (new SoqlToken(SoqlTokenKind.Literal, text, literal, at), end);
    }

    private static (SoqlToken Token, int Next) Quoted(string soql, int start)
    {
        var text = new StringBuilder();
        for (var at = start + 1; at < soql.Length; at++)
        {
            if (soql[at] == '\'')
            {
                return (new SoqlToken(
                    SoqlTokenKind.Literal, soql[start..(at + 1)], new SoqlLiteral.Text(text.ToString()), start),
                        at + 1);
            }

            if (soql[at] == '\\')
            {
                AppendEscaped(text, soql, ref at);
            }
            else
            {
                text.Append(soql[at]);
            }
        }

        throw Malformed("unterminated string literal", start);
    }

    private static void AppendEscaped(StringBuilder text, string soql, ref int at)
    {
        var escaped = ++at < soql.Length ? soql[at] : '\0';
        if (escaped == 'u' && at + 4 < soql.Length
            && ushort.TryParse(
                soql.AsSpan(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
        {
            text.Append((char)code);
            at += 4;
            return;
        }

        _ = char.ToLowerInvariant(escaped) switch
        {
            'n' => text.Append('\n'),
            'r' => text.Append('\r'),
            't' => text.Append('\t'),
            'b' => text.Append('\b'),
            'f' => text.Append('\f'),
            '\'' or '"' or '\\' => text.Append(escaped),
            // The backslash stays, so that LIKE can tell an escaped wildcard from a wildcard.
            '_' or '%' => text.Append('\\').Append(escaped),
            _ => throw Malformed($"Invalid string literal. Illegal character sequence '\\{escaped}'", at),
        };
    }

    private static int End(string soql, int at, Func<char, bool> belongs)
    {
        while (at < soql.Length && belongs(soql[at]))
        {
            at++;
        }

        return at;
    }
}
