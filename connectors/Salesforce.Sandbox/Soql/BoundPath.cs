using System.Collections.Immutable;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Soql;

/// <summary>A path of a query, resolved: the references to follow and the field at the end.</summary>
internal sealed record BoundPath(ImmutableArray<SalesforceField> Hops, SalesforceField Field)
{
    /// <summary>
    /// What a polymorphic relationship shows of its target ("SOQL Reference, Polymorphic Relationships").
    /// </summary>
    private static readonly SObjectType AnyName = new SObjectType("Name", "Name", "Names", "").With(
        Fields.Of("Id", SalesforceFieldType.Id), Fields.Text("Name"), Fields.Text("Type"));

    public static BoundPath Bind(SoqlPath path, SObjectType type, string? alias, QueryScope scope)
    {
        var names = path.Names;
        if (names.Length > 1 && (Same(names[0], alias) || Same(names[0], type.Name))
            && type.ByRelationship(names[0]) is null)
        {
            names = names.RemoveAt(0);
        }

        var hops = ImmutableArray.CreateBuilder<SalesforceField>();
        foreach (var name in names.AsSpan()[..^1])
        {
            var hop = type.ByRelationship(name);
            if (hop is null || !scope.Access.CanRead(type, hop))
            {
                throw new SalesforceRefusedException(
                    "INVALID_FIELD",
                    $"Didn't understand relationship '{name}' in field path. If you are attempting to use "
                        + "a custom relationship, be sure to append the '__r' after the custom relationship name.");
            }

            hops.Add(hop);
            type = hop.References.Length == 1 ? scope.Catalog.Type(hop.References[0]) : AnyName;
        }

        return type.TryField(names[^1], out var field) && scope.Access.CanRead(type, field)
            ? new BoundPath(hops.ToImmutable(), field)
            : throw new SalesforceRefusedException(
                "INVALID_FIELD",
                $"No such column '{names[^1]}' on entity '{type.Name}'. If you are attempting to use a custom field, "
                    + "be sure to append the '__c' after the custom field name.");
    }

    public object? Read(RowView view, QueryScope scope)
    {
        foreach (var hop in Hops)
        {
            if (scope.View(scope.Store.Find(view.Fields.GetValueOrDefault(hop.Name) as string)) is not { } parent)
            {
                return null;
            }

            view = parent;
        }

        return ReadField(view, Hops.Length > 0 && Hops[^1].References.Length > 1);
    }

    public object? ReadField(RowView view, bool polymorphic) => polymorphic && Field.Name == "Type"
        ? view.Row.Type.Name
        : view.Fields.GetValueOrDefault(Field.Name);

    private static bool Same(string a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
