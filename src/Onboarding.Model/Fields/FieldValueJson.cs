using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onboarding.Model.Fields;

/// <summary>
/// How a field value is written: null, "" (empty), "text", 12.5, true, ["a","b"], {"date":"2026-02-01"} and
/// {"instant":"2026-02-01T10:00:00.000000Z"}. A date and an instant are marked so that no reader takes one for the other.
/// </summary>
public sealed class FieldValueJson : JsonConverter<FieldValue>
{
    public override bool HandleNull => true;

    public override FieldValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return FieldValue.Nothing;
            case JsonTokenType.String:
                return FieldValue.OfText(reader.GetString()!);
            case JsonTokenType.Number:
                return new FieldValue.Number(reader.GetDecimal());
            case JsonTokenType.True or JsonTokenType.False:
                return new FieldValue.Flag(reader.GetBoolean());
            case JsonTokenType.StartArray:
                return ReadList(ref reader);
            case JsonTokenType.StartObject:
                return ReadMarked(ref reader);
            default:
                throw new JsonException($"A field value cannot begin with {reader.TokenType}.");
        }
    }

    public override void Write(Utf8JsonWriter writer, FieldValue value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case FieldValue.Null:
                writer.WriteNullValue();
                break;
            case FieldValue.Empty:
                writer.WriteStringValue("");
                break;
            case FieldValue.Text text:
                writer.WriteStringValue(text.Value);
                break;
            case FieldValue.Number number:
                writer.WriteNumberValue(number.Value);
                break;
            case FieldValue.Flag flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case FieldValue.TextList list:
                writer.WriteStartArray();
                foreach (string text in list.Value)
                {
                    writer.WriteStringValue(text);
                }

                writer.WriteEndArray();
                break;
            case FieldValue.Date:
                WriteMarked(writer, "date", value.ToString());
                break;
            case FieldValue.Instant:
                WriteMarked(writer, "instant", value.ToString());
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void WriteMarked(Utf8JsonWriter writer, string mark, string? text)
    {
        writer.WriteStartObject();
        writer.WriteString(mark, text);
        writer.WriteEndObject();
    }

    private static FieldValue ReadList(ref Utf8JsonReader reader)
    {
        var texts = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(reader.GetString() ?? throw new JsonException("A list of texts cannot hold null."));
        }

        return new FieldValue.TextList(texts.ToImmutable());
    }

    private static FieldValue ReadMarked(ref Utf8JsonReader reader)
    {
        reader.Read();
        string? mark = reader.GetString();
        reader.Read();
        string text = reader.GetString() ?? throw new JsonException($"The {mark} of a field value is null.");
        reader.Read();
        return mark switch
        {
            "date" => new FieldValue.Date(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
            "instant" => new FieldValue.Instant(DateTimeOffset.Parse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)),
            _ => throw new JsonException($"A field value has the unknown mark '{mark}'."),
        };
    }
}
