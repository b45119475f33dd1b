using Onboarding.Model.Fields;

namespace Onboarding.Model.Resources;

/// <summary>A field's value with where it came from.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source">"connection:{name}", a person's mail address, or "hub".</param>
/// <param name="Rank">Authority of the source over the field; smaller is stronger. 0 is the hub's own rules.</param>
/// <param name="ChangedAt">When the source changed it.</param>
public sealed record FieldState(FieldValue Value, string Source, int Rank, DateTimeOffset ChangedAt);
