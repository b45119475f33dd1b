using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Onboarding.Testing.Samples;

/// <summary>
/// A platform in memory that does as it is told, also what is wrong. Counts every call. For one thread.
/// </summary>
/// <param name="clock">Gives the time of change.</param>
public sealed class LedgerWorld(TimeProvider clock) : HttpMessageHandler
{
    /// <summary>The stream that tells which records were purged.</summary>
    public const string Bin = "bin";

    private readonly Dictionary<string, SortedDictionary<string, LedgerRow>> _streams = new(StringComparer.Ordinal);
    private int _created;

    /// <summary>Most records in one page.</summary>
    public int PageSize { get; set; } = 3;

    /// <summary>What was called, such as "read" or "create tasks 3".</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Called before and after each call is carried out.</summary>
    public Action Step { get; set; } = static () => { };

    /// <summary>
    /// What is wrong with a record to be written: "locked", another text for good, null when nothing is.
    /// </summary>
    public Func<string, JsonObject, string?> Refusal { get; set; } = static (_, _) => null;

    /// <summary>Whether one bad record has the whole batch refused without saying which.</summary>
    public bool RefusesWholeBatches { get; set; }

    /// <summary>Whether the answer to a call, which was carried out, is lost.</summary>
    public Func<string, bool> LosesAnswer { get; set; } = static _ => false;

    /// <summary>The platform's own form of a value to be stored.</summary>
    public Func<string, JsonNode?, JsonNode?> Form { get; set; } = static (_, value) => value;

    /// <summary>Order in which a page is given; the last record by time and id still bounds it.</summary>
    public Func<IEnumerable<LedgerRow>, IEnumerable<LedgerRow>> Order { get; set; } = static rows => rows;

    /// <summary>Streams that cannot be read, with the reason.</summary>
    public Dictionary<string, string> Unreadable { get; } = new(StringComparer.Ordinal);

    /// <summary>How far the clock that stamps its answers is ahead of that which stamps its rows.</summary>
    public TimeSpan ClockAhead { get; set; }

    /// <summary>Status that every call is answered with; null answers as usual.</summary>
    public HttpStatusCode? Down { get; set; }

    public IReadOnlyCollection<LedgerRow> Rows(string stream) => StreamOf(stream).Values;

    public LedgerRow Row(string stream, string id) => StreamOf(stream)[id];

