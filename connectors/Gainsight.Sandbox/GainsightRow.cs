using System.Collections.Immutable;
using System.Globalization;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// A row as it stands at one moment. Two rows are equal when object, GSID and all fields are. Values are string,
/// decimal, bool, <see cref="DateOnly"/> or <see cref="DateTimeOffset"/>; picklists and lookups hold GSIDs.
/// </summary>
/// <param name="Object">Name of the object, as in <see cref="GainsightObjects"/>.</param>
/// <param name="Gsid">Id of the row.</param>
/// <param name="Fields">Fields that have a value, by name.</param>
public sealed record GainsightRow(string Object, string Gsid, ImmutableSortedDictionary<string, object> Fields)
{
    /// <summary>Value of a field in any case of letters; null when it has none.</summary>
    public object? this[string field] => Fields.GetValueOrDefault(field);

    /// <summary>Text of a field; null when it has none or is of another kind.</summary>
    public string? Text(string field) => this[field] as string;

    /// <inheritdoc/>
    public bool Equals(GainsightRow? other) =>
        other is not null && Object == other.Object && Gsid == other.Gsid && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Gsid);

    /// <summary>The row on one line, the same for equal rows.</summary>
    public override string ToString() => $"{Object} {Gsid} " + string.Join("; ", Fields.Select(pair =>
        string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={Show(pair.Value)}")));

    private static object Show(object value) => value switch
    {
        DateTimeOffset instant => ReplyForms.Iso(instant),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value,
    };
}
