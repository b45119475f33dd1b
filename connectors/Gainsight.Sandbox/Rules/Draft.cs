namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>One record of a write, parsed: the values to store and what is wrong with it.</summary>
internal sealed class Draft
{
    public Dictionary<string, object?> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<FieldFault> Faults { get; } = [];
}
