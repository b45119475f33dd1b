using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Onboarding.Model.Fields;

/// <summary>
/// Named field values, in ordinal order of name. A name that is absent is <em>unset</em>. Immutable; two maps are
/// equal when they hold the same names with equal values.
/// </summary>
[JsonConverter(typeof(FieldMapJson))]
public sealed class FieldMap : IReadOnlyDictionary<string, FieldValue>, IEquatable<FieldMap>
{
    private readonly ImmutableSortedDictionary<string, FieldValue> _values;

    private FieldMap(ImmutableSortedDictionary<string, FieldValue> values) => _values = values;

    /// <summary>The map that knows nothing.</summary>
    public static FieldMap None { get; } =
        new(ImmutableSortedDictionary.Create<string, FieldValue>(StringComparer.Ordinal));

    public int Count => _values.Count;

    public IEnumerable<string> Keys => _values.Keys;

    public IEnumerable<FieldValue> Values => _values.Values;

    public FieldValue this[string key] => _values[key];

    /// <summary>A map of the pairs; a later pair of the same name wins.</summary>
    public static FieldMap Of(IEnumerable<KeyValuePair<string, FieldValue>> pairs) => None.With(pairs);

    /// <summary>A map of the pairs; a later pair of the same name wins.</summary>
    public static FieldMap Of(params (string Name, FieldValue Value)[] pairs) =>
        Of(pairs.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));

    /// <summary>The value, or null when the field is unset.</summary>
    public FieldValue? Get(string name) => _values.GetValueOrDefault(name);

    /// <summary>The text of a field, or null when it is unset, null, empty or no text.</summary>
    public string? TextOf(string name) => (Get(name) as FieldValue.Text)?.Value;

    /// <summary>The day of a field, or null when it is unset, null or no date.</summary>
    public DateOnly? DateOf(string name) => (Get(name) as FieldValue.Date)?.Value;

    /// <summary>Whether the field holds true.</summary>
    public bool IsTrue(string name) => Get(name) is FieldValue.Flag { Value: true };

    public FieldMap With(string name, FieldValue value) => new(_values.SetItem(name, value));

    public FieldMap With(IEnumerable<KeyValuePair<string, FieldValue>> pairs) => new(_values.SetItems(pairs));

    public FieldMap Without(string name) => new(_values.Remove(name));

    public bool ContainsKey(string key) => _values.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out FieldValue value) =>
        _values.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, FieldValue>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(FieldMap? other) => other is not null && Count == other.Count
        && _values.All(pair => other.TryGetValue(pair.Key, out FieldValue? value) && pair.Value == value);

    public override bool Equals(object? obj) => Equals(obj as FieldMap);

    public override int GetHashCode() =>
        _values.Aggregate(17, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));
}
