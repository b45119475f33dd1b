using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Model.Fields;

namespace Onboarding.Connectors.Mappings;

/// <summary>
/// Turns one native value into a canonical one and back. Nothing is guessed and nothing is lost: what does not fit is a
/// fault. What <see cref="ToNative"/> gives, <see cref="ToCanonical"/> turns back into the same value.
/// </summary>
/// <remarks>
/// The four states stay apart: a field that was not sent is unset, JSON null is <see cref="FieldValue.Nothing"/>, "" is
/// <see cref="FieldValue.Blank"/>, and the rest is a value. Only texts can be blank: for another type "" is nothing, save
/// for a list, where it is the empty list. A field that references a stream is treated as the text it holds; whoever
/// knows the links replaces ids by keys.
/// <list type="table">
/// <item><term>text</term><description>A JSON text; a JSON number is taken as its digits.</description></item>
/// <item><term>number</term><description>A JSON number, or a text that is one; a fault when a decimal cannot hold every digit.</description></item>
/// <item><term>flag</term><description>true or false, also as text.</description></item>
/// <item><term>date</term><description>"2026-02-01". A number is a day only when it is midnight in UTC in milliseconds since 1970, as
/// HubSpot sends its date properties; a text with a time is a fault, because which day it means depends on a zone (failure K23).</description></item>
/// <item><term>instant</term><description>ISO 8601 with an offset (Z, +00:00 or +0000), or a number of milliseconds since 1970. Kept to
/// the microsecond. A time without an offset is a fault.</description></item>
/// <item><term>list</term><description>A JSON array of texts, or a text separated by ';' as Salesforce and HubSpot write lists of
/// choices. Written in the latter form.</description></item>
/// </list>
/// </remarks>
public static class FieldConversion
{
    /// <summary>Separates the texts of a list.</summary>
    private const char ListSeparator = ';';

    /// <summary>
    /// Finds a native field: by its whole name first, then as a path through nested objects. A path whose start is null
    /// ends in null: an account without owner has an owner's address of null, and not one that nobody sent.
    /// </summary>
    /// <returns>Whether the platform sent it.</returns>
    public static bool Find(JsonObject fields, string native, out JsonNode? value)
    {
        if (fields.TryGetPropertyValue(native, out value))
        {
            return true;
        }

        JsonNode? at = fields;
        foreach (string name in native.Contains('.') ? native.Split('.') : [])
        {
            if (at is not JsonObject within || !within.TryGetPropertyValue(name, out at))
            {
                return false;
            }

            if (at is null)
            {
                return true;
            }
        }

        value = at == fields ? null : at;
        return value is not null;
    }

