using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Onboarding.Connectors.Salesforce.Sandbox.Formulas;

/// <summary>
/// Reads a formula by recursive descent: || over &amp;&amp; over comparison over primary
/// ("Formula Operators and Functions by Context").
/// </summary>
internal sealed class FormulaParser
{
    private static readonly string[] Comparisons = ["<>", "!=", "<=", ">=", "==", "=", "<", ">"];

    private readonly string _text;
    private int _at;

    private FormulaParser(string text) => _text = text;

    public static Formula Parse(string text)
    {
        var parser = new FormulaParser(text);
        var formula = parser.Disjunction();
        parser.SkipBlanks();
        return parser._at == text.Length ? formula : throw parser.Unexpected();
    }

    public static SalesforceRefusedException Bad(string message) =>
        new("FIELD_INTEGRITY_EXCEPTION", message, "ErrorConditionFormula");

    private Formula Disjunction()
    {
        var left = Conjunction();
        while (Take("||"))
        {
            left = new Formula.Call("OR", [left, Conjunction()]);
        }

        return left;
    }

    private Formula Conjunction()
    {
        var left = Comparison();
        while (Take("&&"))
        {
            left = new Formula.Call("AND", [left, Comparison()]);
        }

        return left;
    }

    private Formula Comparison()
    {
        var left = Primary();
        var symbol = Array.Find(Comparisons, Take);
        return symbol switch
        {
            null => left,
            "==" => new Formula.Operation("=", left, Primary()),
            "!=" => new Formula.Operation("<>", left, Primary()),
            _ => new Formula.Operation(symbol, left, Primary()),
        };
    }

    private Formula Primary()
    {
        SkipBlanks();
        if (Take("("))
        {
            var inner = Disjunction();
            Expect(")");
            return inner;
        }

        if (Take("!"))
        {
            return new Formula.Call("NOT", [Primary()]);
        }

        return Peek() switch
        {
            '"' or '\'' => new Formula.Constant(Quoted()),
            var c when char.IsAsciiDigit(c) || c == '-' || c == '.' => new Formula.Constant(Number()),
            var c when char.IsAsciiLetter(c) || c == '$' => NameOrCall(),
            _ => throw Unexpected(),
        };
    }

    private Formula NameOrCall()
    {
        var name = Name();
        if (Take("("))
        {
            var arguments = ImmutableArray.CreateBuilder<Formula>();
            if (!Take(")"))
            {
                do
                {
                    arguments.Add(Disjunction());
                }
                while (Take(","));
                Expect(")");
            }

            return new Formula.Call(name.ToUpperInvariant(), arguments.ToImmutable());
        }

        return name.ToUpperInvariant() switch
        {
            "TRUE" => new Formula.Constant(true),
            "FALSE" => new Formula.Constant(false),
            "NULL" => new Formula.Constant(null),
            _ => new Formula.FieldValue([.. name.Split('.')]),
        };
    }

    private string Name()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '.' or '$'))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private decimal Number()
    {
        var start = _at++;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.'))
        {
            _at++;
        }

        return decimal.TryParse(_text[start.._at], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Unexpected();
    }

    private string Quoted()
    {
        var quote = _text[_at++];
        var text = new StringBuilder();
        while (_at < _text.Length && _text[_at] != quote)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
            }

            text.Append(_text[_at++]);
        }

        Expect(quote.ToString());
        return text.ToString();
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private bool Take(string symbol)
    {
        SkipBlanks();
        if (string.CompareOrdinal(_text, _at, symbol, 0, symbol.Length) != 0
            || (symbol == "!" && _at + 1 < _text.Length && _text[_at + 1] == '='))
        {
            return false;
        }

        _at += symbol.Length;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Take(symbol))
        {
            throw _at >= _text.Length ? Bad($"Syntax error. Missing '{symbol}'") : Unexpected();
        }
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private SalesforceRefusedException Unexpected() =>
        Bad(_at >= _text.Length
            ? "Syntax error. Found unexpected end of formula"
            : $"Syntax error. Extra '{_text[_at]}'");
}
