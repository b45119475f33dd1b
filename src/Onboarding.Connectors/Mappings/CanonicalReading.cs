using Onboarding.Model.Fields;

namespace Onboarding.Connectors.Mappings;

/// <summary>What a native value is in the hub.</summary>
/// <param name="Value">The value; null when the field is unset (the platform did not send it), or at fault.</param>
/// <param name="Fault">Why it cannot be taken, in words for a person and without the value; null when it can.</param>
public readonly record struct CanonicalReading(FieldValue? Value, string? Fault)
{
    internal static CanonicalReading Of(FieldValue? value) => new(value, null);

    internal static CanonicalReading Faulty(string fault) => new(null, fault);
}
