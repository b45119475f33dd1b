namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Parses the "expression" of a filter: aliases, AND, OR and parentheses; AND binds closer. Vendor pages show only
/// <c>A AND B</c>; the rest is modelled.
/// </summary>
internal sealed class FilterExpression
{
    private readonly IReadOnlyDictionary<string, Comparison> _conditions;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly List<string> _tokens;
    private int _next;

    private FilterExpression(string text, IReadOnlyDictionary<string, Comparison> conditions)
    {
        _conditions = conditions;
        var spaced = text.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal);
        _tokens = [.. spaced.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
    }

    public static Filter Parse(string text, IReadOnlyDictionary<string, Comparison> conditions)
    {
        var expression = new FilterExpression(text, conditions);
        var filter = expression.Either();
        if (expression._next < expression._tokens.Count)
        {
            throw Bad($"'{expression._tokens[expression._next]}' is not expected");
        }

        var unused = conditions.Keys.Except(expression._used, StringComparer.Ordinal).FirstOrDefault();
        return unused is null ? filter : throw Bad($"condition {unused} is not used");
    }

    private static RefusedException Bad(string problem) =>
        new(ErrorCodes.BadField, $"Expression of the filter: {problem}.");

    private Filter Either()
    {
        var filter = Both();
        while (Takes("OR"))
        {
            filter = new Filter.Or(filter, Both());
        }

        return filter;
    }

    private Filter Both()
    {
        var filter = Single();
        while (Takes("AND"))
        {
            filter = new Filter.And(filter, Single());
        }

        return filter;
    }

    private Filter Single()
    {
        if (Takes("("))
        {
            var inner = Either();
            return Takes(")") ? inner : throw Bad("a parenthesis is open");
        }

        if (_next == _tokens.Count || !_conditions.TryGetValue(_tokens[_next], out var condition))
        {
            throw Bad(_next == _tokens.Count ? "it ends too early" : $"'{_tokens[_next]}' is no alias");
        }

        _used.Add(_tokens[_next++]);
        return new Filter.One(condition);
    }

    private bool Takes(string word)
    {
        var found = _next < _tokens.Count && _tokens[_next].Equals(word, StringComparison.OrdinalIgnoreCase);
        _next += found ? 1 : 0;
        return found;
    }
}
