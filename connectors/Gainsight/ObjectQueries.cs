using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Streams;
using Onboarding.Connectors.Writes;

namespace Onboarding.Connectors.Gainsight;

/// <summary>
/// Reads pages with the object query ("Data Management APIs"). Vendor's pages prove one sort key and "A AND B" only, so
/// a page is asked for by time alone, and the last instant of a full page, of which more rows may follow, begins the
/// next one. Where one instant fills a page, its rows are walked by id.
/// </summary>
internal sealed class ObjectQueries(GainsightSettings settings)
{
    private const string Tie = "tie";
    private const string After = "after";
    private const string ObjectName = "ObjectName";

    private readonly string _queryRoot = settings.QueryPath[..settings.QueryPath.IndexOf(
        GainsightCalls.ObjectMark, StringComparison.Ordinal)];

    public PlatformRequest Request(StreamRead read)
    {
        GainsightStream stream = GainsightStreams.Of(read.Stream);
        TimeIdCursor? cursor = read.Cursor is null ? null : TimeIdCursor.Decode(read.Cursor);
        var conditions = new List<JsonObject>();
        if (cursor is not null)
        {
            string comparison = read.PageToken switch { Tie => "EQ", After => "GT", _ => "GTE" };
            conditions.Add(Condition(stream.TimeField, "A", comparison, settings.FilterTime(cursor.Time)));
        }

        if (read.PageToken == Tie && cursor!.Id.Length > 0)
        {
            conditions.Add(Condition(stream.IdField, "B", "GT", cursor.Id));
        }

        var body = new JsonObject
        {
            ["select"] = Texts(Selected(stream, read.Fields)),
            ["orderBy"] = new JsonObject { [read.PageToken == Tie ? stream.IdField : stream.TimeField] = "asc" },
            ["limit"] = settings.QueryRows,
        };
        return Query(stream, body, conditions, "read");
    }

    /// <summary>Looks for records by the marker in their key field.</summary>
    public PlatformRequest Marked(GainsightStream stream, ImmutableArray<string> markers) => Query(
        stream,
        new JsonObject
        {
            ["select"] = Texts([stream.IdField, stream.KeyField!]),
            ["limit"] = settings.QueryRows,
        },
        [Condition(stream.KeyField!, "A", "IN", [.. markers])],
        "find");

    /// <summary>Whether a request is a query, in which some refusals are the reader's to understand.</summary>
    public bool IsQuery(PlatformRequest request) =>
        request.Method == HttpMethod.Post && request.Path.StartsWith(_queryRoot, StringComparison.Ordinal);

    /// <summary>Whether a refusal only says that nothing matches, of which there are three ways.</summary>
    public bool SaysEmpty(PlatformResponse response) =>
        GainsightEnvelope.TryRead(response) is { Result: false } envelope
        && (settings.EmptyCodes.Contains(envelope.Code ?? "", StringComparer.Ordinal)
            || settings.EmptyTexts.Any(text => envelope.Text.Contains(text, StringComparison.OrdinalIgnoreCase)));

    public ImmutableArray<MarkedRecord> ReadMarked(GainsightStream stream, PlatformResponse response)
    {
        if (SaysEmpty(response))
        {
            return [];
        }

        if (GainsightFailures.Of(Marked(stream, []), response) is { } failure)
        {
            throw new ConnectorException(failure);
        }

        return
        [
            .. GainsightEnvelope.Read(response).Rows().Select(row => new MarkedRecord(
                Required(row, stream.KeyField!), Required(row, stream.IdField))),
        ];
    }

    public PageOutcome ReadPage(StreamRead read, PlatformResponse response)
    {
        GainsightStream stream = GainsightStreams.Of(read.Stream);
        if (SaysEmpty(response))
        {
            return Page(stream, read, []);
        }

        if (GainsightFailures.Of(Request(read), response) is { } failure)
        {
            // A tenant may have no delete log; then nothing tells of deletes.
            return stream.IsDeleteLog && GainsightEnvelope.Read(response).Code == "OBJECT_NOT_FOUND"
                ? Page(stream, read, [])
                : new PageOutcome.Failed(failure);
        }

        return Page(stream, read, GainsightEnvelope.Read(response).Rows());
    }

    private PageOutcome Page(GainsightStream stream, StreamRead read, ImmutableArray<JsonObject> rows)
    {
        ImmutableArray<Found> found =
        [
            .. rows
                .Select(row => new Found(
                    row, Required(row, stream.IdField),
                    GainsightTimes.Read(GainsightEnvelope.Value(row, stream.TimeField), settings.SpacedTimeOffset)))
                .OrderBy(one => one.At).ThenBy(one => one.Id, StringComparer.Ordinal),
        ];
        bool full = rows.Length >= settings.QueryRows;
        return read.PageToken == Tie ? TiePage(stream, read, found, full)
            : full ? FullPage(stream, read, found)
            : new PageOutcome.Page(
                Records(stream, read, found), found is [.., { At: { } at, Id: var id }] ? Mark(at, id) : null, null,
                More: false);
    }

