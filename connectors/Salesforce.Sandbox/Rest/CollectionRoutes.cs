using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rest;

/// <summary>
/// Up to 200 rows in a call, each with its own outcome, and up to 2,000 fetched by id
/// ("REST API Developer Guide, sObject Collections").
/// </summary>
internal static class CollectionRoutes
{
    private const int WrittenRowsMax = 200;
    private const int FetchedRowsMax = 2000;

    public static RestAnswer Write(RestCall call) => call.Method switch
    {
        "POST" => Each(call, Records(call), record => Create(call, record)),
        "PATCH" => Each(call, Records(call), record => Update(call, record)),
        "DELETE" => Each(call, Ids(call), id => Delete(call, id)),
        _ => RestAnswer.MethodNotAllowed(call.Method),
    };

    public static RestAnswer Upsert(RestCall call, string typeName, string fieldName)
    {
        if (call.Method != "PATCH")
        {
            return RestAnswer.MethodNotAllowed(call.Method);
        }

        var type = call.TypeOf(typeName);
        var field = RowRoutes.ExternalIdField(call, type, fieldName);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return Each(call, Records(call), record => UpsertOne(call, type, field, record, seen));
    }

    public static RestAnswer Fetch(RestCall call, string typeName)
    {
        var type = call.TypeOf(typeName);
        var (ids, names) = call.Method switch
        {
            "POST" => (Strings(call.RequireBody(), "ids"), Strings(call.RequireBody(), "fields")),
            "GET" => (List(call, "ids"), List(call, "fields")),
            _ => ([], []),
        };
        if (call.Method is not ("POST" or "GET"))
        {
            return RestAnswer.MethodNotAllowed(call.Method);
        }

        RefuseTooMany(ids.Count, FetchedRowsMax);
        var (fields, scope) = (RowRoutes.Selected(call, type, names), call.Scope());
        var rows = new JsonArray();
        foreach (var id in ids)
        {
            // As long as the list of ids and in its order, with null for what is unknown or gone.
            var view = SalesforceId.TryNormalize(id, out var normal) ? scope.View(scope.Store.Find(normal)) : null;
            rows.Add((JsonNode?)(view is { } seen && seen.Row.Type == type
                && seen.Fields.GetValueOrDefault("IsDeleted") is not true
                ? RowRoutes.Write(call, seen, fields)
                : null));
        }

        return RestAnswer.Ok(rows);
    }

    private static JsonObject Create(RestCall call, JsonElement record)
    {
        var type = TypeOf(call, record);
        RowBody.RefuseMember(record, "Id");
        return RestAnswer.Saved(call.World.Writer.Create(type, RowBody.Read(record, type, call), call.Actor()).Id);
    }

    private static JsonObject Update(RestCall call, JsonElement record)
    {
        var type = TypeOf(call, record);
        var id = RowBody.Text(record, "id")
            ?? throw new SalesforceRefusedException("MISSING_ARGUMENT", "Id not specified in an update call");
        var row = Find(call, type, id);
        call.World.Writer.Update(row, RowBody.Read(record, type, call, "id"), call.Actor());
        return RestAnswer.Saved(row.Id);
    }

    private static JsonObject Delete(RestCall call, string id)
    {
        var row = Find(call, null, id);
        call.World.Remover.Delete(row, call.Actor());
        return RestAnswer.Saved(row.Id);
    }

    private static JsonObject UpsertOne(
        RestCall call, SObjectType type, SalesforceField field, JsonElement record, HashSet<string> seen)
    {
        if (TypeOf(call, record) != type)
        {
            throw new SalesforceRefusedException(
                "INVALID_TYPE", $"All records of an upsert must be of type {type.Name}");
        }

        RowBody.RefuseMember(record, "Id");
        var value = RowBody.Text(record, field.Name)
            ?? throw new SalesforceRefusedException("MISSING_ARGUMENT", $"{field.Name} not specified");
        if (!seen.Add(value))
        {
            throw new SalesforceRefusedException(
                "DUPLICATE_VALUE", $"Duplicate external id specified: {value}", field.Name);
        }

        var fields = RowBody.Read(record, type, call, field.Name);
        switch (RowRoutes.Matching(call, type, field, value))
        {
            case []:
                var created = call.World.Writer.Create(type, fields.Append(new(field.Name, value)), call.Actor());
                return RestAnswer.Saved(created.Id, created: true);
            case [var row]:
                call.World.Writer.Update(row, fields, call.Actor());
                return RestAnswer.Saved(row.Id, created: false);
            case var several:
                var ids = string.Join(", ", several.Select(r => r.Id));
                throw new SalesforceRefusedException(
                    "DUPLICATE_EXTERNAL_ID",
                    $"{field.Name}: more than one record found for external id field: [{ids}]",
                    field.Name);
        }
    }

