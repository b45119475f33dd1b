using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Saving;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rest;

/// <summary>
/// What there is ("REST API Developer Guide, Describe Global; sObject Basic Information; sObject Describe").
/// </summary>
internal static class DescribeRoutes
{
    public static RestAnswer Resources(RestCall call)
    {
        var resources = new JsonObject();
        foreach (var name in (string[])["tooling", "query", "queryAll", "composite", "sobjects", "limits"])
        {
            resources[name] = call.BasePath + name;
        }

        return RestAnswer.Ok(resources);
    }

    public static RestAnswer Global(RestCall call) => RestAnswer.Ok(new JsonObject
    {
        ["encoding"] = "UTF-8",
        ["maxBatchSize"] = 200,
        ["sobjects"] = new JsonArray([.. call.World.Catalog.Types.Select(t => Head(call, t))]),
    });

    public static RestAnswer Basic(RestCall call, string typeName) => RestAnswer.Ok(new JsonObject
    {
        ["objectDescribe"] = Head(call, call.TypeOf(typeName)),
        ["recentItems"] = new JsonArray(),
    });

    /// <summary>Fields that the user may not see are absent, as on the platform.</summary>
    public static RestAnswer Describe(RestCall call, string typeName)
    {
        var type = call.TypeOf(typeName);
        var access = call.Actor().Access;
        var json = Head(call, type);
        json["fields"] =
            new JsonArray([.. type.Fields.Where(f => access.CanRead(type, f)).Select(f => Field(type, f, access))]);
        json["childRelationships"] = new JsonArray(
            [.. call.World.Catalog.ChildrenOf(type).Where(c => access.CanRead(c.Child, c.Reference)).Select(Child)]);
        json["recordTypeInfos"] = new JsonArray();
        return RestAnswer.Ok(json);
    }

    private static JsonObject Head(RestCall call, SObjectType type)
    {
        var path = $"{call.BasePath}sobjects/{type.Name}";
        return new JsonObject
        {
            ["name"] = type.Name,
            ["label"] = type.Label,
            ["labelPlural"] = type.Plural,
            ["keyPrefix"] = type.KeyPrefix,
            ["custom"] = type.Custom,
            ["createable"] = type.Writable,
            ["updateable"] = type.Writable,
            ["deletable"] = type.Writable && type.Deletable,
            ["undeletable"] = type.KeepsDeleted,
            ["mergeable"] = type.Has("MasterRecordId"),
            ["queryable"] = true,
            ["retrieveable"] = true,
            ["replicateable"] = type.KeepsDeleted,
            ["urls"] = new JsonObject
            {
                ["sobject"] = path,
                ["describe"] = path + "/describe",
                ["rowTemplate"] = path + "/{ID}",
            },
        };
    }

    private static JsonObject Field(SObjectType type, SalesforceField field, FieldAccess access)
    {
        var editable = access.CanEdit(type, field) && type.Writable;
        var whole = field.Type == SalesforceFieldType.Integer;
        return new JsonObject
        {
            ["name"] = field.Name,
            ["label"] = field.Label,
            ["type"] = FieldValues.WireType(field),
            ["length"] = field.Length,
            ["precision"] = field.IsNumber && !whole ? field.Precision : 0,
            ["scale"] = field.Scale,
            ["digits"] = whole ? 8 : 0,
            ["custom"] = field.Custom,
            ["nillable"] = !field.Required
                && field.Type is not (SalesforceFieldType.Checkbox or SalesforceFieldType.Id),
            ["createable"] = field.Createable && editable,
            ["updateable"] = field.Updateable && editable,
            ["defaultedOnCreate"] = field.Default is not null || field.Name == "OwnerId",
            ["defaultValue"] = WireValue.Of(field, field.Default),
            ["calculated"] = false,
            ["filterable"] = field.IsFilterable,
            ["sortable"] = field.IsFilterable,
            ["unique"] = field.Unique,
            ["caseSensitive"] = field.CaseSensitive,
            ["externalId"] = field.ExternalId,
            ["idLookup"] = field.ExternalId || field.Type == SalesforceFieldType.Id,
            ["referenceTo"] = new JsonArray([.. field.References.Select(r => (JsonNode)r)]),
            ["relationshipName"] = field.Relationship,
            ["restrictedPicklist"] = field.Restricted,
            ["picklistValues"] = new JsonArray([.. field.Values.Select(v => Choice(field, v))]),
        };
    }

    private static JsonObject Choice(SalesforceField field, string value) => new()
    {
        ["active"] = true,
        ["defaultValue"] = Equals(field.Default, value),
        ["label"] = value,
        ["validFor"] = null,
        ["value"] = value,
    };

    private static JsonObject Child((SObjectType Child, SalesforceField Reference) child) => new()
    {
        ["cascadeDelete"] = child.Reference.CascadeDelete,
        ["childSObject"] = child.Child.Name,
        ["field"] = child.Reference.Name,
        ["relationshipName"] = child.Reference.ChildRelationship,
    };
}
