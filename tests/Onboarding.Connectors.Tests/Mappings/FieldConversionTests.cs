using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

using FsCheck;
using FsCheck.Fluent;

using Onboarding.Connectors.Mappings;
using Onboarding.Model.Fields;

using Xunit;

namespace Onboarding.Connectors.Tests.Mappings;

public sealed class FieldConversionTests
{
    private static readonly ImmutableSortedDictionary<string, string> s_words = ImmutableSortedDictionary
        .Create<string, string>(StringComparer.Ordinal).Add("low", "Basic").Add("high", "Max \U0001F680");

    private static readonly string[] s_pieces = ["a", "\u00df", "\U0001F600", " ", "\n", "\"", "e\u0301", "\u4e2d", "0", "\\"];

    [Fact]
    public void What_is_written_is_read_back_as_the_same_value()
    {
        Gen<string> text = Gen.Elements(s_pieces).NonEmptyListOf().Select(string.Concat);
        Gen<FieldValue> texts = text.Select(FieldValue.OfText);
        Gen<FieldValue> numbers = ArbMap.Default.GeneratorFor<decimal>()
            .Where(number => ExactDigits(number) <= 28).Select(FieldValue (number) => new FieldValue.Number(number));
        Gen<FieldValue> flags = ArbMap.Default.GeneratorFor<bool>().Select(FieldValue (flag) => new FieldValue.Flag(flag));
        Gen<FieldValue> dates = Gen.Choose(0, DateOnly.MaxValue.DayNumber)
            .Select(FieldValue (day) => new FieldValue.Date(DateOnly.FromDayNumber(day)));
        Gen<FieldValue> instants = Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(0, 999_999)).Select(FieldValue (pair) =>
            new FieldValue.Instant(DateTimeOffset.UnixEpoch.AddSeconds(pair.Item1).AddMicroseconds(pair.Item2)));
        Gen<FieldValue> lists = text.ListOf().Select(FieldValue.OfTexts);
        Gen<FieldValue> nothing = Gen.Constant(FieldValue.Nothing);
        Gen<(FieldMapping, FieldValue)> cases = Gen.OneOf(
            With(FieldType.Text, Gen.OneOf(texts, nothing, Gen.Constant(FieldValue.Blank))),
            With(FieldType.Number, Gen.OneOf(numbers, nothing)),
            With(FieldType.Flag, Gen.OneOf(flags, nothing)),
            With(FieldType.Date, Gen.OneOf(dates, nothing)),
            With(FieldType.Instant, Gen.OneOf(instants, nothing)),
            With(FieldType.TextList, Gen.OneOf(lists, nothing)),
            Gen.Elements("low", "high").Select(word => (Mapping(FieldType.Text, s_words), FieldValue.OfText(word))),
            Gen.Elements("low", "high").ListOf().Select(list => (Mapping(FieldType.TextList, s_words), FieldValue.OfTexts(list))));

