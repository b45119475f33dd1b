using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Streams;

namespace Onboarding.Connectors.Salesforce;

/// <summary>
/// Reads a stream by keyset: later stamp, or the same stamp and a greater id ("REST API Developer Guide, QueryAll").
/// SystemModstamp and not LastModifiedDate, because it moves with every change, as the platform's own replication does.
/// </summary>
/// <remarks>
/// The rows of a query and their order stay as they were when it began, but a later page shows values of now: a row that
/// was changed meanwhile has a stamp ahead of rows that are still to come, and of rows that are not in the query at all. So
/// the page mark carries when the query began, and the cursor never goes past that.
/// </remarks>
internal static class SalesforceQuery
{
    private const char BeganMark = '#';
    private const string Stamp = "SystemModstamp";

    private static readonly string[] s_stampForms =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'+0000'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>Path and query of the next page.</summary>
    public static string PathOf(string basePath, StreamRead read) => read.PageToken is { } token
        ? token.Split(BeganMark)[0]
        : $"{basePath}queryAll?q={Uri.EscapeDataString(Soql(SalesforceStreams.Of(read.Stream), read))}";

    /// <summary>The page in an answer.</summary>
    /// <param name="read">What was asked for.</param>
    /// <param name="body">The answer's body, or that of a part of a composite.</param>
    /// <param name="response">The answer, for its date.</param>
    /// <exception cref="JsonException">The body is not a page.</exception>
    public static PageOutcome.Page Page(StreamRead read, JsonElement body, PlatformResponse response)
    {
        SalesforceStream stream = SalesforceStreams.Of(read.Stream);
        ImmutableArray<PlatformRecord> records = [.. body.Required("records").Elements().Select(row => Record(stream, row))];
        bool more = body.Required("done").ValueKind == JsonValueKind.False;
        string? began = read.PageToken is { } token ? token.Split(BeganMark).ElementAtOrDefault(1) : response.Date?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        // The first page is as old as its query, whatever the clocks say.
        DateTimeOffset last = read.PageToken is not null
            && long.TryParse(began, CultureInfo.InvariantCulture, out long seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.MaxValue;
        PlatformRecord? reached = records.LastOrDefault(record => record.ModifiedAt <= last);
        return new PageOutcome.Page(
            records,
            reached is null ? null : new TimeIdCursor(reached.ModifiedAt!.Value, reached.Id).Encode(),
            more ? $"{body.Required("nextRecordsUrl").GetString()}{BeganMark}{began}" : null,
            more);
    }

    private static string Soql(SalesforceStream stream, StreamRead read)
    {
        IEnumerable<string> system = ["Id", Stamp, .. stream.KeepsDeleted ? ["IsDeleted"] : Array.Empty<string>(),
            .. stream.Merges ? ["MasterRecordId"] : Array.Empty<string>()];
        string fields = string.Join(", ", system.Concat(read.Fields.Select(Name)).Distinct(StringComparer.OrdinalIgnoreCase));
        return $"SELECT {fields} FROM {stream.Name}{After(read.Cursor)} ORDER BY {Stamp}, Id";
    }

    private static string After(string? cursor)
    {
        if (cursor is null)
        {
            return "";
        }

        TimeIdCursor at = TimeIdCursor.Decode(cursor);
        string time = at.Time.UtcDateTime.ToString(
            at.Time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            CultureInfo.InvariantCulture);
        // SOQL refuses AND and OR side by side without parentheses.
        return at.Id.Length == 0
            ? $" WHERE {Stamp} >= {time}"
            : $" WHERE ({Stamp} = {time} AND Id > '{SalesforceId.Normalize(at.Id)}') OR {Stamp} > {time}";
    }

    // The name comes from a mapping file and goes into a query.
    private static string Name(string field) =>
        char.IsAsciiLetter(field.FirstOrDefault()) && field.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.')
            ? field
            : throw new ConnectorException(
                FailureKind.Misconfigured, $"'{field}' is no API name of a Salesforce field. Correct the mapping.");

    private static PlatformRecord Record(SalesforceStream stream, JsonElement row)
    {
        if (!SalesforceId.TryNormalize(row.Text("Id"), out string? id)
            || !DateTimeOffset.TryParseExact(
                row.Text(Stamp), s_stampForms, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset modifiedAt))
        {
            throw new JsonException("A row has no id or no stamp.");
        }

        bool deleted = stream.KeepsDeleted && row.IsTrue("IsDeleted");
        var fields = JsonObject.Create(row)!;
        fields.Remove("attributes");
        return new PlatformRecord
        {
            Id = id,
            ModifiedAt = modifiedAt,
            Deleted = deleted,
            MergedInto = deleted && SalesforceId.TryNormalize(row.Text("MasterRecordId"), out string? master) ? master : null,
            Fields = fields,
        };
    }
}
