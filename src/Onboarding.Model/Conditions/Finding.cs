using Onboarding.Model.Fields;

namespace Onboarding.Model.Conditions;

/// <summary>What one comparison found.</summary>
/// <param name="Field">The field looked at.</param>
/// <param name="Comparison">How it was compared.</param>
/// <param name="Value">What it was compared with; null for Filled and Missing.</param>
/// <param name="Found">What the field held; null when it was unset.</param>
/// <param name="Holds">Whether the comparison held.</param>
public sealed record Finding(string Field, Comparison Comparison, FieldValue? Value, FieldValue? Found, bool Holds)
{
    public override string ToString()
    {
        string words = Comparison switch
        {
            Comparison.Equal => "=",
            Comparison.NotEqual => "!=",
            Comparison.Less => "<",
            Comparison.AtMost => "<=",
            Comparison.Greater => ">",
            Comparison.AtLeast => ">=",
            Comparison.Filled => "is filled",
            _ => "is missing",
        };
        string asked = Value is null ? $"{Field} {words}" : $"{Field} {words} {Value}";
        return $"{asked}: {(Holds ? "yes" : "no")}, it is {Found?.ToString() ?? "unset"}";
    }
}