        Prop.ForAll(cases.ToArbitrary(), pair =>
        {
            NativeReading native = FieldConversion.ToNative(pair.Item1, pair.Item2);
            JsonNode? received = JsonNode.Parse(native.Value?.ToJsonString() ?? "null");
            CanonicalReading back = FieldConversion.ToCanonical(pair.Item1, received, present: true);
            return native.Fault is null && back.Fault is null && pair.Item2 == back.Value;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void The_four_states_stay_apart()
    {
        FieldMapping text = Mapping(FieldType.Text);

        Assert.Equal(default, FieldConversion.ToCanonical(text, null, present: false));
        Assert.Equal(FieldValue.Nothing, FieldConversion.ToCanonical(text, null, present: true).Value);
        Assert.Equal(FieldValue.Blank, FieldConversion.ToCanonical(text, "", present: true).Value);
        Assert.Equal(FieldValue.OfText("0"), FieldConversion.ToCanonical(text, "0", present: true).Value);
        Assert.Equal("", (string?)FieldConversion.ToNative(text, FieldValue.Blank).Value);
        Assert.Equal(new NativeReading(null, null), FieldConversion.ToNative(text, FieldValue.Nothing));
    }

    [Theory]
    [InlineData(FieldType.Number)]
    [InlineData(FieldType.Flag)]
    [InlineData(FieldType.Date)]
    [InlineData(FieldType.Instant)]
    public void An_empty_text_is_nothing_where_no_text_is_held(FieldType type) =>
        Assert.Equal(FieldValue.Nothing, FieldConversion.ToCanonical(Mapping(type), "", present: true).Value);

    [Theory]
    [InlineData(FieldType.Text, "12.50", "12.50")]
    [InlineData(FieldType.Number, "12.50", "12.5")]
    [InlineData(FieldType.Number, "1e3", "1000")]
    [InlineData(FieldType.Number, "-0.000000000001", "-0.000000000001")]
    [InlineData(FieldType.Number, "\"1234567890123456789012345678\"", "1234567890123456789012345678")]
    [InlineData(FieldType.Flag, "\"True\"", "true")]
    [InlineData(FieldType.Date, "\"2024-02-29\"", "2024-02-29")]
    [InlineData(FieldType.Date, "1767225600000", "2026-01-01")]
    [InlineData(FieldType.Date, "-86400000", "1969-12-31")]
    [InlineData(FieldType.Instant, "\"2026-02-01T10:00:00Z\"", "2026-02-01T10:00:00.000000Z")]
    [InlineData(FieldType.Instant, "\"2026-02-01T10:00:00.123+0000\"", "2026-02-01T10:00:00.123000Z")]
    [InlineData(FieldType.Instant, "\"2026-02-01T10:00:00-05:30\"", "2026-02-01T15:30:00.000000Z")]
    [InlineData(FieldType.Instant, "\"2026-02-01T10:00:00.123456789Z\"", "2026-02-01T10:00:00.123456Z")]
    [InlineData(FieldType.Instant, "1767225600123", "2026-01-01T00:00:00.123000Z")]
    [InlineData(FieldType.TextList, "[\"b\",\"a\"]", "a; b")]
    [InlineData(FieldType.TextList, "\"b;a;b\"", "a; b")]
    [InlineData(FieldType.TextList, "\"\"", "")]
    public void Native_forms_that_are_known_are_read(FieldType type, string json, string value)
    {
        CanonicalReading reading = FieldConversion.ToCanonical(Mapping(type), JsonNode.Parse(json), present: true);

        Assert.Null(reading.Fault);
        Assert.Equal(value, reading.Value!.ToString());
    }

    [Theory]
    [InlineData(FieldType.Text, "true")]
    [InlineData(FieldType.Text, "{}")]
    [InlineData(FieldType.Text, "\"a\\u0000b\"")]
    [InlineData(FieldType.Text, "\"\\ud800\"")]
    [InlineData(FieldType.Number, "\"1,5\"")]
    [InlineData(FieldType.Number, "\"NaN\"")]
    [InlineData(FieldType.Number, "\" 1\"")]
    [InlineData(FieldType.Number, "1e300")]
    [InlineData(FieldType.Number, "1e-29")]
    [InlineData(FieldType.Number, "0.12345678901234567890123456789")]
    [InlineData(FieldType.Number, "12345678901234567890123456789.1")]
    [InlineData(FieldType.Flag, "1")]
    [InlineData(FieldType.Flag, "\"yes\"")]
    [InlineData(FieldType.Date, "\"2026-02-30\"")]
    [InlineData(FieldType.Date, "\"2026-02-01T00:00:00Z\"")]
    [InlineData(FieldType.Date, "\"01.02.2026\"")]
    [InlineData(FieldType.Date, "1767225600001")]
    [InlineData(FieldType.Date, "1e30")]
    [InlineData(FieldType.Instant, "\"2026-02-01\"")]
    [InlineData(FieldType.Instant, "\"2026-02-01T10:00:00\"")]
    [InlineData(FieldType.Instant, "\"1767225600123\"")]
    [InlineData(FieldType.Instant, "1.5")]
    [InlineData(FieldType.TextList, "[1]")]
    [InlineData(FieldType.TextList, "[null]")]
    [InlineData(FieldType.TextList, "5")]
    public void What_does_not_fit_is_a_fault_that_does_not_tell_the_value(FieldType type, string json)
    {
        CanonicalReading reading = FieldConversion.ToCanonical(Mapping(type), JsonNode.Parse(json), present: true);

        Assert.Null(reading.Value);
        Assert.StartsWith("Native__c ", reading.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_native_choice_that_the_mapping_does_not_know_is_a_fault_and_never_a_guess()
    {
        FieldMapping mapping = Mapping(FieldType.Text, s_words);

        Assert.Equal(FieldValue.OfText("low"), FieldConversion.ToCanonical(mapping, "Basic", present: true).Value);
        Assert.Null(FieldConversion.ToCanonical(mapping, "basic", present: true).Value);
        Assert.Contains("Basic", FieldConversion.ToCanonical(mapping, "Gold", present: true).Fault, StringComparison.Ordinal);
        Assert.NotNull(FieldConversion.ToNative(mapping, FieldValue.OfText("medium")).Fault);
    }

    [Fact]
    public void A_flag_can_have_words_of_its_own()
    {
        FieldMapping mapping = Mapping(FieldType.Flag, s_words.Clear().Add("true", "Ja").Add("false", "Nein"));

        Assert.Equal(new FieldValue.Flag(true), FieldConversion.ToCanonical(mapping, "Ja", present: true).Value);
        Assert.Equal("Nein", (string?)FieldConversion.ToNative(mapping, new FieldValue.Flag(false)).Value);
        Assert.NotNull(FieldConversion.ToCanonical(mapping, true, present: true).Fault);
    }

    [Fact]
    public void A_value_of_another_type_is_not_written()
    {
        Assert.NotNull(FieldConversion.ToNative(Mapping(FieldType.Number), FieldValue.OfText("1")).Fault);
        Assert.NotNull(FieldConversion.ToNative(Mapping(FieldType.Date), FieldValue.Blank).Fault);
        Assert.NotNull(FieldConversion.ToNative(Mapping(FieldType.TextList), FieldValue.OfTexts(["a;b"])).Fault);
    }

    [Theory]
    [InlineData("""{"Owner.Email":"flat","Owner":{"Email":"deep"}}""", true, "flat")]
    [InlineData("""{"Owner":{"Email":"deep"}}""", true, "deep")]
    [InlineData("""{"Owner":{"Email":null}}""", true, null)]
    [InlineData("""{"Owner":null}""", true, null)]
    [InlineData("""{"Owner":{}}""", false, null)]
    [InlineData("""{"Owner":"text"}""", false, null)]
    [InlineData("{}", false, null)]
    public void A_dotted_name_is_a_whole_name_first_and_then_a_path(string json, bool present, string? value)
    {
        bool found = FieldConversion.Find(JsonNode.Parse(json)!.AsObject(), "Owner.Email", out JsonNode? native);

        Assert.Equal((present, value), (found, (string?)native));
    }

    private static Gen<(FieldMapping Mapping, FieldValue Value)> With(FieldType type, Gen<FieldValue> values) =>
        values.Select(value => (Mapping(type), value));

    private static FieldMapping Mapping(FieldType type, ImmutableSortedDictionary<string, string>? values = null) => new()
    {
        Native = "Native__c",
        Canonical = "canonical",
        Type = type,
        Direction = MappingDirection.Both,
        Values = values ?? ImmutableSortedDictionary<string, string>.Empty,
    };

    private static int ExactDigits(decimal number) =>
        Math.Abs(number).ToString(CultureInfo.InvariantCulture).Count(char.IsAsciiDigit);
}
