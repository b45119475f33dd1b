using System.Text.Json.Serialization;

namespace Onboarding.Model.Definitions;

/// <summary>What happened to a definition.</summary>
[JsonDerivedType(typeof(Proposed), "definition_proposed")]
[JsonDerivedType(typeof(Corrected), "definition_corrected")]
[JsonDerivedType(typeof(Approved), "definition_approved")]
[JsonDerivedType(typeof(Contested), "definition_contested")]
public abstract record DefinitionEvent
{
    private DefinitionEvent()
    {
    }

    public sealed record Proposed(DefinitionKind Kind, string Key, DefinitionText Text, string By, DateTimeOffset At)
        : DefinitionEvent;

    public sealed record Corrected(int Number, DefinitionText Text, string By, string Reason, DateTimeOffset At)
        : DefinitionEvent;

    /// <param name="Number">The version that was approved.</param>
    public sealed record Approved(int Number, string Role, string Person, DateTimeOffset At) : DefinitionEvent;

    /// <param name="Number">The version that is contested.</param>
    public sealed record Contested(int Number, string Role, string Person, string Reason, DateTimeOffset At)
        : DefinitionEvent;
}
