using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rows;

/// <summary>
/// Field-level security of one user. Standard fields are open; a custom field is invisible until FieldPermissions on a
/// permission set of the user grant it, except a required one, which nobody can be kept from
/// ("Object Reference, FieldPermissions").
/// </summary>
internal sealed class FieldAccess
{
    private readonly HashSet<string> _readable = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _editable = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _everything;

    private FieldAccess(bool everything) => _everything = everything;

    /// <summary>The access of the system itself and of people who edit the world directly.</summary>
    public static FieldAccess Everything { get; } = new(everything: true);

    public static FieldAccess Of(string userId, RowStore store, Catalog catalog)
    {
        var access = new FieldAccess(everything: false);
        var sets = store.Table(catalog.Type("PermissionSetAssignment")).Rows
            .Where(r => string.Equals(r.Text("AssigneeId"), userId, StringComparison.Ordinal))
            .Select(r => r.Text("PermissionSetId"))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var grant in store.Table(catalog.Type("FieldPermissions")).Rows.Where(
            r => sets.Contains(r.Text("ParentId"))))
        {
            access.Grant(grant);
        }

        return access;
    }

    public bool CanRead(SObjectType type, SalesforceField field) =>
        _everything || !field.Custom || field.Required || _readable.Contains($"{type.Name}.{field.Name}");

    public bool CanEdit(SObjectType type, SalesforceField field) =>
        _everything || !field.Custom || field.Required || _editable.Contains($"{type.Name}.{field.Name}");

    private void Grant(Row grant)
    {
        if (grant.Flag("PermissionsRead"))
        {
            _readable.Add(grant.Text("Field")!);
        }

        if (grant.Flag("PermissionsEdit"))
        {
            _editable.Add(grant.Text("Field")!);
        }
    }
}