    private PageOutcome FullPage(GainsightStream stream, StreamRead read, ImmutableArray<Found> found)
    {
        if (found[^1].At is not { } last)
        {
            return new PageOutcome.Failed(new Failure(
                FailureKind.Unsupported,
                $"{stream.Name} has a whole page of rows without {stream.TimeField}, which cannot be paged through. "
                    + "Have them changed on the tenant, so that they get one."));
        }

        bool moves = found.Any(one => one.At is { } at && at != last);
        return new PageOutcome.Page(
            Records(stream, read, [.. found.Where(one => one.At != last)]), Mark(last, ""), moves ? null : Tie,
            More: true);
    }

    private PageOutcome.Page TiePage(GainsightStream stream, StreamRead read, ImmutableArray<Found> found, bool full)
    {
        TimeIdCursor cursor = TimeIdCursor.Decode(read.Cursor!);
        string last = found.IsEmpty ? cursor.Id : found[^1].Id;
        return new PageOutcome.Page(
            Records(stream, read, found), Mark(cursor.Time, last), full ? Tie : After, More: true);
    }

    private ImmutableArray<PlatformRecord> Records(
        GainsightStream stream, StreamRead read, ImmutableArray<Found> found) =>
        stream.IsDeleteLog
            ? [.. found.Select(Tombstone).OfType<PlatformRecord>()]
            : [.. found.Select(one => Record(stream, read.Fields, one))];

    private PlatformRecord Record(GainsightStream stream, ImmutableArray<string> fields, Found found)
    {
        var values = new JsonObject();
        foreach (string field in fields)
        {
            // What was asked for and left out of the row has no value: some tenants send no nulls.
            JsonNode? value = GainsightTimes.Normal(
                GainsightEnvelope.Value(found.Row, ReadName(stream, field)), settings.SpacedTimeOffset);
            values[field] = IsMail(stream, field) && GainsightEnvelope.TextOf(value) is { } mail
                ? mail.ToLowerInvariant()
                : value;
        }

        return new PlatformRecord { Id = found.Id, ModifiedAt = found.At, Fields = values };
    }

    private static PlatformRecord? Tombstone(Found found)
    {
        string? name = GainsightEnvelope.TextOf(GainsightEnvelope.Value(found.Row, ObjectName));
        return GainsightStreams.OfObject(name) is { } stream
            ? new PlatformRecord
            {
                Id = found.Id,
                ModifiedAt = found.At,
                Stream = stream.Name,
                Deleted = true,
                Fields = [],
            }
            : null;
    }

    // Gainsight compares addresses without regard to case; the hub writes them in lower case.
    private static bool IsMail(GainsightStream stream, string field) =>
        field == "OwnerEmail" || (stream.Name == "gsuser" && field == "Email");

    private ImmutableArray<string> Selected(GainsightStream stream, ImmutableArray<string> fields)
    {
        IEnumerable<string?> always =
            [stream.IdField, stream.TimeField, stream.KeyField, stream.IsDeleteLog ? ObjectName : null];
        return
        [
            .. always.OfType<string>().Concat(fields.Select(field => ReadName(stream, field)))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    private string ReadName(GainsightStream stream, string field) =>
        stream.Writes is GainsightWriteForm.CallToAction or GainsightWriteForm.Task
            ? settings.CockpitReadNames.GetValueOrDefault(field, field)
            : field;

    private PlatformRequest Query(GainsightStream stream, JsonObject body, List<JsonObject> conditions, string verb)
    {
        if (conditions.Count > 0)
        {
            body["where"] = new JsonObject
            {
                ["conditions"] = new JsonArray([.. conditions]),
                ["expression"] = conditions.Count == 1 ? "A" : "A AND B",
            };
        }

        return GainsightCalls.Json(
            HttpMethod.Post, GainsightCalls.PathOf(settings.QueryPath, stream.Name), body, $"{verb} {stream.Name}",
            repeatable: true);
    }

    private static JsonObject Condition(
        string field, string alias, string comparison, params ImmutableArray<string> values) =>
        new() { ["name"] = field, ["alias"] = alias, ["operator"] = comparison, ["value"] = Texts(values) };

    private static JsonArray Texts(ImmutableArray<string> texts) =>
        new([.. texts.Select(text => JsonValue.Create(text))]);

    private static string Mark(DateTimeOffset at, string id) => new TimeIdCursor(at, id).Encode();

    private static string Required(JsonObject row, string field) =>
        GainsightEnvelope.TextOf(GainsightEnvelope.Value(row, field)) is { Length: > 0 } text
            ? text
            : throw new JsonException($"A row has no {field}.");

    /// <summary>A row with what it is ordered by.</summary>
    private sealed record Found(JsonObject Row, string Id, DateTimeOffset? At);
}
