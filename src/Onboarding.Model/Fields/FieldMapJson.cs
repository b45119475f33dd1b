using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onboarding.Model.Fields;

/// <summary>Writes a map as a JSON object in ordinal order of name.</summary>
public sealed class FieldMapJson : JsonConverter<FieldMap>
{
    private static readonly FieldValueJson s_values = new();

    public override FieldMap Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, FieldValue>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            values[name] = s_values.Read(ref reader, typeof(FieldValue), options);
        }

        return FieldMap.Of(values);
    }

    public override void Write(Utf8JsonWriter writer, FieldMap value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach ((string name, FieldValue field) in value)
        {
            writer.WritePropertyName(name);
            s_values.Write(writer, field, options);
        }

        writer.WriteEndObject();
    }
}