    /// <summary>Creates or changes a record, as somebody who works on the platform.</summary>
    public void Put(string stream, string id, params (string Name, JsonNode? Value)[] fields) =>
        Set(stream, id, fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    public void Change(string stream, string id, Func<LedgerRow, LedgerRow> change) =>
        StreamOf(stream)[id] = change(StreamOf(stream)[id]);

    /// <summary>Deletes a record and leaves a tombstone.</summary>
    public void Remove(string stream, string id, string? mergedInto = null) => Change(
        stream, id, row => row with { Deleted = true, MergedInto = mergedInto, ModifiedAt = clock.GetUtcNow() });

    /// <summary>Deletes a record without a tombstone in its stream: only the bin tells of it.</summary>
    public void Purge(string stream, string id)
    {
        StreamOf(stream).Remove(id);
        Put(Bin, id, ("stream", stream));
        Remove(Bin, id);
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        JsonNode? content = request.Content is null
            ? null
            : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken));
        string[] path = request.RequestUri!.AbsolutePath.Trim('/').Split('/');
        string call = path is [var stream, var verb]
            ? $"{verb} {stream} {(content!["records"] ?? content["keys"])!.AsArray().Count}"
            : path[0];
        Calls.Add(call);
        Step();
        HttpResponseMessage answer = Down is { } status ? new HttpResponseMessage(status) : Answer(request, path, content);
        answer.Headers.Date = clock.GetUtcNow() + ClockAhead;
        Step();
        return LosesAnswer(call) ? throw new HttpRequestException("The connection was cut.") : answer;
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, string[] path, JsonNode? content) => path switch
    {
        ["read"] => Json(new JsonObject
        {
            ["pages"] = new JsonArray([.. content!["reads"]!.AsArray().Select(read => Page(
                (string)read!["stream"]!, (string)read["time"]!, (string)read["id"]!))]),
        }),
        [var stream, "find"] => Find(stream, content!["keys"]!.AsArray()),
        [var stream, var action] => Write(stream, action, content!["records"]!.AsArray()),
        [var stream] => Json(Page(stream, Query(request, "time"), Query(request, "id"))),
        _ => new HttpResponseMessage(HttpStatusCode.NotFound),
    };

    private JsonObject Page(string stream, string time, string id)
    {
        if (Unreadable.TryGetValue(stream, out string? reason))
        {
            return new JsonObject { ["error"] = reason };
        }

        DateTimeOffset after = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
        LedgerRow[] rows =
        [
            .. Rows(stream)
                .Where(row => !row.Hidden && (row.ModifiedAt > after
                    || (row.ModifiedAt == after && string.CompareOrdinal(row.Id, id) > 0)))
                .OrderBy(row => row.ModifiedAt)
                .ThenBy(row => row.Id, StringComparer.Ordinal),
        ];
        LedgerRow[] page = [.. rows.Take(PageSize)];
        IEnumerable<LedgerRow> given = page.Length == 0 ? page : [.. Order(page[..^1]), page[^1]];
        return new JsonObject
        {
            ["records"] = new JsonArray([.. given.Select(row => new JsonObject
            {
                ["id"] = row.Id,
                ["modified"] = row.ModifiedAt.ToString("O", CultureInfo.InvariantCulture),
                ["deleted"] = row.Deleted,
                ["mergedInto"] = row.MergedInto,
                ["fields"] = row.Fields.DeepClone(),
            })]),
            ["more"] = rows.Length > page.Length,
        };
    }

    private HttpResponseMessage Write(string stream, string action, JsonArray records)
    {
        string?[] refusals = [.. records.Select(record => Refusal(stream, record!["fields"]!.AsObject()))];
        if (RefusesWholeBatches && refusals.Any(refusal => refusal is not null))
        {
            return new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("A record is bad.") };
        }

        var outcomes = new JsonArray();
        foreach ((JsonNode? record, string? refusal) in records.Zip(refusals))
        {
            if (refusal is not null)
            {
                outcomes.Add(new JsonObject { ["error"] = refusal });
                continue;
            }

            string key = (string)record!["key"]!;
            string id = action switch
            {
                "update" => (string)record["id"]!,
                "upsert" => Marked(stream, key).FirstOrDefault()?.Id ?? NewId(stream),
                _ => NewId(stream),
            };
            Set(stream, id, [.. record["fields"]!.AsObject().Select(field =>
                KeyValuePair.Create(field.Key, Form(field.Key, field.Value?.DeepClone())))]);
            if (action != "update")
            {
                StreamOf(stream)[id].Fields[LedgerConnector.KeyField] = key;
            }

            outcomes.Add(new JsonObject { ["id"] = id });
        }

        return Json(new JsonObject { ["outcomes"] = outcomes });
    }

    private HttpResponseMessage Find(string stream, JsonArray keys) => Json(new JsonObject
    {
        ["found"] = new JsonArray([.. keys.SelectMany(key => Marked(stream, (string)key!)).Select(row =>
            new JsonObject { ["key"] = row.Text(LedgerConnector.KeyField), ["id"] = row.Id })]),
    });

    private IEnumerable<LedgerRow> Marked(string stream, string key) =>
        Rows(stream).Where(row => !row.Deleted && row.Text(LedgerConnector.KeyField) == key);

    private void Set(string stream, string id, IEnumerable<KeyValuePair<string, JsonNode?>> fields)
    {
        JsonObject held = StreamOf(stream).TryGetValue(id, out LedgerRow? row) ? (JsonObject)row.Fields.DeepClone() : [];
        foreach ((string name, JsonNode? value) in fields)
        {
            held[name] = value;
        }

        StreamOf(stream)[id] = new LedgerRow { Id = id, ModifiedAt = clock.GetUtcNow(), Fields = held };
    }

    private SortedDictionary<string, LedgerRow> StreamOf(string stream) =>
        _streams.TryGetValue(stream, out SortedDictionary<string, LedgerRow>? rows)
            ? rows
            : _streams[stream] = new SortedDictionary<string, LedgerRow>(StringComparer.Ordinal);

    private string NewId(string stream) => $"{stream}-new-{++_created:000}";

    private static string Query(HttpRequestMessage request, string name) => Uri.UnescapeDataString(
        request.RequestUri!.Query.TrimStart('?').Split('&')
            .First(part => part.StartsWith($"{name}=", StringComparison.Ordinal))[(name.Length + 1)..]);

    private static HttpResponseMessage Json(JsonObject content) => new(HttpStatusCode.OK)
    {
        Content = new StringContent(content.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
    };
}
