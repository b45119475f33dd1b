using System.Globalization;
using System.Text.RegularExpressions;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;
using static Onboarding.Connectors.Salesforce.Sandbox.Schema.SalesforceFieldType;

namespace Onboarding.Connectors.Salesforce.Sandbox.Saving;

/// <summary>
/// Turns what a caller sent for a field into what the platform stores, or refuses it with the platform's code
/// ("Object Reference, Field Types"; "SOAP API, Core Data Types, StatusCode").
/// </summary>
internal static partial class FieldValues
{
    /// <summary>The platform keeps instants to the second in everything it returns.</summary>
    public static DateTimeOffset ToSecond(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture) + "+0000";

    public static bool TryInstant(string text, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        text,
        ["yyyy-MM-dd'T'HH:mm:ssZ", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFZ", "yyyy-MM-dd'T'HH:mm:sszzz",
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
            "yyyy-MM-dd'T'HH:mm:ss.fffzz'00'", "yyyy-MM-dd'T'HH:mm:sszz'00'"],
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out instant);

    public static object? Store(SalesforceField field, object? sent)
    {
        if (sent is null || (sent is string blank && blank.Length == 0))
        {
            // An empty string is stored as null; a checkbox has no null.
            return field.Type == Checkbox ? throw Unreadable(field, sent) : null;
        }

        return field.Type switch
        {
            Text or LongText or Phone or Url => Bounded(field, AsText(field, sent)),
            Email => Address(field, AsText(field, sent)),
            Picklist => Choice(field, AsText(field, sent)),
            Checkbox => sent is bool flag ? flag : throw Unreadable(field, sent),
            Integer or Number or Currency or Percent => Amount(field, sent),
            Date => AsDate(field, sent),
            SalesforceFieldType.Instant => AsInstant(field, sent),
            Reference or SalesforceFieldType.Id => AsId(field, sent),
            _ => sent,
        };
    }

    private static string AsText(SalesforceField field, object sent) => sent switch
    {
        string text => text,
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw Unreadable(field, sent),
    };

    private static string Bounded(SalesforceField field, string text) => text.Length <= field.Length
        ? text
        : throw new SalesforceRefusedException(
            "STRING_TOO_LONG",
            $"{field.Label}: data value too large: {text} (max length={field.Length})",
            field.Name);

    private static string Address(SalesforceField field, string text) => MailAddress().IsMatch(text)
        ? Bounded(field, text)
        : throw new SalesforceRefusedException(
            "INVALID_EMAIL_ADDRESS", $"{field.Label}: invalid email address: {text}", field.Name);

    private static string Choice(SalesforceField field, string text)
    {
        var known = field.Values.FirstOrDefault(v => string.Equals(v, text, StringComparison.OrdinalIgnoreCase));
        return known is null && field.Restricted
            ? throw new SalesforceRefusedException(
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                $"{field.Label}: bad value for restricted picklist field: {text}",
                field.Name)
            : Bounded(field, known ?? text);
    }

    private static object Amount(SalesforceField field, object sent)
    {
        var number = sent switch
        {
            decimal exact => exact,
            int whole => whole,
            long whole => whole,
            double real => (decimal)real,
            string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) =>
                parsed,
            _ => throw Unreadable(field, sent),
        };
        var rounded = Math.Round(number, field.Scale, MidpointRounding.AwayFromZero);
        var bound = Pow10(field.Precision - field.Scale);
        return Math.Abs(rounded) < bound
            ? rounded
            : throw new SalesforceRefusedException(
                "NUMBER_OUTSIDE_VALID_RANGE",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{field.Label}: value outside of valid range on numeric field: {number}"),
                field.Name);
    }

    private static decimal Pow10(int digits) =>
        Enumerable.Repeat(10m, digits).Aggregate(1m, (power, ten) => power * ten);

    private static object AsDate(SalesforceField field, object sent) => sent switch
    {
        DateOnly date => date,
        string text when DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date,
        string text when TryInstant(text, out var instant) => DateOnly.FromDateTime(instant.UtcDateTime),
        _ => throw Unreadable(field, sent),
    };

    private static object AsInstant(SalesforceField field, object sent) => sent switch
    {
        DateTimeOffset instant => ToSecond(instant),
        string text when TryInstant(text, out var instant) => ToSecond(instant),
        string text when DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) =>
            new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero),
        _ => throw Unreadable(field, sent),
    };

    private static string AsId(SalesforceField field, object sent) =>
        sent is string text && SalesforceId.TryNormalize(text, out var id)
        ? id
        : throw new SalesforceRefusedException(
            "MALFORMED_ID", $"{field.Label}: id value of incorrect type: {sent}", field.Name);

    private static SalesforceRefusedException Unreadable(SalesforceField field, object? sent) => new(
        "JSON_PARSER_ERROR",
        $"Cannot deserialize instance of {WireType(field)} from {Token(sent)} value {sent ?? "null"} "
            + "or request may be missing a required field");

    private static string Token(object? sent) => sent switch
    {
        null => "VALUE_NULL",
        bool => "VALUE_BOOLEAN",
        string => "VALUE_STRING",
        _ => "VALUE_NUMBER",
    };

    /// <summary>The field's type as describe and error messages name it.</summary>
    public static string WireType(SalesforceField field) => field.Type switch
    {
        SalesforceFieldType.Id => "id",
        Text => "string",
        LongText => "textarea",
        Picklist => "picklist",
        Checkbox => "boolean",
        Integer => "int",
        Number => "double",
        Currency => "currency",
        Percent => "percent",
        Date => "date",
        SalesforceFieldType.Instant => "datetime",
        Reference => "reference",
        Email => "email",
        Phone => "phone",
        Url => "url",
        _ => "complexvalue",
    };

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s.]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MailAddress();
}
