using static Onboarding.Connectors.Salesforce.Sandbox.Schema.SalesforceFieldType;

namespace Onboarding.Connectors.Salesforce.Sandbox.Schema;

/// <summary>Short forms by which the standard types are written down.</summary>
internal static class Fields
{
    public static SalesforceField Text(string name, int length = 255) =>
        new() { Name = name, Type = SalesforceFieldType.Text, Length = length };

    public static SalesforceField Long(string name, int length = 32_000) =>
        new() { Name = name, Type = LongText, Length = length };

    public static SalesforceField Flag(string name) => new() { Name = name, Type = Checkbox, Default = false };

    public static SalesforceField Of(string name, SalesforceFieldType type) => new()
    {
        Name = name,
        Type = type,
        Length = type switch { Phone =>
            40, Email => 80, Url => 255, Picklist => 255, SalesforceFieldType.Id => 18, _ => 0 },
        Scale = type is Currency ? 2 : 0,
    };

    public static SalesforceField Lookup(string name, string relationship, params ReadOnlySpan<string> to) => new()
    {
        Name = name,
        Type = Reference,
        Length = 18,
        Relationship = relationship,
        References = [.. to],
    };

    public static SalesforceField Pick(string name, params ReadOnlySpan<string> values) => new()
    {
        Name = name,
        Type = Picklist,
        Length = 255,
        Values = [.. values],
    };

    public static SalesforceField ReadOnly(SalesforceField field) =>
        field with { Createable = false, Updateable = false };

    /// <summary>The fields that the platform keeps by itself ("Object Reference, System Fields").</summary>
    public static SalesforceField[] System(bool keepsDeleted = true) =>
    [
        .. keepsDeleted ? [ReadOnly(Flag("IsDeleted"))] : Array.Empty<SalesforceField>(),
        ReadOnly(Of("CreatedDate", Instant)),
        ReadOnly(Lookup("CreatedById", "CreatedBy", "User")),
        ReadOnly(Of("LastModifiedDate", Instant)),
        ReadOnly(Lookup("LastModifiedById", "LastModifiedBy", "User")),
        ReadOnly(Of("SystemModstamp", Instant)),
    ];
}
