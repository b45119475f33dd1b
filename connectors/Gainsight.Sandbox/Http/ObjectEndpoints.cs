using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// The generic object calls ("Company API Documentation", "Gainsight Custom Object API Documentation", "Data Management
/// APIs"): query, single row, insert, update, delete.
/// </summary>
internal sealed class ObjectEndpoints(Tenant tenant, GainsightSandboxOptions options, ReplyForms forms)
{
    private const int QueryLimitMax = 5_000;

    private readonly QueryReader _reader = new(tenant, conditionKey: "name");
    private readonly RecordWriter _writer = new(tenant, options.Variants, forms);

    public IEnumerable<Route> Routes =>
    [
        new("POST", "/v1/data/objects/query/{object}", GainsightCallKind.Query, Query),
        new("GET", "/v1/data/objects/{object}/{gsid}", GainsightCallKind.Get, Get),
        new("POST", "/v1/data/objects/{object}", GainsightCallKind.Insert, request =>
            _writer.Insert(WritableTable(request), request)),
        new("PUT", "/v1/data/objects/{object}", GainsightCallKind.Update, request =>
            _writer.Update(WritableTable(request), request)),
        new("DELETE", "/v1/data/objects/{object}/{gsid}", GainsightCallKind.Delete, Delete),
    ];

    /// <summary>"Data Management APIs", sample failure of the describe call, which has two keys of its own.</summary>
    public static Reply ObjectNotFound()
    {
        var reply = Reply.Refused(400, "OBJECT_NOT_FOUND", "Requested object not found.");
        reply.Envelope["errorCode"] = null;
        reply.Envelope["title"] = "OBJECT_NOT_FOUND";
        reply.Envelope["detail"] = "Requested object not found.";
        return reply;
    }

    private Reply Query(GainsightRequest request)
    {
        if (tenant.FindTable(request.Route("object")) is not { } table)
        {
            return ObjectNotFound();
        }

        var body = request.Body;
        Body.RefuseUnknown(body, "select", "where", "orderBy", "limit", "offset");
        var select = _reader.Select(table, body);
        var orderBy = _reader.OrderBy(table, body);
        var limit = Limit(Body.WholeNumber(body, "limit") ?? QueryLimitMax);
        var offset = Body.WholeNumber(body, "offset") ?? 0;
        if (offset < 0)
        {
            throw new RefusedException(ErrorCodes.BadValue, "offset must not be negative.");
        }

        var found = RowFinder.Sort(RowFinder.Find(table, _reader.Where(table, body)), orderBy);
        var page = found.Skip(offset).Take(limit).ToList();
        var reply = forms.Read([.. page.Select(row => Select(row, select))]);
        if (request.Fault is GainsightFault.RowTouched && page.Count == limit)
        {
            tenant.Update(page[0], new Dictionary<string, object?>(StringComparer.Ordinal));
        }

        return reply;
    }

    private int Limit(int limit) => limit switch
    {
        < 1 => throw new RefusedException(ErrorCodes.BadValue, "limit must be positive."),
        > QueryLimitMax when options.Variants.OverLimit is GainsightVariants.OverLimitForm.Clamped => QueryLimitMax,
        > QueryLimitMax => throw new RefusedException(ErrorCodes.BadValue, $"limit must not exceed {QueryLimitMax}."),
        _ => limit,
    };

    private JsonObject Select(Row row, List<FieldPath> select)
    {
        var json = new JsonObject();
        foreach (var path in select)
        {
            forms.Add(json, path.Text, path.Read(row));
        }

        return json;
    }

    private Reply Get(GainsightRequest request)
    {
        if (tenant.FindTable(request.Route("object")) is not { } table)
        {
            return ObjectNotFound();
        }

        var row = table.Find(request.Route("gsid"));
        return forms.Read(row is null ? [] : [forms.Row(row, table.Fields.Select(field => field.Name))]);
    }

    private Reply Delete(GainsightRequest request)
    {
        var table = WritableTable(request);
        var row = table.Find(request.Route("gsid"))
            ?? throw new RefusedException(ErrorCodes.BadGsid, "GSID is missing or invalid.");
        tenant.Delete(row);
        return Reply.Ok(null);
    }

    private Table WritableTable(GainsightRequest request)
    {
        var name = request.Route("object");
        return tenant.FindTable(name) is { Writable: true } table
            ? table
            : throw new RefusedException(ErrorCodes.BadPath, $"Object {name} cannot be written by this call.");
    }
}
