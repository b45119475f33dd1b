namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>When two values of a kind are the same: mail addresses without regard to case, all else exactly.</summary>
internal sealed class ValueEquality : IEqualityComparer<object>
{
    private static readonly ValueEquality IgnoreCase = new();

    public static IEqualityComparer<object> Of(GainsightFieldKind kind) =>
        kind is GainsightFieldKind.Email ? IgnoreCase : EqualityComparer<object>.Default;

    public new bool Equals(object? x, object? y) =>
        x is string a && y is string b ? a.Equals(b, StringComparison.OrdinalIgnoreCase) : object.Equals(x, y);

    public int GetHashCode(object obj) =>
        obj is string text ? StringComparer.OrdinalIgnoreCase.GetHashCode(text) : obj.GetHashCode();
}
