using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Saving;

/// <summary>
/// Changes what the organization is made of: custom fields, custom types and validation rules, each kept as a row of
/// the Tooling API as well.
/// </summary>
internal sealed class Provisioning(
    Catalog catalog, Catalog tooling, RowStore store, ValidationRules rules, TimeProvider clock)
{
    private static readonly ImmutableArray<string> RuleMembers =
        ["active", "description", "errorConditionFormula", "errorDisplayField", "errorMessage"];

    private static readonly ImmutableArray<string> TypeMembers =
        ["label", "pluralLabel", "nameField", "deploymentStatus", "sharingModel", "description"];

    private int _customTypes;

    public void Define(SObjectType type)
    {
        var row = store.NewRow(tooling.Type("EntityDefinition"), type.Name);
        store.Put(row, Fields(row, type.Name, ("DurableId", type.Name), ("QualifiedApiName", type.Name),
            ("DeveloperName", type.Custom ? type.Name[..^3] : type.Name), ("Label", type.Label),
            ("KeyPrefix", type.KeyPrefix)), null);
    }

    public Row AddField(SObjectType type, SalesforceField field, JsonObject metadata, string userId)
    {
        var developerName = CustomMetadata.DeveloperName(field.Name);
        if (type.Has(field.Name))
        {
            throw new SalesforceRefusedException(
                "DUPLICATE_DEVELOPER_NAME", $"There is already a field named {developerName} on {type.Label}.",
                "DeveloperName");
        }

        foreach (var target in field.References)
        {
            catalog.Type(target);
        }

        var row = store.NewRow(tooling.Type("CustomField"));
        store.Put(row, Fields(row, row.Id, ("DeveloperName", developerName), ("TableEnumOrId", type.Name),
            ("Description", CustomMetadata.Optional(metadata, "description")), ("EntityDefinitionId", type.Name),
            ("FullName", $"{type.Name}.{field.Name}"), ("Metadata", metadata.DeepClone()), Stamp("CreatedDate"),
            Stamp("LastModifiedDate"), Stamp("SystemModstamp"), ("CreatedById", userId), ("LastModifiedById", userId)),
                null);
        type.With(field);
        if (field.Type == SalesforceFieldType.Checkbox)
        {
            // Rows that are already there get the default, for a checkbox has no null; their stamps do not move.
            foreach (var old in store.Table(type).Rows)
            {
                store.Put(old,
                    new Dictionary<string, object?>(
                    old.Fields, StringComparer.Ordinal) { [field.Name] = field.Default }, old.Open);
            }
        }

        return row;
    }

    public Row AddType(string name, JsonObject metadata, string userId)
    {
        CustomMetadata.RefuseUnknown(metadata, TypeMembers);
        var developerName = CustomMetadata.DeveloperName(name);
        if (catalog.TryType(name, out _))
        {
            throw new SalesforceRefusedException(
                "DUPLICATE_DEVELOPER_NAME", $"The object name {developerName} is already in use.", "DeveloperName");
        }

        var label = CustomMetadata.Text(metadata, "label");
        var nameLabel = CustomMetadata.Text(
            metadata["nameField"] as JsonObject ?? throw CustomMetadata.Bad("Must specify 'nameField'"), "label");
        var prefix = "a" + (_customTypes++).ToString("00", System.Globalization.CultureInfo.InvariantCulture);
        var type = new SObjectType(name, label, CustomMetadata.Text(metadata, "pluralLabel"), prefix).With(
            Schema.Fields.ReadOnly(Schema.Fields.Of("Id", SalesforceFieldType.Id)),
            Schema.Fields.Text("Name", 80) with { Label = nameLabel, Required = true },
            Schema.Fields.Lookup("OwnerId", "Owner", "User")).With(Schema.Fields.System());
        var row = store.NewRow(tooling.Type("CustomObject"));
        store.Put(row,
            Fields(row, row.Id, ("DeveloperName", developerName),
            ("Description", CustomMetadata.Optional(metadata, "description")),
            ("FullName", name), ("Metadata", metadata.DeepClone()), Stamp("CreatedDate"), Stamp("LastModifiedDate"),
            Stamp("SystemModstamp"), ("CreatedById", userId), ("LastModifiedById", userId)), null);
        catalog.Add(type);
        Define(type);
        return row;
    }

    public Row AddRule(SObjectType type, string name, JsonObject metadata, string userId)
    {
        if (!CustomMetadata.IsName(name))
        {
            throw CustomMetadata.Bad(
                $"The rule name {name} can only contain alphanumeric characters and single underscores.");
        }

        var definition = tooling.Type("ValidationRule");
        var fullName = $"{type.Name}.{name}";
        if (store.Table(definition).Rows.Any(
            r => string.Equals(r.Text("FullName"), fullName, StringComparison.OrdinalIgnoreCase)))
        {
            throw new SalesforceRefusedException(
                "DUPLICATE_DEVELOPER_NAME", $"There is already a rule named {name} on {type.Label}.", "DeveloperName");
        }

        var row = store.NewRow(definition);
        store.Put(row,
            Fields(row, row.Id, ("ValidationName", name), ("EntityDefinitionId", type.Name), ("FullName", fullName),
            Stamp("CreatedDate"), ("CreatedById", userId)), null);
        SetRule(row, metadata, userId);
        return row;
    }

    /// <summary>Replaces what a rule says; a rule that does not compile leaves the earlier one in force.</summary>
    public void SetRule(Row row, JsonObject metadata, string userId)
    {
        CustomMetadata.RefuseUnknown(metadata, RuleMembers);
        rules.Set(row.Id, catalog.Type(row.Text("EntityDefinitionId")!), metadata);
        store.Put(row, new Dictionary<string, object?>(row.Fields, StringComparer.Ordinal)
        {
            ["Active"] = CustomMetadata.Flag(metadata, "active"),
            ["Description"] = CustomMetadata.Optional(metadata, "description"),
            ["ErrorMessage"] = CustomMetadata.Optional(metadata, "errorMessage"),
            ["ErrorDisplayField"] = CustomMetadata.Optional(metadata, "errorDisplayField"),
            ["Metadata"] = metadata.DeepClone(),
            ["LastModifiedById"] = userId,
            ["LastModifiedDate"] = Stamp("LastModifiedDate").Value,
            ["SystemModstamp"] = Stamp("SystemModstamp").Value,
        }, null);
    }

    /// <summary>
    /// Renames a field with its values, its definition and the permissions on it, and moves no stamp.
    /// </summary>
    public void RenameField(SObjectType type, string field, string newName)
    {
        var developerName = CustomMetadata.DeveloperName(newName);
        var old = type.Field(field);
        type.Replace(
            field, old with { Name = newName, Relationship = old.Relationship is null ? null : newName[..^1] + "r" });
        foreach (var row in store.Table(type).Rows)
        {
            var fields = new Dictionary<string, object?>(row.Fields, StringComparer.Ordinal);
            fields.Remove(old.Name, out var value);
            fields[newName] = value;
            store.Put(row, fields, row.Open);
        }

        store.Table(type).DropIndexes();
        foreach (var row in Naming("CustomField", tooling, "FullName")
            .Concat(Naming("FieldPermissions", catalog, "Field")).ToList())
        {
            var (column, fields) =
                (row.Type.Has("Field")
                    ? "Field"
                    : "FullName", new Dictionary<string, object?>(row.Fields, StringComparer.Ordinal));
            fields[column] = $"{type.Name}.{newName}";
            if (row.Type.Has("DeveloperName"))
            {
                fields["DeveloperName"] = developerName;
            }

            store.Put(row, fields, row.Open);
        }

        IEnumerable<Row> Naming(string table, Catalog of, string column) => store.Table(of.Type(table)).Rows
            .Where(r => string.Equals(r.Text(column), $"{type.Name}.{old.Name}", StringComparison.OrdinalIgnoreCase));
    }

    private (string Field, object? Value) Stamp(string field) => (field, FieldValues.ToSecond(clock.GetUtcNow()));

    private static Dictionary<string, object?> Fields(
        Row row, string id, params ReadOnlySpan<(string Field, object? Value)> values)
    {
        var fields = row.Type.Fields.ToDictionary(f => f.Name, f => f.Default, StringComparer.Ordinal);
        fields["Id"] = id;
        foreach (var (field, value) in values)
        {
            fields[field] = value;
        }

        return fields;
    }
}
