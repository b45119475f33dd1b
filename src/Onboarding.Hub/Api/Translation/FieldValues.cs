using System.Diagnostics;
using System.Globalization;

using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;

using Onboarding.Hub.Api.Failures;
using Onboarding.Model.Fields;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Canonical values on the wire, in their four states.</summary>
internal static class FieldValues
{
    public static V1.FieldValue ToWire(FieldValue value) => value switch
    {
        FieldValue.Null => new V1.FieldValue { NullValue = NullValue.NullValue },
        FieldValue.Empty => new V1.FieldValue { TextValue = "" },
        FieldValue.Text text => new V1.FieldValue { TextValue = text.Value },
        FieldValue.Number number =>
            new V1.FieldValue { NumberValue = number.Value.ToString(CultureInfo.InvariantCulture) },
        FieldValue.Flag flag => new V1.FieldValue { FlagValue = flag.Value },
        FieldValue.Date date => new V1.FieldValue { DateValue = Wire.Of(date.Value) },
        FieldValue.Instant instant => new V1.FieldValue { InstantValue = Wire.Of(instant.Value) },
        FieldValue.TextList list => new V1.FieldValue { TextListValue = new V1.TextList { Texts = { list.Value } } },
        _ => throw new UnreachableException(),
    };

    public static void Fill(MapField<string, V1.FieldValue> map, IEnumerable<KeyValuePair<string, FieldValue>> values)
    {
        foreach ((string name, FieldValue value) in values)
        {
            map[name] = ToWire(value);
        }
    }

    /// <exception cref="RefusedException">It has no kind, or its content is not of the kind.</exception>
    public static FieldValue FromWire(V1.FieldValue? value, string field) => value?.KindCase switch
    {
        V1.FieldValue.KindOneofCase.NullValue => FieldValue.Nothing,
        V1.FieldValue.KindOneofCase.TextValue => FieldValue.OfText(value.TextValue),
        V1.FieldValue.KindOneofCase.NumberValue => new FieldValue.Number(Number(value.NumberValue, field)),
        V1.FieldValue.KindOneofCase.FlagValue => new FieldValue.Flag(value.FlagValue),
        V1.FieldValue.KindOneofCase.DateValue => new FieldValue.Date(Wire.Day(value.DateValue, field)),
        V1.FieldValue.KindOneofCase.InstantValue => new FieldValue.Instant(Wire.Instant(value.InstantValue, field)),
        V1.FieldValue.KindOneofCase.TextListValue => FieldValue.OfTexts(value.TextListValue.Texts),
        _ => throw Refuse.Field(field, $"{field} has no value; set one kind of it, null_value for none."),
    };

    private static decimal Number(string text, string field) =>
        text.Length <= 30 && decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out decimal number)
            ? number
            : throw Refuse.Field(field, $"{field} is no number in plain notation, such as -12000.50.");
}
