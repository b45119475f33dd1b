using static Onboarding.Connectors.Salesforce.Sandbox.Schema.Fields;

namespace Onboarding.Connectors.Salesforce.Sandbox.Schema;

/// <summary>The types of the Tooling API that provisioning uses ("Tooling API, Tooling API Objects").</summary>
internal static class ToolingTypes
{
    public static Catalog Create()
    {
        var catalog = new Catalog();
        catalog.Add(EntityDefinition());
        catalog.Add(ValidationRule());
        catalog.Add(CustomField());
        catalog.Add(CustomObject());
        return catalog;
    }

    private static readonly SalesforceField RowId = ReadOnly(Of("Id", SalesforceFieldType.Id));

    private static readonly SalesforceField Entity =
        ReadOnly(Lookup("EntityDefinitionId", "EntityDefinition", "EntityDefinition"));

    private static readonly SalesforceField FullName = Text("FullName");

    private static readonly SalesforceField Metadata = Of("Metadata", SalesforceFieldType.Complex);

    private static SObjectType EntityDefinition() =>
        new SObjectType("EntityDefinition", "Entity Definition", "Entity Definitions", "4ie") { Writable = false }.With(
            RowId,
            ReadOnly(Text("DurableId")),
            ReadOnly(Text("QualifiedApiName")),
            ReadOnly(Text("DeveloperName")),
            ReadOnly(Text("Label")),
            ReadOnly(Text("KeyPrefix", 3)));

    private static SObjectType ValidationRule() =>
        new SObjectType("ValidationRule", "Validation Rule", "Validation Rules", "03d").With(
            RowId,
            ReadOnly(Text("ValidationName")),
            ReadOnly(Flag("Active")),
            ReadOnly(Text("Description")),
            ReadOnly(Text("ErrorMessage")),
            ReadOnly(Text("ErrorDisplayField")),
            Entity,
            FullName,
            Metadata).With(Fields.System(keepsDeleted: false));

    private static SObjectType CustomField() =>
        new SObjectType("CustomField", "Custom Field", "Custom Fields", "00N").With(
            RowId,
            ReadOnly(Text("DeveloperName")),
            ReadOnly(Text("TableEnumOrId")),
            ReadOnly(Text("NamespacePrefix")),
            ReadOnly(Text("Description")),
            Entity,
            FullName,
            Metadata).With(Fields.System(keepsDeleted: false));

    private static SObjectType CustomObject() =>
        new SObjectType("CustomObject", "Custom Object", "Custom Objects", "01I").With(
            RowId,
            ReadOnly(Text("DeveloperName")),
            ReadOnly(Text("NamespacePrefix")),
            ReadOnly(Text("Description")),
            FullName,
            Metadata).With(Fields.System(keepsDeleted: false));
}
