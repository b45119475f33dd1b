using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// The lists of Cockpit ("Call To Action (CTA) API Documentation"): conditions name their field by fieldName, pages are
/// counted from 1, rows lie in data itself, ids and names of type, reason, status and priority always come along, dates
/// are ISO text, and no order is promised.
/// </summary>
internal sealed class CockpitLists(Tenant tenant, GainsightVariants variants, ReplyForms forms)
{
    private const int PageSizeMax = 1_000;

    private static readonly string[] Always = ["Gsid", "IsClosed", "IsImportant", "EntityType"];
    private static readonly string[] AlwaysNamed = ["TypeId", "ReasonId", "StatusId", "PriorityId"];

    private readonly QueryReader _reader = new(tenant, conditionKey: "fieldName");
    private readonly ReplyForms _iso =
        new(variants with { Dates = GainsightVariants.DateForm.Iso8601, LowerCaseRelationKeys = false }, tenant.Seed);

    public Reply List(GainsightRequest request, Table table, IEnumerable<Row> rows)
    {
        var body = request.Body;
        Body.RefuseUnknown(body, "select", "where", "pageSize", "pageNumber");
        List<FieldPath> select;
        try
        {
            select = _reader.Select(table, body);
        }
        catch (RefusedException refusal)
        {
            return Reply.Refused(variants.ListRefusalAs200 ? 200 : 400, ErrorCodes.CtaBadSelect, refusal.Message);
        }

        var size = Body.WholeNumber(body, "pageSize") ?? PageSizeMax;
        var number = Body.WholeNumber(body, "pageNumber") ?? 1;
        if (size is < 1 or > PageSizeMax || number < 1)
        {
            throw new RefusedException(
                ErrorCodes.BadValue, $"pageSize must be 1 to {PageSizeMax} and pageNumber at least 1.");
        }

        var where = _reader.Where(table, body);
        var found = rows.Where(row => where?.Holds(row) ?? true);
        if (variants.UnstableListOrder)
        {
            found = found.OrderBy(row => SeededNumbers.Mix(tenant.Seed, request.Number, row.Ordinal));
        }

        var page = found.Skip((number - 1) * size).Take(size);
        var reply = Reply.Ok(new JsonArray([.. page.Select(row => Write(row, select))]));
        (reply.Envelope["pageSize"], reply.Envelope["currentPageNum"]) = (size, number);
        return reply;
    }

    /// <summary>Rows with all their fields.</summary>
    public Reply All(Table table, IEnumerable<Row> rows) => Reply.Ok(new JsonArray(
        [.. rows.Select(row => forms.Row(row, table.Fields.Select(field => field.Name)))]));

    private JsonObject Write(Row row, List<FieldPath> select)
    {
        var json = _iso.Row(row, Always.Where(name => row.Table.TryField(name, out _)));
        foreach (var name in AlwaysNamed.Where(name => row.Table.TryField(name, out _)))
        {
            _iso.Add(json, name, row[name]);
            _iso.Add(json, name + "__gr.Name", row.Text(name) is { } item ? tenant.Find(item)?["Name"] : null);
        }

        foreach (var path in select)
        {
            _iso.Add(json, path.Text, path.Read(row));
        }

        return json;
    }
}