    /// <summary>What a native value is in the hub.</summary>
    /// <param name="mapping">How the field is mapped.</param>
    /// <param name="native">The value; null is JSON null.</param>
    /// <param name="present">Whether the platform sent the field at all; see <see cref="Find"/>.</param>
    public static CanonicalReading ToCanonical(FieldMapping mapping, JsonNode? native, bool present)
    {
        if (!present)
        {
            return CanonicalReading.Of(null);
        }

        if (native is null)
        {
            return CanonicalReading.Of(FieldValue.Nothing);
        }

        if (TextOf(native) is "" && mapping.Type is not (FieldType.Text or FieldType.TextList))
        {
            return CanonicalReading.Of(FieldValue.Nothing);
        }

        return mapping.Type switch
        {
            FieldType.Text => Text(mapping, native),
            FieldType.Number => Number(mapping, native),
            FieldType.Flag => Flag(mapping, native),
            FieldType.Date => Date(mapping, native),
            FieldType.Instant => Instant(mapping, native),
            FieldType.TextList => TextList(mapping, native),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>What a value of the hub is on the platform.</summary>
    /// <param name="mapping">How the field is mapped.</param>
    /// <param name="value">A value of the mapping's type, or nothing.</param>
    public static NativeReading ToNative(FieldMapping mapping, FieldValue value) => value switch
    {
        FieldValue.Null => NativeReading.Of(null),
        FieldValue.Empty when mapping.Type == FieldType.Text => NativeReading.Of(""),
        FieldValue.Text text when mapping.Type == FieldType.Text => Choice(mapping, text.Value),
        FieldValue.Number number when mapping.Type == FieldType.Number => NativeReading.Of(number.Value),
        FieldValue.Flag flag when mapping.Type == FieldType.Flag => mapping.Values.IsEmpty
            ? NativeReading.Of(flag.Value)
            : Choice(mapping, flag.ToString()),
        FieldValue.Date when mapping.Type == FieldType.Date => NativeReading.Of(value.ToString()),
        FieldValue.Instant instant when mapping.Type == FieldType.Instant => NativeReading.Of(
            instant.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture)),
        FieldValue.TextList list when mapping.Type == FieldType.TextList => Joined(mapping, list.Value),
        _ => NativeReading.Faulty($"{mapping.Canonical} does not hold {Words(mapping)}, so it cannot be written to {mapping.Native}"),
    };

    private static CanonicalReading Text(FieldMapping mapping, JsonNode native)
    {
        if (native.GetValueKind() == JsonValueKind.Number)
        {
            return Known(mapping, native.ToJsonString(), text => FieldValue.OfText(text));
        }

        return TextOf(native) switch
        {
            null => Wrong(mapping),
            "" => CanonicalReading.Of(FieldValue.Blank),
            { } text => Known(mapping, text, known => FieldValue.OfText(known)),
        };
    }

    private static CanonicalReading Number(FieldMapping mapping, JsonNode native)
    {
        string? text = native.GetValueKind() == JsonValueKind.Number ? native.ToJsonString() : TextOf(native);
        if (text is null || !ExactNumber.IsNumber(text))
        {
            return Wrong(mapping);
        }

        return ExactNumber.Read(text) is { } number
            ? CanonicalReading.Of(new FieldValue.Number(number))
            : CanonicalReading.Faulty($"{mapping.Native} has more digits than can be kept");
    }

    private static CanonicalReading Flag(FieldMapping mapping, JsonNode native)
    {
        if (!mapping.Values.IsEmpty)
        {
            return TextOf(native) is { } word
                ? Known(mapping, word, known => new FieldValue.Flag(known == "true"))
                : Wrong(mapping);
        }

        return native.GetValueKind() switch
        {
            JsonValueKind.True => CanonicalReading.Of(new FieldValue.Flag(true)),
            JsonValueKind.False => CanonicalReading.Of(new FieldValue.Flag(false)),
            _ when bool.TryParse(TextOf(native), out bool flag) => CanonicalReading.Of(new FieldValue.Flag(flag)),
            _ => Wrong(mapping),
        };
    }

    private static CanonicalReading Date(FieldMapping mapping, JsonNode native)
    {
        if (native.GetValueKind() == JsonValueKind.Number)
        {
            return SinceEpoch(native) is { TimeOfDay.Ticks: 0 } midnight
                ? CanonicalReading.Of(new FieldValue.Date(DateOnly.FromDateTime(midnight.UtcDateTime)))
                : CanonicalReading.Faulty($"{mapping.Native} is a number that is no midnight in UTC, so it names no day");
        }

        return DateOnly.TryParseExact(
            TextOf(native), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
                ? CanonicalReading.Of(new FieldValue.Date(day))
                : Wrong(mapping);
    }

    private static CanonicalReading Instant(FieldMapping mapping, JsonNode native)
    {
        DateTimeOffset? instant = native.GetValueKind() == JsonValueKind.Number
            ? SinceEpoch(native)
            : TextOf(native) is { } text ? OffsetTime.Read(text) : null;
        return instant is { } found ? CanonicalReading.Of(new FieldValue.Instant(found)) : Wrong(mapping);
    }

    private static CanonicalReading TextList(FieldMapping mapping, JsonNode native)
    {
        IEnumerable<string?> texts = native is JsonArray array
            ? array.Select(TextOf)
            : TextOf(native) is { } joined ? joined.Split(ListSeparator, StringSplitOptions.RemoveEmptyEntries) : [""];
        var values = new List<string>();
        foreach (string? text in texts)
        {
            if (string.IsNullOrEmpty(text))
            {
                return Wrong(mapping);
            }

            CanonicalReading known = Known(mapping, text, FieldValue.OfText);
            if (known.Value is not FieldValue.Text value)
            {
                return known;
            }

            values.Add(value.Value);
        }

        return CanonicalReading.Of(FieldValue.OfTexts(values));
    }

    private static NativeReading Joined(FieldMapping mapping, IEnumerable<string> texts)
    {
        var natives = new List<string>();
        foreach (string text in texts)
        {
            NativeReading native = Choice(mapping, text);
            if (native.Fault is not null)
            {
                return native;
            }

            string word = (string)native.Value!;
            if (word.Length == 0 || word.Contains(ListSeparator))
            {
                return NativeReading.Faulty($"{mapping.Canonical} has a text that is empty or holds '{ListSeparator}', which "
                    + $"{mapping.Native} cannot hold");
            }

            natives.Add(word);
        }

        return NativeReading.Of(string.Join(ListSeparator, natives));
    }

    private static CanonicalReading Known(FieldMapping mapping, string native, Func<string, FieldValue> value)
    {
        if (mapping.Values.IsEmpty)
        {
            return CanonicalReading.Of(value(native));
        }

        foreach ((string canonical, string known) in mapping.Values)
        {
            if (known == native)
            {
                return CanonicalReading.Of(value(canonical));
            }
        }

        return mapping.AlsoRead.TryGetValue(native, out string? meant)
            ? CanonicalReading.Of(value(meant))
            : CanonicalReading.Faulty($"{mapping.Native} holds a value that the mapping does not know; known are "
                + string.Join(", ", mapping.Values.Values.Concat(mapping.AlsoRead.Keys)));
    }

    private static NativeReading Choice(FieldMapping mapping, string canonical) =>
        mapping.Values.IsEmpty ? NativeReading.Of(canonical)
        : mapping.Values.TryGetValue(canonical, out string? native) ? NativeReading.Of(native)
        : NativeReading.Faulty($"{mapping.Canonical} holds a value that the mapping has no word for in {mapping.Native}; known are "
            + string.Join(", ", mapping.Values.Keys));

    private static DateTimeOffset? SinceEpoch(JsonNode native) =>
        ExactNumber.Read(native.ToJsonString()) is { } number && decimal.IsInteger(number)
            && number >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            && number <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)number)
            : null;

    /// <summary>The text of a JSON text; null for anything else, and for one that no database takes.</summary>
    private static string? TextOf(JsonNode? native)
    {
        if (native?.GetValueKind() != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            string text = native.GetValue<string>();
            return text.Contains('\0') ? null : text;
        }
        catch (InvalidOperationException)
        {
            // An escape of half a character: valid JSON, and no text.
            return null;
        }
    }

    private static CanonicalReading Wrong(FieldMapping mapping) =>
        CanonicalReading.Faulty($"{mapping.Native} does not hold {Words(mapping)}");

    private static string Words(FieldMapping mapping) => mapping.Type switch
    {
        FieldType.Text => "a text that can be kept",
        FieldType.Number => "a number",
        FieldType.Flag => "true or false",
        FieldType.Date => "a day written 2026-12-24",
        FieldType.Instant => "a point in time with its offset",
        FieldType.TextList => "a list of texts",
        _ => throw new UnreachableException(),
    };
}
