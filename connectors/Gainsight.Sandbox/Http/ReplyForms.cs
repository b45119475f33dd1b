using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>Writes rows and empty answers in the form that the options choose.</summary>
internal sealed class ReplyForms(GainsightVariants variants, long seed)
{
    private long _empties = Math.Abs(seed % 3);

    /// <summary>Answer of a read: rows, or one of the three ways to say that there are none.</summary>
    public Reply Read(IReadOnlyCollection<JsonObject> rows)
    {
        if (rows.Count > 0)
        {
            return Rows(rows);
        }

        var form = variants.Empty is GainsightVariants.EmptyForm.Rotating
            ? (GainsightVariants.EmptyForm)(1 + (_empties++ % 3))
            : variants.Empty;
        return form switch
        {
            GainsightVariants.EmptyForm.NoRows => Rows(rows),

            // "Company API Documentation", sample failure response of the read call; the sample masks the code.
            GainsightVariants.EmptyForm.FalseWith200 =>
                Reply.Refused(200, "GSOBJ_1XXX", "No data found for given criteria"),

            // "Error Codes for Company, Relationship, and Custom Object APIs".
            GainsightVariants.EmptyForm.Refused =>
                Reply.Refused(400, ErrorCodes.NothingMatches, "No entity matches the given criteria"),
            _ => throw new UnreachableException(),
        };
    }

    public JsonNode? Value(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        decimal number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        DateOnly date => variants.Dates is GainsightVariants.DateForm.EpochMilliseconds
            ? JsonValue.Create(new DateTimeOffset(date, default, TimeSpan.Zero).ToUnixTimeMilliseconds())
            : JsonValue.Create(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset instant => variants.Dates switch
        {
            GainsightVariants.DateForm.EpochMilliseconds => JsonValue.Create(instant.ToUnixTimeMilliseconds()),
            GainsightVariants.DateForm.Spaced => JsonValue.Create(
                instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)),
            _ => JsonValue.Create(Iso(instant)),
        },
        _ => throw new UnreachableException(),
    };

    public void Add(JsonObject row, string key, object? value)
    {
        if (value is not null || !variants.LeavesOutNulls)
        {
            row[Key(key)] = Value(value);
        }
    }

    public static string Iso(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>All fields of a row, or those named.</summary>
    public JsonObject Row(Row row, IEnumerable<string> fields)
    {
        var json = new JsonObject();
        foreach (var field in fields)
        {
            Add(json, field, row[field]);
        }

        return json;
    }

    private Reply Rows(IReadOnlyCollection<JsonObject> rows)
    {
        var array = new JsonArray([.. rows]);
        return Reply.Ok(variants.Rows is GainsightVariants.RowPlace.Bare
            ? array
            : new JsonObject { ["records"] = array });
    }

    private string Key(string path) =>
        variants.LowerCaseRelationKeys && path.Contains('.', StringComparison.Ordinal)
            ? string.Join('.', path.Split('.').Select(part => char.ToLowerInvariant(part[0]) + part[1..]))
            : path;
}
