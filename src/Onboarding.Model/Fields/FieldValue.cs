using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Onboarding.Model.Fields;

/// <summary>
/// The value of a field that comes from a platform. There are four states, and they are kept apart both ways:
/// <em>unset</em> (the key is absent from its <see cref="FieldMap"/>: nothing is known), <see cref="Null"/>
/// (known to hold nothing), <see cref="Empty"/> (known to hold an empty text) and a value.
/// A <see cref="Date"/> is a day in the calendar and never an instant.
/// </summary>
[JsonConverter(typeof(FieldValueJson))]
public abstract record FieldValue
{
    private FieldValue()
    {
    }

    /// <summary>Known to hold nothing.</summary>
    public sealed record Null : FieldValue
    {
        internal Null()
        {
        }

        public override string ToString() => "null";
    }

    /// <summary>Known to hold an empty text.</summary>
    public sealed record Empty : FieldValue
    {
        internal Empty()
        {
        }

        public override string ToString() => "\"\"";
    }

    /// <summary>A text of at least one character; see <see cref="OfText"/>.</summary>
    public sealed record Text(string Value) : FieldValue
    {
        public override string ToString() => Value;
    }

    /// <summary>A number.</summary>
    public sealed record Number(decimal Value) : FieldValue
    {
        public override string ToString() => Value.ToString("0.############", CultureInfo.InvariantCulture);
    }

    /// <summary>True or false.</summary>
    public sealed record Flag(bool Value) : FieldValue
    {
        public override string ToString() => Value ? "true" : "false";
    }

    /// <summary>A day, without a time and without a zone.</summary>
    public sealed record Date(DateOnly Value) : FieldValue
    {
        public override string ToString() => Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>A point in time, in UTC, to the microsecond.</summary>
    public sealed record Instant(DateTimeOffset Value) : FieldValue
    {
        public override string ToString() =>
            Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>Several texts whose order does not matter; kept sorted by ordinal and without repeats.</summary>
    public sealed record TextList(ImmutableSortedSet<string> Value) : FieldValue
    {
        public bool Equals(TextList? other) => other is not null && Value.SetEquals(other.Value);

        public override int GetHashCode() => Value.Aggregate(17, (hash, text) => HashCode.Combine(hash, text));

        public override string ToString() => string.Join("; ", Value);
    }

    /// <summary>The one null.</summary>
    public static FieldValue Nothing { get; } = new Null();

    /// <summary>The one empty text.</summary>
    public static FieldValue Blank { get; } = new Empty();

    /// <summary>A text, which is <see cref="Empty"/> when it has no characters.</summary>
    public static FieldValue OfText(string value) => value.Length == 0 ? Blank : new Text(value);

    /// <summary>A list of texts, sorted and without repeats.</summary>
    public static FieldValue OfTexts(IEnumerable<string> values) =>
        new TextList(values.ToImmutableSortedSet(StringComparer.Ordinal));

    /// <summary>Whether somebody who must fill the field in has done so: null, empty, blanks and an empty list are not.</summary>
    public bool IsFilled => this switch
    {
        Null or Empty => false,
        Text text => !string.IsNullOrWhiteSpace(text.Value),
        TextList list => list.Value.Count > 0,
        _ => true,
    };
}
