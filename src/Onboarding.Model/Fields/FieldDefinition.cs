using System.Collections.Immutable;

namespace Onboarding.Model.Fields;

/// <summary>What the canonical model says of one field.</summary>
public sealed record FieldDefinition
{
    /// <summary>Name in lower snake case, unique in its kind of resource.</summary>
    public required string Name { get; init; }

    public required FieldType Type { get; init; }

    /// <summary>Meaning, with unit and source, in one sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>The closed set of texts that the field may hold; empty when any text will do.</summary>
    public ImmutableArray<string> Allowed { get; init; } = [];

    /// <summary>Longest text, in UTF-16 code units.</summary>
    public int LengthMax { get; init; } = 32_768;

    /// <summary>Whether the hub writes the field itself, so that nobody can be asked to fill it in.</summary>
    public bool SetByHub { get; init; }

    /// <summary>Null when the value fits the definition, else what is wrong with it, in words for a person.</summary>
    public string? Fault(FieldValue value) => (Type, value) switch
    {
        (_, FieldValue.Null) => null,
        (FieldType.Text, FieldValue.Empty) => null,
        (FieldType.Text, FieldValue.Text text) => TextFault(text.Value),
        (FieldType.Number, FieldValue.Number) => null,
        (FieldType.Flag, FieldValue.Flag) => null,
        (FieldType.Date, FieldValue.Date) => null,
        (FieldType.Instant, FieldValue.Instant) => null,
        (FieldType.TextList, FieldValue.TextList list) => list.Value.Select(TextFault).FirstOrDefault(f => f is not null),
        _ => $"{Name} takes a {Type.ToString().ToLowerInvariant()}, not '{value}'",
    };

    private string? TextFault(string text)
    {
        if (text.Length > LengthMax)
        {
            return $"{Name} takes at most {LengthMax} characters, not {text.Length}";
        }

        return Allowed.IsEmpty || Allowed.Contains(text, StringComparer.Ordinal)
            ? null
            : $"{Name} takes one of {string.Join(", ", Allowed)}, not '{text}'";
    }
}
