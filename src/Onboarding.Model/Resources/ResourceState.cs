using System.Collections.Immutable;
using System.Text.Json.Serialization;

using Onboarding.Model.Fields;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Resources;

/// <summary>An account, opportunity or contact as the hub knows it.</summary>
public sealed record ResourceState
{
    public required ResourceKind Kind { get; init; }

    public required string Key { get; init; }

    /// <summary>Each known field with where its value came from.</summary>
    public ImmutableSortedDictionary<string, FieldState> Fields { get; init; } =
        ImmutableSortedDictionary.Create<string, FieldState>(StringComparer.Ordinal);

    /// <summary>
    /// Texts that together make the "stakeholders" field, by the key of the record that each came from; opportunities only.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Stakeholders { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public bool Deleted { get; init; }

    /// <summary>Key of the resource that this one was merged into; null when it was not.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Service tier of an account, with the rules that led to it; null before it was classified.</summary>
    public Classification? Classification { get; init; }

    /// <summary>How often the deal became closed-won; an onboarding belongs to one of these times.</summary>
    public int TimesWon { get; init; }

    /// <summary>When the deal last became closed-won; null while it is not.</summary>
    public DateTimeOffset? WonAt { get; init; }

    /// <summary>Whether the deal was closed-won when the hub first saw it.</summary>
    public bool ArrivedWon { get; init; }

    /// <summary>The values alone.</summary>
    [JsonIgnore]
    public FieldMap Values => FieldMap.Of(Fields.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Value)));
}
