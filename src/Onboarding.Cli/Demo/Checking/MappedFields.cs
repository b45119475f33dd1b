using System.Globalization;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Mappings;
using Onboarding.Model.Fields;

namespace Onboarding.Cli.Demo.Checking;

/// <summary>A platform's record in the hub's terms, by the mapping of its stream.</summary>
internal static class MappedFields
{
    /// <param name="mapping">How the stream is mapped.</param>
    /// <param name="native">Value of a native field as the platform's own state holds it.</param>
    /// <param name="nameOf">Name of the record of a stream that an id refers to.</param>
    public static FieldMap Of(StreamMapping mapping, Func<string, object?> native, Func<string, string, string> nameOf) =>
        FieldMap.Of(mapping.Fields.Select(field => KeyValuePair.Create(
            field.Canonical, Value(field, native(field.Native), nameOf))));

    private static FieldValue Value(FieldMapping field, object? native, Func<string, string, string> nameOf)
    {
        if (field.References is { } stream && native is string id)
        {
            return FieldValue.OfText(nameOf(stream, id));
        }

        CanonicalReading reading = FieldConversion.ToCanonical(field, Json(native), present: true);
        // What cannot be read is shown as it is: it equals nothing, and the comparison will say so.
        return reading.Value ?? FieldValue.OfText($"unreadable: {native}");
    }

    private static JsonNode? Json(object? native) => native switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        decimal number => JsonValue.Create(number),
        DateOnly day => JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset instant => JsonValue.Create(instant.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(native.ToString()),
    };
}
