using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>Turns a JSON value into the value of a field, or says why the platform refuses it.</summary>
internal sealed class FieldParser(Tenant tenant)
{
    private static readonly string[] InstantFormats =
        ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.f", "yyyy-MM-dd HH:mm:ss.ff", "yyyy-MM-dd HH:mm:ss.fff"];

    /// <summary>Parses a value that a record carries. The out value is null for JSON null.</summary>
    public FieldFault? Parse(GainsightField field, JsonNode? json, out object? value)
    {
        value = null;
        if (json is null)
        {
            return field.Required
                ? Fault(ErrorCodes.NullRefused, $"Null is not allowed for {field.Name}.", field, json)
                : null;
        }

        value = field.Kind switch
        {
            GainsightFieldKind.String or GainsightFieldKind.RichText or GainsightFieldKind.Gsid => Text(json),
            GainsightFieldKind.Email => Text(json) is { } mail && LooksLikeMail(mail) ? mail : null,
            GainsightFieldKind.Number => Number(json),
            GainsightFieldKind.Boolean => json.GetValueKind() switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => null,
            },
            GainsightFieldKind.Date => Date(json),
            GainsightFieldKind.DateTime => Instant(json),
            GainsightFieldKind.Picklist => PicklistItem(field, json),
            GainsightFieldKind.Lookup => field.Category is null ? Reference(field, json) : PicklistItem(field, json),
            _ => throw new UnreachableException(),
        };
        if (value is null)
        {
            return Fault(Code(field), $"Invalid value ({field.Name} = {json}).", field, json);
        }

        // "Error Codes for Company ... APIs": a longer text is refused, never cut.
        return value is string text && text.Length > field.LengthMax && field.Category is null
            ? Fault(ErrorCodes.TooLong, $"Value of {field.Name} is longer than {field.LengthMax}.", field, json)
            : null;
    }

    /// <summary>
    /// Parses a value of a filter. Ids are taken as they stand: a filter for an id that does not exist matches nothing.
    /// </summary>
    public object? ParseOperand(GainsightField field, JsonNode? json) => field.Kind switch
    {
        _ when json is null => null,
        GainsightFieldKind.Picklist or GainsightFieldKind.Lookup or GainsightFieldKind.Email => Text(json),
        _ => Parse(field with { LengthMax = int.MaxValue }, json, out var value) is null ? value : null,
    };

    private static FieldFault Fault(string code, string message, GainsightField field, JsonNode? json) =>
        new(code, message, field.Name, json?.DeepClone());

    private static string Code(GainsightField field) => field.Kind switch
    {
        GainsightFieldKind.Date => ErrorCodes.BadDate,
        GainsightFieldKind.DateTime => ErrorCodes.BadDateTime,
        GainsightFieldKind.Picklist => ErrorCodes.BadPicklistValue,
        GainsightFieldKind.Lookup => field.Category is null ? ErrorCodes.BadGsid : ErrorCodes.BadPicklistValue,
        _ => ErrorCodes.BadValue,
    };

    private static string? Text(JsonNode json) =>
        json.GetValueKind() is JsonValueKind.String ? json.GetValue<string>() : null;

    private static object? Number(JsonNode json) => json.GetValueKind() is JsonValueKind.Number
        && decimal.TryParse(json.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static bool LooksLikeMail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);
    }

    // "Gainsight Custom Object API Documentation": dates are accepted as epoch milliseconds and in several text forms.
    private static object? Date(JsonNode json)
    {
        var text = Text(json);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        return Instant(json) is DateTimeOffset instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null;
    }

    private static object? Instant(JsonNode json)
    {
        if (Number(json) is decimal number)
        {
            return number == decimal.Truncate(number) && Math.Abs(number) < 1e14m
                ? DateTimeOffset.FromUnixTimeMilliseconds((long)number)
                : null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (Text(json) is not { } text)
        {
            return null;
        }

        var spaced = DateTimeOffset.TryParseExact(
            text, InstantFormats, CultureInfo.InvariantCulture, Utc, out var instant);
        if (!spaced && !(text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out instant)))
        {
            return null;
        }

        return new DateTimeOffset(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }

    private string? PicklistItem(GainsightField field, JsonNode json) =>
        Text(json) is { } label ? tenant.Picklists.Find(field.Category!, label)?.Gsid : null;

    private string? Reference(GainsightField field, JsonNode json) =>
        Text(json) is { } gsid && tenant.Table(field.Target!).Find(gsid) is not null ? gsid : null;
}
