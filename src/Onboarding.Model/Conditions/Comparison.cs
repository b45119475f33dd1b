namespace Onboarding.Model.Conditions;

/// <summary>How a condition compares a field with its value.</summary>
public enum Comparison
{
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,

    /// <summary>The field holds something; takes no value.</summary>
    Filled,

    /// <summary>The field is unset, null, empty or blank; takes no value.</summary>
    Missing,
}
