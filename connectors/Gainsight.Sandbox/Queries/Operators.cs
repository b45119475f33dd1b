namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// The operators of a filter and the kinds they fit ("Company API Documentation", table of operators).
/// </summary>
internal static class Operators
{
    private static readonly string[] Any = ["EQ", "NE", "IN", "IS_NULL", "IS_NOT_NULL"];
    private static readonly string[] Ordered = ["GT", "GTE", "LT", "LTE", "BTW"];
    private static readonly string[] Textual = ["CONTAINS", "DOES_NOT_CONTAINS", "STARTS_WITH", "ENDS_WITH"];

    public static bool Fits(string name, GainsightFieldKind kind) => Any.Contains(name) || kind switch
    {
        GainsightFieldKind.Boolean => false,
        GainsightFieldKind.Picklist => name is "INCLUDES" or "EXCLUDES",
        GainsightFieldKind.Number or GainsightFieldKind.Date or GainsightFieldKind.DateTime => Ordered.Contains(name),
        GainsightFieldKind.Gsid or GainsightFieldKind.Lookup => Ordered.Contains(name),
        _ => Ordered.Contains(name) || Textual.Contains(name),
    };

    /// <summary>Fewest and most values that an operator takes.</summary>
    public static (int Min, int Max) Arity(string name) => name switch
    {
        "IS_NULL" or "IS_NOT_NULL" => (0, 0),
        "BTW" => (2, 2),
        "IN" or "INCLUDES" or "EXCLUDES" => (1, int.MaxValue),
        _ => (1, 1),
    };
}
