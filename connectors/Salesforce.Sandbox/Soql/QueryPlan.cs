using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox.Rest;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Soql;

/// <summary>
/// A query bound to the types and the caller's rights: it finds rows, orders them and writes them as JSON.
/// </summary>
internal sealed class QueryPlan
{
    private readonly SoqlQuery _query;
    private readonly SObjectType _type;
    private readonly ImmutableArray<BoundPath> _select;
    private readonly ImmutableArray<(string Relationship, SalesforceField Reference, QueryPlan Plan)> _subqueries;
    private readonly ImmutableArray<(BoundPath Path, SoqlOrder Order)> _order;
    private readonly Func<RowView, QueryScope, bool> _where;

    private QueryPlan(SoqlQuery query, SObjectType type, QueryScope scope)
    {
        _query = query;
        _type = type;
        _select = [.. query.Fields.Select(f => BoundPath.Bind(f, type, query.Alias, scope))];
        _subqueries = [.. query.Subqueries.Select(q => BindSubquery(q, type, scope))];
        _where = new ConditionBinder(type, query.Alias, scope).Bind(query.Where);
        _order = [.. query.OrderBy.Select(o => (Sortable(BoundPath.Bind(o.Path, type, query.Alias, scope)), o))];
        RefuseTwins();
    }

    public SObjectType Type => _type;

    public bool CountOnly => _query.CountOnly;

    /// <summary>Metadata and FullName of the Tooling API can be read of one row at a time only.</summary>
    public bool OneRowOnly =>
        _select.Any(s => s.Hops.IsEmpty && (s.Field.Type == SalesforceFieldType.Complex || s.Field.Name == "FullName"));

    public static QueryPlan Bind(SoqlQuery query, QueryScope scope) =>
        new(query, scope.Catalog.Type(query.From), scope);

    /// <summary>The rows that the query selects, in its order; without one, in order of their ids.</summary>
    public List<Row> Find(QueryScope scope, bool includeDeleted) =>
        Narrow(scope.Store.Table(_type).Rows, scope, includeDeleted);

    public JsonObject Write(RowView view, QueryScope scope)
    {
        var json = new JsonObject { ["attributes"] = WireValue.Attributes(_type.Name, scope.BasePath, view.Row.Id) };
        foreach (var path in _select)
        {
            WriteField(json, path, view, scope);
        }

        foreach (var (relationship, reference, plan) in _subqueries)
        {
            json[relationship] = WriteChildren(plan, reference, view.Row.Id, scope);
        }

        return json;
    }

    private List<Row> Narrow(IReadOnlyList<Row> rows, QueryScope scope, bool includeDeleted)
    {
        var found = new List<RowView>();
        foreach (var row in rows)
        {
            if (scope.View(row) is { } view
                && (includeDeleted || !Hidden(view))
                && _where(view, scope))
            {
                found.Add(view);
            }
        }

        IEnumerable<RowView> ordered = _order.IsEmpty
            ? found
            : found.Order(Comparer<RowView>.Create((a, b) => Compare(a, b, scope)));
        return [.. ordered.Skip(_query.Offset).Take(_query.Limit ?? int.MaxValue).Select(v => v.Row)];
    }

    /// <summary>Deleted rows and archived tasks show only through queryAll ("REST API, QueryAll").</summary>
    private static bool Hidden(RowView view) =>
        view.Fields.GetValueOrDefault("IsDeleted") is true || view.Fields.GetValueOrDefault("IsArchived") is true;

    private int Compare(RowView a, RowView b, QueryScope scope)
    {
        foreach (var (path, order) in _order)
        {
            var (x, y) = (path.Read(a, scope), path.Read(b, scope));
            var sign = (x is null || y is null) && !(x is null && y is null)
                ? (x is null) != order.NullsLast ? -1 : 1
                : ConditionBinder.Order(path.Field, x, y) * (order.Descending ? -1 : 1);
            if (sign != 0)
            {
                return sign;
            }
        }

        return string.CompareOrdinal(a.Row.Id, b.Row.Id);
    }

    private static void WriteField(JsonObject json, BoundPath path, RowView view, QueryScope scope)
    {
        var polymorphic = false;
        foreach (var hop in path.Hops)
        {
            if (scope.View(scope.Store.Find(view.Fields.GetValueOrDefault(hop.Name) as string)) is not { } parent)
            {
                json[hop.Relationship!] = null;
                return;
            }

            view = parent;
            polymorphic = hop.References.Length > 1;
            if (json[hop.Relationship!] is not JsonObject nested)
            {
                nested = new JsonObject { ["attributes"] =
                    WireValue.Attributes(view.Row.Type.Name, scope.BasePath, view.Row.Id) };
                json[hop.Relationship!] = nested;
            }

            json = nested;
        }

        json[path.Field.Name] = WireValue.Of(path.Field, path.ReadField(view, polymorphic));
    }

    private static JsonObject? WriteChildren(
        QueryPlan plan, SalesforceField reference, string parentId, QueryScope scope)
    {
        var rows = plan.Narrow(scope.Store.Table(plan._type).Find(reference, parentId), scope, includeDeleted: false);
        return rows.Count == 0
            ? null
            : new JsonObject
            {
                ["totalSize"] = rows.Count,
                ["done"] = true,
                ["records"] = new JsonArray([.. rows.Select(r => plan.Write(scope.View(r)!.Value, scope))]),
            };
    }

    private static (string Relationship, SalesforceField Reference, QueryPlan Plan) BindSubquery(
        SoqlQuery query, SObjectType parent, QueryScope scope)
    {
        var (child, reference) = scope.Catalog.ChildrenOf(parent).FirstOrDefault(
            c => string.Equals(c.Reference.ChildRelationship, query.From, StringComparison.OrdinalIgnoreCase)
                && scope.Access.CanRead(c.Child, c.Reference));
        return child is null
            ? throw new SalesforceRefusedException(
                "INVALID_TYPE",
                $"Didn't understand relationship '{query.From}' in FROM part of query call. If you are attempting "
                    + "to use a custom relationship, be sure to append the '__r' after the custom relationship name.")
            : (reference.ChildRelationship!, reference, new QueryPlan(query, child, scope));
    }

    private static BoundPath Sortable(BoundPath path) => path.Field.IsFilterable
        ? path
        : throw new SalesforceRefusedException(
            "INVALID_FIELD", $"field '{path.Field.Name}' can not be sorted in a query call");

    private void RefuseTwins()
    {
        var twin = _select.GroupBy(
            s => string.Join('.', [.. s.Hops.Select(h => h.Relationship!), s.Field.Name]), StringComparer.Ordinal)
                .FirstOrDefault(g => g.Count() > 1);
        if (twin is not null)
        {
            throw new SalesforceRefusedException("INVALID_FIELD", $"duplicate field selected: {twin.Key}");
        }
    }
}
