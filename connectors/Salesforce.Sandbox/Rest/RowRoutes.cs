using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Saving;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rest;

/// <summary>
/// Single rows by id and by external id ("REST API Developer Guide, sObject Rows; sObject Rows by External ID;
/// Conditional Request Headers").
/// </summary>
internal static class RowRoutes
{
    public static RestAnswer Create(RestCall call, string typeName)
    {
        var type = call.TypeOf(typeName);
        var body = call.RequireBody();
        RowBody.RefuseMember(body, "Id");
        call.RowFaults.NextRow();
        var row = call.World.Writer.Create(type, RowBody.Read(body, type, call), call.Actor());
        return RestAnswer.Created($"{call.BasePath}sobjects/{type.Name}/{row.Id}", RestAnswer.Saved(row.Id));
    }

    public static RestAnswer ById(RestCall call, string typeName, string id)
    {
        var row = Find(call, call.TypeOf(typeName), id);
        return call.Method switch
        {
            "GET" or "HEAD" => Get(call, row),
            "PATCH" => Update(call, row),
            "DELETE" => Delete(call, row),
            _ => RestAnswer.MethodNotAllowed(call.Method),
        };
    }

    public static RestAnswer ByExternalId(RestCall call, string typeName, string fieldName, string value)
    {
        var type = call.TypeOf(typeName);
        var field = ExternalIdField(call, type, fieldName);
        var rows = Matching(call, type, field, value);
        if (rows.Count > 1)
        {
            return Several(call, type, rows);
        }

        return (call.Method, rows) switch
        {
            ("GET" or "HEAD", [var row]) => Get(call, row),
            ("DELETE", [var row]) => Delete(call, row),
            ("PATCH", _) => Upsert(call, type, field, value, rows.FirstOrDefault()),
            ("GET" or "HEAD" or "DELETE", _) => throw SalesforceRefusedException.NotFound(),
            _ => RestAnswer.MethodNotAllowed(call.Method),
        };
    }

    public static SalesforceField ExternalIdField(RestCall call, SObjectType type, string name) =>
        type.TryField(name, out var field) && field.ExternalId && call.Actor().Access.CanRead(type, field)
            ? field
            : throw SalesforceRefusedException.NotFound(
                $"Provided external ID field does not exist or is not accessible: {name}");

    public static List<Row> Matching(RestCall call, SObjectType type, SalesforceField field, string value)
    {
        var now = call.World.Clock.GetUtcNow();
        return [.. call.World.Store.Table(type).Find(field, value)
            .Where(r => !r.IsDeleted && r.SeenAt(now) is not null)];
    }

    public static Row Find(RestCall call, SObjectType type, string id)
    {
        var row = SalesforceId.TryNormalize(id, out var normal) ? call.World.Store.Find(normal) : null;
        return row?.Type == type && row.SeenAt(call.World.Clock.GetUtcNow()) is not null
            ? row
            : throw SalesforceRefusedException.NotFound();
    }

    public static JsonObject Write(RestCall call, RowView view, IEnumerable<SalesforceField> fields)
    {
        var type = view.Row.Type;
        var json = new JsonObject { ["attributes"] = WireValue.Attributes(type.Name, call.BasePath, view.Row.Id) };
        foreach (var field in fields)
        {
            json[field.Name] = WireValue.Of(field, view.Fields.GetValueOrDefault(field.Name));
        }

        return json;
    }

    /// <summary>The fields asked for, or all that the user may see.</summary>
    public static List<SalesforceField> Selected(RestCall call, SObjectType type, IEnumerable<string>? names)
    {
        var access = call.Actor().Access;
        return names is null
            ? [.. type.Fields.Where(f => access.CanRead(type, f))]
            : [.. names.Select(n => type.TryField(n, out var field) && access.CanRead(type, field)
                ? field
                : throw new SalesforceRefusedException(
                    "INVALID_FIELD", $"No such column '{n}' on sobject of type {type.Name}"))];
    }

    private static RestAnswer Get(RestCall call, Row row)
    {
        var fields = row.SeenAt(call.World.Clock.GetUtcNow())!;
        if (fields.GetValueOrDefault("IsDeleted") is true)
        {
            throw SalesforceRefusedException.Deleted();
        }

        if (call.Headers.TryGetValue("If-Modified-Since", out var since) && !Later(row, since))
        {
            return new RestAnswer(304);
        }

        var names = call.Query.TryGetValue("fields", out var list)
            ? list.Split(',', StringSplitOptions.TrimEntries)
            : null;
        return RestAnswer.Ok(Write(call, new RowView(row, fields), Selected(call, row.Type, names)));
    }

    private static RestAnswer Update(RestCall call, Row row)
    {
        var body = call.RequireBody();
        RowBody.RefuseMember(body, "Id");
        if (call.Headers.TryGetValue("If-Unmodified-Since", out var since) && Later(row, since))
        {
            return new RestAnswer(412);
        }

        call.RowFaults.NextRow();
        call.World.Writer.Update(row, RowBody.Read(body, row.Type, call), call.Actor());
        return RestAnswer.NoContent;
    }

    private static RestAnswer Delete(RestCall call, Row row)
    {
        call.RowFaults.NextRow();
        call.World.Remover.Delete(row, call.Actor());
        return RestAnswer.NoContent;
    }

    private static RestAnswer Upsert(RestCall call, SObjectType type, SalesforceField field, string value, Row? row)
    {
        var body = call.RequireBody();
        RowBody.RefuseMember(body, field.Name);
        RowBody.RefuseMember(body, "Id");
        call.RowFaults.NextRow();
        var fields = RowBody.Read(body, type, call);
        if (row is not null)
        {
            call.World.Writer.Update(row, fields, call.Actor());
            return RestAnswer.Ok(RestAnswer.Saved(row.Id, created: false));
        }

        if (call.Query.TryGetValue("updateOnly", out var updateOnly) && updateOnly == "true")
        {
            throw SalesforceRefusedException.NotFound();
        }

        row = call.World.Writer.Create(type, fields.Append(new(field.Name, value)), call.Actor());
        return RestAnswer.Created(
            $"{call.BasePath}sobjects/{type.Name}/{row.Id}", RestAnswer.Saved(row.Id, created: true));
    }

    /// <summary>300 with the addresses of all matches, and nothing is written.</summary>
    private static RestAnswer Several(RestCall call, SObjectType type, List<Row> rows) => new(
        300, new JsonArray([.. rows.Select(r => (JsonNode)$"{call.BasePath}sobjects/{type.Name}/{r.Id}")]));

    private static bool Later(Row row, string httpDate) =>
        DateTimeOffset.TryParseExact(
            httpDate, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
            ? row.Fields.GetValueOrDefault("LastModifiedDate") is DateTimeOffset modified && modified > since
            : throw new SalesforceRefusedException("INVALID_FIELD", $"The header value {httpDate} is not an HTTP date");
}
