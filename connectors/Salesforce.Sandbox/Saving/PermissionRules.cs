using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Saving;

/// <summary>What a FieldPermissions row must satisfy ("Object Reference, FieldPermissions").</summary>
internal sealed class PermissionRules(Catalog catalog, RowStore store)
{
    public void Check(Row row, Dictionary<string, object?> fields)
    {
        if (!string.Equals(row.Type.Name, "FieldPermissions", StringComparison.Ordinal))
        {
            return;
        }

        var owner = fields["SobjectType"] as string;
        var path = (fields["Field"] as string ?? "").Split('.');
        if (path.Length != 2 || !catalog.TryType(path[0], out var type) || !type.TryField(path[1], out var field)
            || !string.Equals(owner, type.Name, StringComparison.Ordinal))
        {
            throw new SalesforceRefusedException(
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                $"Field Name: bad value for restricted picklist field: {fields["Field"]}",
                "Field");
        }

        if (field.Required || !field.Custom)
        {
            throw new SalesforceRefusedException(
                "FIELD_INTEGRITY_EXCEPTION", $"You cannot set field permissions for {type.Name}.{field.Name}", "Field");
        }

        // Edit implies read.
        fields["PermissionsRead"] = fields["PermissionsRead"] is true || fields["PermissionsEdit"] is true;
        RefuseTwin(row, fields);
    }

    private void RefuseTwin(Row row, Dictionary<string, object?> fields)
    {
        var parent = row.Type.Field("ParentId");
        var twin = store.Table(row.Type).Find(parent, (string)fields["ParentId"]!).FirstOrDefault(
            r => r != row
                && string.Equals(r.Text("Field"), fields["Field"] as string, StringComparison.OrdinalIgnoreCase));
        if (twin is not null)
        {
            throw new SalesforceRefusedException(
                "DUPLICATE_VALUE",
                $"duplicate value found: <unknown> duplicates value on record with id: {twin.Id[..15]}");
        }
    }
}
