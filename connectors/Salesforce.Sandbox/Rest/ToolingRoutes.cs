using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Saving;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rest;

/// <summary>
/// The Tooling API, as far as provisioning needs it ("Tooling API, CustomField; ValidationRule"). The platform makes
/// custom objects through its Metadata API; here POST tooling/sobjects/CustomObject with the same FullName and Metadata
/// stands in for that.
/// </summary>
internal static class ToolingRoutes
{
    public static RestAnswer Create(RestCall call, string typeName)
    {
        if (call.Method != "POST")
        {
            return RestAnswer.MethodNotAllowed(call.Method);
        }

        var (fullName, metadata) = Definition(call);
        var row = typeName switch
        {
            "CustomField" => CreateField(call, fullName, metadata),
            "ValidationRule" => CreateRule(call, fullName, metadata),
            "CustomObject" => call.World.Provisioning.AddType(fullName, metadata, call.UserId),
            _ => throw SalesforceRefusedException.NotFound(),
        };
        var json = RestAnswer.Saved(row.Id);
        json["warnings"] = new JsonArray();
        json["infos"] = new JsonArray();
        return RestAnswer.Created($"{call.BasePath}tooling/sobjects/{typeName}/{row.Id}", json);
    }

    public static RestAnswer ById(RestCall call, string typeName, string id)
    {
        var row = Find(call, typeName, id);
        return (call.Method, row.Type.Name) switch
        {
            ("GET", _) => Get(call, row),
            ("PATCH", "ValidationRule") => Replace(call, row),
            // A rule can be deleted through SOAP only; REST is documented for query, GET, POST and PATCH.
            _ => RestAnswer.MethodNotAllowed(call.Method),
        };
    }

    private static RestAnswer Get(RestCall call, Row row)
    {
        var json = new JsonObject { ["attributes"] =
            WireValue.Attributes(row.Type.Name, call.BasePath + "tooling/", row.Id) };
        foreach (var field in row.Type.Fields)
        {
            json[field.Name] = WireValue.Of(field, row.Fields.GetValueOrDefault(field.Name));
        }

        return RestAnswer.Ok(json);
    }

    /// <summary>Metadata is replaced as a whole: what the caller leaves out is gone.</summary>
    private static RestAnswer Replace(RestCall call, Row row)
    {
        var (fullName, metadata) = Definition(call, row.Text("FullName"));
        if (!string.Equals(fullName, row.Text("FullName"), StringComparison.Ordinal))
        {
            throw new SalesforceRefusedException(
                "INVALID_FIELD_FOR_INSERT_UPDATE", "FullName cannot be changed", "FullName");
        }

        call.World.Provisioning.SetRule(row, metadata, call.UserId);
        return RestAnswer.NoContent;
    }

    private static Row CreateField(RestCall call, string fullName, JsonObject metadata)
    {
        var (type, name) = Split(call, fullName);
        return call.World.Provisioning.AddField(type, CustomMetadata.Field(name, metadata), metadata, call.UserId);
    }

    private static Row CreateRule(RestCall call, string fullName, JsonObject metadata)
    {
        var (type, name) = Split(call, fullName);
        return call.World.Provisioning.AddRule(type, name, metadata, call.UserId);
    }

    private static (SObjectType Type, string Name) Split(RestCall call, string fullName) =>
        fullName.Split('.') is [var typeName, var name] && call.World.Catalog.TryType(typeName, out var type)
            ? (type, name)
            : throw CustomMetadata.Bad($"The full name {fullName} does not name an object and a member of it");

    private static Row Find(RestCall call, string typeName, string id) =>
        call.World.Tooling.TryType(typeName, out var type) && SalesforceId.TryNormalize(id, out var normal)
            && call.World.Store.Find(normal) is { } row && row.Type == type
            ? row
            : throw SalesforceRefusedException.NotFound();

    /// <summary>Only FullName and Metadata can be written.</summary>
    private static (string FullName, JsonObject Metadata) Definition(RestCall call, string? known = null)
    {
        var body = call.RequireBody();
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name is not ("FullName" or "Metadata"))
            {
                throw new SalesforceRefusedException(
                    "INVALID_FIELD_FOR_INSERT_UPDATE", $"Unable to create/update fields: {member.Name}.", member.Name);
            }
        }

        var fullName = RowBody.Text(body, "FullName") ?? known
            ?? throw new SalesforceRefusedException(
                "REQUIRED_FIELD_MISSING", "Required fields are missing: [FullName]", "FullName");
        return body.TryGetProperty("Metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
            ? (fullName, JsonObject.Create(metadata.Clone())!)
            : throw new SalesforceRefusedException(
                "REQUIRED_FIELD_MISSING", "Required fields are missing: [Metadata]", "Metadata");
    }
}
