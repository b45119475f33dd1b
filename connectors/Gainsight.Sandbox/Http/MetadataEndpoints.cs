using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>Objects, fields, picklists and users ("Data Management APIs", "User Management APIs").</summary>
internal sealed class MetadataEndpoints(Tenant tenant, ReplyForms forms)
{
    private const int DescribeMax = 25;
    private const int UserPageSizeMax = 100;

    private readonly QueryReader _reader = new(tenant, conditionKey: "name");

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v1/meta/services/objects/list", GainsightCallKind.Metadata, _ =>
            Reply.Ok(new JsonArray([.. tenant.Tables.Select(Light)]))),
        new("POST", "/v1/meta/services/objects/describe", GainsightCallKind.Metadata, DescribeMany),
        new("GET", "/v1/meta/services/objects/{object}/describe", GainsightCallKind.Metadata, request =>
            Describe([request.Route("object")])),
        new("GET", "/v1/meta/services/dropdowns/{category}", GainsightCallKind.Metadata, Dropdown),
        new("POST", "/v1/users/services/list", GainsightCallKind.Users, Users, LimitFamily.Users),
    ];

    private Reply DescribeMany(GainsightRequest request)
    {
        var names = Body.Texts(request.Body, "objectNames");
        return names.Count is > 0 and <= DescribeMax
            ? Describe(names)
            : throw new RefusedException(ErrorCodes.BadValue, $"objectNames must name 1 to {DescribeMax} objects.");
    }

    private Reply Describe(List<string> names)
    {
        var tables = names.ConvertAll(tenant.FindTable);
        return tables.Contains(null)
            ? ObjectEndpoints.ObjectNotFound()
            : Reply.Ok(new JsonArray([.. tables.Select(table => Full(table!))]));
    }

    private static JsonObject Light(Table table) => new()
    {
        ["objectName"] = table.Name,
        ["label"] = table.Label,
        ["objectType"] = table.Custom ? "CUSTOM" : "STANDARD",
        ["keyPrefix"] = table.KeyPrefix,
        ["readable"] = true,
        ["createable"] = table.Writable,
    };

    private JsonObject Full(Table table)
    {
        var json = Light(table);
        json["fields"] = new JsonArray([.. table.Fields.Select(field => Field(table, field))]);
        return json;
    }

    private JsonObject Field(Table table, GainsightField field)
    {
        var meta = new JsonObject
        {
            ["filterable"] = true,
            ["sortable"] = true,
            ["createable"] = !field.ReadOnly,
            ["updateable"] = !field.ReadOnly,
            ["required"] = field.Required,
            ["nillable"] = !field.Required,
            ["readOnly"] = field.ReadOnly,
            ["hasLookup"] = field.Target is not null,
            ["length"] = field.LengthMax,
            ["hidden"] = false,
        };
        if (field.Target is not null)
        {
            meta["lookupDetail"] = new JsonObject
            {
                ["lookupName"] = field.Name.Replace("__gc", "", StringComparison.OrdinalIgnoreCase) + "__gr",
                ["fieldName"] = "Gsid",
                ["lookupObjects"] = new JsonArray(new JsonObject { ["objectName"] = field.Target }),
            };
        }

        if (field.Category is not null)
        {
            meta["categoryId"] = tenant.Picklists.CategoryId(field.Category);
        }

        return new JsonObject
        {
            ["fieldName"] = field.Name,
            ["label"] = field.Name,
            ["dataType"] = field.Kind is GainsightFieldKind.RichText
                ? "RICHTEXTAREA"
                : field.Kind.ToString().ToUpperInvariant(),
            ["objectName"] = table.Name,
            ["meta"] = meta,
        };
    }

    private Reply Dropdown(GainsightRequest request)
    {
        var id = request.Route("category");
        if (tenant.Picklists.CategoryName(id) is not { } category)
        {
            throw new RefusedException(ErrorCodes.NothingMatches, "Unknown categoryId.");
        }

        return Reply.Ok(new JsonObject
        {
            ["categoryDetails"] = new JsonObject { ["name"] = category, ["systemName"] = category, ["gsid"] = id },
            ["childItems"] = new JsonArray(
            [
                .. tenant.Picklists.In(category).Select(item => new JsonObject
                {
                    ["name"] = item.Text("Name"),
                    ["systemName"] = item.Text("SystemName"),
                    ["displayOrder"] = (decimal)item["DisplayOrder"]!,
                    ["active"] = item.Flag("Active"),
                    ["categoryId"] = id,
                    ["gsid"] = item.Gsid,
                }),
            ]),
        });
    }

    private Reply Users(GainsightRequest request)
    {
        var body = request.Body;
        Body.RefuseUnknown(body, "includeTotal", "limit", "page", "orderBy", "select", "where");
        var table = tenant.Table(GainsightObjects.User);
        var select = _reader.Select(table, body);
        var (limit, page) = (Body.WholeNumber(body, "limit") ?? 25, Body.WholeNumber(body, "page") ?? 0);
        if (limit is < 1 or > UserPageSizeMax || page < 0)
        {
            throw new RefusedException(
                ErrorCodes.BadValue, $"limit must be 1 to {UserPageSizeMax} and page 0 or more.");
        }

        var matching = RowFinder.Find(table, _reader.Where(table, body));
        var found = RowFinder.Sort(matching, _reader.OrderBy(table, body)).ToList();
        var records = new JsonArray();
        foreach (var user in found.Skip(page * limit).Take(limit))
        {
            var row = new JsonObject();
            select.ForEach(path => forms.Add(row, path.Text, path.Read(user)));
            records.Add((JsonNode)row);
        }

        var data = new JsonObject { ["records"] = records };
        if (body["includeTotal"]?.GetValueKind() is System.Text.Json.JsonValueKind.True)
        {
            data["total"] = found.Count;
        }

        return Reply.Ok(data);
    }
}
