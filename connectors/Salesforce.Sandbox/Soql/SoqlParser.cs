using System.Collections.Immutable;

namespace Onboarding.Connectors.Salesforce.Sandbox.Soql;

/// <summary>
/// Reads a query by recursive descent, as strictly as the platform: AND and OR do not mix without parentheses, and what
/// this sandbox does not know (GROUP BY, aggregates, TYPEOF, semi-joins, relative dates) is MALFORMED_QUERY, never
/// ignored ("SOQL and SOSL Reference, SOQL SELECT Syntax").
/// </summary>
internal sealed class SoqlParser
{
    private static readonly string[] Operators = ["=", "!=", "<", ">", "<=", ">=", "LIKE"];
    private static readonly string[] AfterFrom = ["WHERE", "ORDER", "LIMIT", "OFFSET"];

    private readonly List<SoqlToken> _tokens;
    private int _at;

    private SoqlParser(List<SoqlToken> tokens) => _tokens = tokens;

    public static SoqlQuery Parse(string soql)
    {
        var parser = new SoqlParser(SoqlLexer.Read(soql));
        var query = parser.Query(nested: false);
        return parser.Here.Kind == SoqlTokenKind.End ? query : throw parser.Unexpected();
    }

    private SoqlToken Here => _tokens[_at];

    private SoqlQuery Query(bool nested)
    {
        Expect("SELECT");
        var fields = ImmutableArray.CreateBuilder<SoqlPath>();
        var subqueries = ImmutableArray.CreateBuilder<SoqlQuery>();
        var count = !nested && TakeCount();
        if (!count)
        {
            do
            {
                if (!nested && Take("("))
                {
                    subqueries.Add(Query(nested: true));
                    Expect(")");
                }
                else
                {
                    fields.Add(Path());
                }
            }
            while (Take(","));
        }

        Expect("FROM");
        var from = Name();
        var alias = Here.Kind == SoqlTokenKind.Name && !Array.Exists(AfterFrom, Here.Is) ? Name() : null;
        return new SoqlQuery
        {
            Fields = fields.ToImmutable(),
            Subqueries = subqueries.ToImmutable(),
            CountOnly = count,
            From = from,
            Alias = alias,
            Where = Take("WHERE") ? Condition() : null,
            OrderBy = Take("ORDER") ? Order() : [],
            Limit = Take("LIMIT") ? Whole() : null,
            Offset = Take("OFFSET") ? Whole() : 0,
        };
    }

    private bool TakeCount()
    {
        if (!Here.Is("COUNT") || !_tokens[_at + 1].Is("("))
        {
            return false;
        }

        _at += 2;
        Expect(")");
        return true;
    }

    private SoqlCondition Condition()
    {
        var parts = ImmutableArray.CreateBuilder<SoqlCondition>();
        parts.Add(Term());
        if (!Here.Is("AND") && !Here.Is("OR"))
        {
            return parts[0];
        }

        var joint = Here.Text.ToUpperInvariant();
        while (Take(joint))
        {
            parts.Add(Term());
        }

        if (Here.Is("AND") || Here.Is("OR"))
        {
            throw Unexpected();
        }

        return joint == "AND" ? new SoqlCondition.And(parts.ToImmutable()) : new SoqlCondition.Or(parts.ToImmutable());
    }

    private SoqlCondition Term()
    {
        if (Take("NOT"))
        {
            return new SoqlCondition.Not(Term());
        }

        if (Take("("))
        {
            var inner = Condition();
            Expect(")");
            return inner;
        }

        var path = Path();
        var negated = Take("NOT");
        if (Take("IN"))
        {
            return new SoqlCondition.Within(path, negated, List());
        }

        var symbol = negated ? null : Array.Find(Operators, Take);
        return symbol is null ? throw Unexpected() : new SoqlCondition.Comparison(path, symbol, Literal());
    }

    private ImmutableArray<SoqlLiteral> List()
    {
        Expect("(");
        var literals = ImmutableArray.CreateBuilder<SoqlLiteral>();
        do
        {
            literals.Add(Literal());
        }
        while (Take(","));
        Expect(")");
        return literals.ToImmutable();
    }

    private SoqlLiteral Literal()
    {
        var token = Here;
        SoqlLiteral? literal = token.Kind == SoqlTokenKind.Literal ? token.Literal
            : token.Is("null") ? new SoqlLiteral.Null()
            : token.Is("true") ? new SoqlLiteral.Flag(true)
            : token.Is("false") ? new SoqlLiteral.Flag(false)
            : null;
        if (literal is null)
        {
            throw Unexpected();
        }

        _at++;
        return literal;
    }

    private ImmutableArray<SoqlOrder> Order()
    {
        Expect("BY");
        var terms = ImmutableArray.CreateBuilder<SoqlOrder>();
        do
        {
            var path = Path();
            var descending = !Take("ASC") && Take("DESC");
            var nullsLast = false;
            if (Take("NULLS"))
            {
                nullsLast = Take("LAST");
                if (!nullsLast)
                {
                    Expect("FIRST");
                }
            }

            terms.Add(new SoqlOrder(path, descending, nullsLast));
        }
        while (Take(","));
        return terms.ToImmutable();
    }

    private int Whole()
    {
        if (Here.Literal is not SoqlLiteral.Number { Value: >= 0 and <= int.MaxValue } number
            || number.Value != decimal.Truncate(number.Value))
        {
            throw Unexpected();
        }

        _at++;
        return (int)number.Value;
    }

    private SoqlPath Path() => new([.. Name().Split('.')]);

    private string Name()
    {
        var token = Here;
        if (token.Kind != SoqlTokenKind.Name || token.Is("FROM"))
        {
            throw Unexpected();
        }

        _at++;
        return token.Text;
    }

    private bool Take(string word)
    {
        if (!Here.Is(word))
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(string word)
    {
        if (!Take(word))
        {
            throw Unexpected();
        }
    }

    private SalesforceRefusedException Unexpected() => SoqlLexer.Malformed($"unexpected token: '{Here.Text}'", Here.At);
}
