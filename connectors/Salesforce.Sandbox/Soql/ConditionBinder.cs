using System.Text;
using System.Text.RegularExpressions;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Saving;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Soql;

/// <summary>
/// Turns a condition into a test of a row. A literal of the wrong kind is INVALID_FIELD, as on the platform; text
/// compares without regard to case, and != holds for nulls ("SOQL and SOSL Reference, Comparison Operators").
/// </summary>
internal sealed class ConditionBinder(SObjectType type, string? alias, QueryScope scope)
{
    public Func<RowView, QueryScope, bool> Bind(SoqlCondition? condition) => condition switch
    {
        null => (_, _) => true,
        SoqlCondition.And and => All([.. and.Parts.Select(Bind)]),
        SoqlCondition.Or or => Any([.. or.Parts.Select(Bind)]),
        SoqlCondition.Not not => Not(Bind(not.Inner)),
        SoqlCondition.Comparison comparison => Compare(comparison),
        SoqlCondition.Within within => Within(within),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Func<RowView, QueryScope, bool> All(Func<RowView, QueryScope, bool>[] parts) =>
        (row, at) => Array.TrueForAll(parts, p => p(row, at));

    private static Func<RowView, QueryScope, bool> Any(Func<RowView, QueryScope, bool>[] parts) =>
        (row, at) => Array.Exists(parts, p => p(row, at));

    private static Func<RowView, QueryScope, bool> Not(Func<RowView, QueryScope, bool> inner) =>
        (row, at) => !inner(row, at);

    private Func<RowView, QueryScope, bool> Compare(SoqlCondition.Comparison comparison)
    {
        var path = Filterable(comparison.Path);
        if (comparison.Operator == "LIKE")
        {
            var pattern = Pattern(path.Field, comparison.Literal);
            return (row, at) => path.Read(row, at) is string text && pattern.IsMatch(text);
        }

        var wanted = Value(path.Field, comparison.Literal);
        if (comparison.Operator is not ("=" or "!=")
            && (wanted is null || path.Field.Type == SalesforceFieldType.Checkbox))
        {
            throw new SalesforceRefusedException(
                "INVALID_QUERY_FILTER_OPERATOR", $"invalid operator on {FieldValues.WireType(path.Field)} field");
        }

        Func<object?, bool> holds = comparison.Operator switch
        {
            "=" => value => Order(path.Field, value, wanted) == 0,
            "!=" => value => Order(path.Field, value, wanted) != 0,
            "<" => value => value is not null && Order(path.Field, value, wanted) < 0,
            ">" => value => value is not null && Order(path.Field, value, wanted) > 0,
            "<=" => value => value is not null && Order(path.Field, value, wanted) <= 0,
            ">=" => value => value is not null && Order(path.Field, value, wanted) >= 0,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return (row, at) => holds(path.Read(row, at));
    }

    private Func<RowView, QueryScope, bool> Within(SoqlCondition.Within within)
    {
        var path = Filterable(within.Path);
        var values = within.Literals.Select(l => Value(path.Field, l)).ToList();
        if (path.Field.IsNumber
            || path.Field.Type is SalesforceFieldType.Date or SalesforceFieldType.Instant
                or SalesforceFieldType.Checkbox)
        {
            var set = values.ToHashSet();
            return (row, at) => set.Contains(path.Read(row, at)) != within.Negated;
        }

        var hasNull = values.Contains(null);
        var texts = values.OfType<string>().ToHashSet(
            path.Field.IsIdLike ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        return (row, at) => (path.Read(row, at) is string text ? texts.Contains(text) : hasNull) != within.Negated;
    }

    private BoundPath Filterable(SoqlPath path)
    {
        var bound = BoundPath.Bind(path, type, alias, scope);
        return bound.Field.IsFilterable
            ? bound
            : throw new SalesforceRefusedException(
                "INVALID_FIELD", $"field '{bound.Field.Name}' can not be filtered in a query call");
    }

    /// <summary>Orders two values of a field; null comes before every value.</summary>
    public static int Order(SalesforceField field, object? a, object? b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string x, string y) =>
            string.Compare(x, y, field.IsIdLike ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase),
        (IComparable x, _) => x.CompareTo(b),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static object? Value(SalesforceField field, SoqlLiteral literal) => (field.Type, literal) switch
    {
        (_, SoqlLiteral.Null) => null,
        (SalesforceFieldType.Id or SalesforceFieldType.Reference, SoqlLiteral.Text text) => Id(field, text.Value),
        (SalesforceFieldType.Checkbox, SoqlLiteral.Flag flag) => flag.Value,
        (SalesforceFieldType.Date, SoqlLiteral.Date date) => date.Value,
        (SalesforceFieldType.Instant, SoqlLiteral.Instant instant) => instant.Value,
        (_, SoqlLiteral.Number number) when field.IsNumber => number.Value,
        (_, SoqlLiteral.Text text) when field.IsText || field.Type == SalesforceFieldType.Picklist => text.Value,
        _ => throw new SalesforceRefusedException(
            "INVALID_FIELD",
            $"value of filter criterion for field '{field.Name}' must be of type "
                + $"{FieldValues.WireType(field)} and should "
                + (field.IsText || field.IsIdLike || field.Type == SalesforceFieldType.Picklist
                    ? "be enclosed in quotes"
                    : "not be enclosed in quotes")),
    };

    private static string Id(SalesforceField field, string text)
    {
        // Entity definitions are addressed by the name of their type, not by an id of 15 or 18 characters.
        if (field.References.Contains("EntityDefinition", StringComparer.Ordinal))
        {
            return text;
        }

        return SalesforceId.TryNormalize(text, out var id)
            ? id
            : throw new SalesforceRefusedException("INVALID_QUERY_FILTER_OPERATOR", $"invalid ID field: {text}");
    }

    private static Regex Pattern(SalesforceField field, SoqlLiteral literal)
    {
        if (literal is not SoqlLiteral.Text like || !(field.IsText || field.Type == SalesforceFieldType.Picklist))
        {
            throw new SalesforceRefusedException(
                "INVALID_QUERY_FILTER_OPERATOR", $"invalid operator on {FieldValues.WireType(field)} field");
        }

        var pattern = new StringBuilder("^");
        for (var at = 0; at < like.Value.Length; at++)
        {
            var escaped = like.Value[at] == '\\' && at + 1 < like.Value.Length && like.Value[at + 1] is '_' or '%';
            pattern.Append(like.Value[at] switch
            {
                '\\' when escaped => Regex.Escape(like.Value[++at].ToString()),
                '%' => ".*",
                '_' => ".",
                var c => Regex.Escape(c.ToString()),
            });
        }

        return new Regex(
            pattern.Append('$').ToString(),
            RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant
                | RegexOptions.NonBacktracking,
            TimeSpan.FromSeconds(1));
    }
}