    /// <summary>
    /// Runs each row by itself: a well-formed call is 200 even when rows fail. With allOrNone a single failure undoes
    /// all.
    /// </summary>
    private static RestAnswer Each<T>(RestCall call, IReadOnlyList<T> rows, Func<T, JsonObject> write)
    {
        RefuseTooMany(rows.Count, WrittenRowsMax);
        var (store, start, failed) = (call.World.Store, call.World.Store.Mark(), false);
        var results = new List<JsonObject>(rows.Count);
        foreach (var row in rows)
        {
            var mark = store.Mark();
            try
            {
                call.RowFaults.NextRow();
                results.Add(write(row));
            }
            catch (SalesforceRefusedException refused)
            {
                store.RollBackTo(mark);
                failed = true;
                results.Add(Failed(refused));
            }
        }

        if (failed && AllOrNone(call))
        {
            store.RollBackTo(start);
            var undone = new SalesforceRefusedException(
                "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                "Record rolled back because not all records were valid and the request was using AllOrNone header");
            results = [.. results.Select(r => (bool)r["success"]! ? Failed(undone) : r)];
        }

        return RestAnswer.Ok(new JsonArray([.. results]));
    }

    private static JsonObject Failed(SalesforceRefusedException refused) =>
        new() { ["success"] = false, ["errors"] = RestAnswer.Errors(refused, "statusCode") };

    private static bool AllOrNone(RestCall call)
    {
        if (call.Method == "DELETE")
        {
            return call.Query.TryGetValue("allOrNone", out var text)
                && string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
        }

        return call.RequireBody().TryGetProperty("allOrNone", out var flag) && flag.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new SalesforceRefusedException("JSON_PARSER_ERROR", "allOrNone must be true or false"),
        };
    }

    private static List<JsonElement> Records(RestCall call)
    {
        var body = call.RequireBody();
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name is not ("allOrNone" or "records"))
            {
                throw new SalesforceRefusedException("JSON_PARSER_ERROR", $"Unrecognized field \"{member.Name}\"");
            }
        }

        return body.TryGetProperty("records", out var records) && records.ValueKind == JsonValueKind.Array
            && records.EnumerateArray().All(r => r.ValueKind == JsonValueKind.Object)
            ? [.. records.EnumerateArray()]
            : throw new SalesforceRefusedException("JSON_PARSER_ERROR", "records must be a list of records");
    }

    private static List<string> Ids(RestCall call) => List(call, "ids");

    private static List<string> List(RestCall call, string name) =>
        call.Query.TryGetValue(name, out var text) && text.Length > 0
            ? [.. text.Split(',', StringSplitOptions.TrimEntries)]
            : throw new SalesforceRefusedException("MISSING_ARGUMENT", $"The {name} parameter is required");

    private static List<string> Strings(JsonElement body, string name) =>
        body.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            && list.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(e => e.GetString()!)]
            : throw new SalesforceRefusedException("JSON_PARSER_ERROR", $"{name} must be a list of texts");

    private static SObjectType TypeOf(RestCall call, JsonElement record) =>
        record.TryGetProperty("attributes", out var attributes) && attributes.ValueKind == JsonValueKind.Object
            && attributes.TryGetProperty("type", out var name) && name.ValueKind == JsonValueKind.String
            ? call.World.Catalog.Type(name.GetString()!)
            : throw new SalesforceRefusedException(
                "INVALID_INPUT", "Include an entity type in the attributes of every record");

    private static Row Find(RestCall call, SObjectType? type, string id)
    {
        if (!SalesforceId.TryNormalize(id, out var normal))
        {
            throw new SalesforceRefusedException("MALFORMED_ID", $"malformed id {id}");
        }

        var row = call.World.Store.Find(normal);
        return row is null || (type is not null && row.Type != type) || row.SeenAt(call.World.Clock.GetUtcNow()) is null
            || !call.World.Catalog.TryType(row.Type.Name, out _)
            ? throw new SalesforceRefusedException("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
            : row;
    }

    private static void RefuseTooMany(int count, int max)
    {
        if (count > max)
        {
            throw new SalesforceRefusedException(
                "EXCEEDED_ID_LIMIT", $"record limit reached. cannot submit more than {max} records into this call");
        }
    }
}
