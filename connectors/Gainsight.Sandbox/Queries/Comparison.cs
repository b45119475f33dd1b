using System.Diagnostics;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>One condition of a filter. As in SQL, a field without value answers only IS_NULL.</summary>
internal sealed record Comparison(FieldPath Path, string Operator, IReadOnlyList<object> Operands)
{
    public bool Holds(Row row)
    {
        var value = Path.Read(row);
        if (Operator is "IS_NULL" or "IS_NOT_NULL")
        {
            return (value is null) == (Operator is "IS_NULL");
        }

        return value is not null && Compare(value);
    }

    private bool Compare(object value) => Operator switch
    {
        "EQ" => Same(value, Operands[0]),
        "NE" => !Same(value, Operands[0]),
        "GT" => Order(value, Operands[0]) > 0,
        "GTE" => Order(value, Operands[0]) >= 0,
        "LT" => Order(value, Operands[0]) < 0,
        "LTE" => Order(value, Operands[0]) <= 0,
        "BTW" => Order(value, Operands[0]) >= 0 && Order(value, Operands[1]) <= 0,
        "IN" or "INCLUDES" => Operands.Any(one => Same(value, one)),
        "EXCLUDES" => !Operands.Any(one => Same(value, one)),
        "CONTAINS" => Contains(value),
        "DOES_NOT_CONTAINS" => !Contains(value),
        "STARTS_WITH" => Has(value, static (text, part) => text.StartsWith(part, StringComparison.OrdinalIgnoreCase)),
        "ENDS_WITH" => Has(value, static (text, part) => text.EndsWith(part, StringComparison.OrdinalIgnoreCase)),
        _ => throw new UnreachableException(),
    };

    private bool Contains(object value) =>
        Has(value, static (text, part) => text.Contains(part, StringComparison.OrdinalIgnoreCase));

    private bool Has(object value, Func<string, string, bool> test) => test((string)value, (string)Operands[0]);

    private bool Same(object value, object operand) => ValueEquality.Of(Path.Field.Kind).Equals(value, operand);

    /// <summary>Order of two values of one kind; a missing one comes first.</summary>
    public static int Order(object? a, object? b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string x, string y) => string.CompareOrdinal(x, y),
        (decimal x, decimal y) => x.CompareTo(y),
        (bool x, bool y) => x.CompareTo(y),
        (DateOnly x, DateOnly y) => x.CompareTo(y),
        (DateTimeOffset x, DateTimeOffset y) => x.CompareTo(y),
        _ => throw new UnreachableException(),
    };
}
