using System.Diagnostics;
using System.Globalization;

using Onboarding.Model.Fields;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Demo.Checking;

/// <summary>Values of the API as the model's values.</summary>
internal static class Wired
{
    public static FieldMap Map(IEnumerable<KeyValuePair<string, V1.FieldValue>> fields) =>
        FieldMap.Of(fields.Select(field => KeyValuePair.Create(field.Key, Value(field.Value))));

    public static DateOnly? Day(V1.Date? date) => date is null ? null : new DateOnly(date.Year, date.Month, date.Day);

    /// <summary>A day as a field's value; null stays nothing.</summary>
    public static FieldValue Field(DateOnly? day) => day is { } known ? new FieldValue.Date(known) : FieldValue.Nothing;

    private static FieldValue Value(V1.FieldValue value) => value.KindCase switch
    {
        V1.FieldValue.KindOneofCase.None or V1.FieldValue.KindOneofCase.NullValue => FieldValue.Nothing,
        V1.FieldValue.KindOneofCase.TextValue => FieldValue.OfText(value.TextValue),
        V1.FieldValue.KindOneofCase.NumberValue =>
            new FieldValue.Number(decimal.Parse(value.NumberValue, CultureInfo.InvariantCulture)),
        V1.FieldValue.KindOneofCase.FlagValue => new FieldValue.Flag(value.FlagValue),
        V1.FieldValue.KindOneofCase.DateValue => Field(Day(value.DateValue)),
        V1.FieldValue.KindOneofCase.InstantValue => new FieldValue.Instant(value.InstantValue.ToDateTimeOffset()),
        V1.FieldValue.KindOneofCase.TextListValue => FieldValue.OfTexts(value.TextListValue.Texts),
        _ => throw new UnreachableException(),
    };
}
