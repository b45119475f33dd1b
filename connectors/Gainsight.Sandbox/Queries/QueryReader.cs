using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>Reads select, where and orderBy of a request, naming what is wrong.</summary>
/// <param name="tenant">State that field names are looked up in.</param>
/// <param name="conditionKey">
/// Key that names the field of a condition: <c>name</c> in object queries, <c>fieldName</c> in Cockpit lists.
/// </param>
internal sealed class QueryReader(Tenant tenant, string conditionKey)
{
    private readonly FieldParser _parser = new(tenant);

    public List<FieldPath> Select(Table table, JsonObject body)
    {
        var names = Body.Texts(body, "select");
        return names.Count > 0
            ? [.. names.Select(name => Path(table, name))]
            : throw new RefusedException(ErrorCodes.BadField, "Select clause is mandatory.");
    }

    public Filter? Where(Table table, JsonObject body)
    {
        if (Body.OptionalObject(body, "where") is not { } where)
        {
            return null;
        }

        Body.RefuseUnknown(where, "conditions", "expression");
        var conditions = new Dictionary<string, Comparison>(StringComparer.Ordinal);
        foreach (var condition in Body.Objects(where, "conditions", 100))
        {
            var alias = Body.Text(condition, "alias");
            if (string.IsNullOrWhiteSpace(alias) || !conditions.TryAdd(alias, Condition(table, condition)))
            {
                throw new RefusedException(ErrorCodes.BadField, "Each condition needs an alias of its own.");
            }
        }

        return FilterExpression.Parse(Body.Text(where, "expression") ?? "", conditions);
    }

    public List<(FieldPath Path, bool Descending)> OrderBy(Table table, JsonObject body) =>
    [
        .. (Body.OptionalObject(body, "orderBy") ?? []).Select(pair =>
            (Path(table, pair.Key), Descends(pair.Value?.ToString()))),
    ];

    private static bool Descends(string? direction) => direction switch
    {
        "asc" => false,
        "desc" => true,
        _ => throw new RefusedException(ErrorCodes.BadValue, $"Unknown direction '{direction}' in orderBy."),
    };

    private FieldPath Path(Table table, string name) => FieldPath.Find(tenant, table, name)
        ?? throw new RefusedException(ErrorCodes.BadField, $"Field {name} does not exist in {table.Name}.");

    private Comparison Condition(Table table, JsonObject condition)
    {
        Body.RefuseUnknown(condition, conditionKey, "alias", "operator", "value");
        var path = Path(table, Body.Text(condition, conditionKey) ?? "");
        var name = Body.Text(condition, "operator") ?? "";
        if (!Operators.Fits(name, path.Field.Kind))
        {
            throw new RefusedException(ErrorCodes.BadValue, $"Operator '{name}' does not fit field {path.Text}.");
        }

        var operands = condition["value"] switch
        {
            null => [],
            JsonArray array => array.Select(one => Operand(path, one)).ToList(),
            _ => throw new RefusedException(
                ErrorCodes.BadValue, $"Value of the condition on {path.Text} must be an array."),
        };
        var (min, max) = Operators.Arity(name);
        return operands.Count >= min && operands.Count <= max
            ? new(path, name, operands)
            : throw new RefusedException(ErrorCodes.BadValue, $"Operator {name} cannot take {operands.Count} values.");
    }

    private object Operand(FieldPath path, JsonNode? json) => _parser.ParseOperand(path.Field, json)
        ?? throw new RefusedException(ErrorCodes.BadValue, $"Invalid value in the condition on {path.Text}: {json}.");
}
