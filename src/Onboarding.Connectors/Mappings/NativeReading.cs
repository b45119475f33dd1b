using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Mappings;

/// <summary>What a value of the hub is on a platform.</summary>
/// <param name="Value">The value; null is JSON null and clears the field, unless there is a fault.</param>
/// <param name="Fault">Why it cannot be written, in words for a person and without the value; null when it can.</param>
public readonly record struct NativeReading(JsonNode? Value, string? Fault)
{
    internal static NativeReading Of(JsonNode? value) => new(value, null);

    internal static NativeReading Faulty(string fault) => new(null, fault);
}
