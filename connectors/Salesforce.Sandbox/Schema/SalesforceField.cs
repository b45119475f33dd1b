using System.Collections.Immutable;

namespace Onboarding.Connectors.Salesforce.Sandbox.Schema;

/// <summary>One field of a type: what it holds and who may write it.</summary>
public sealed record SalesforceField
{
    /// <summary>The API name, such as <c>StageName</c> or <c>Hub_Goals__c</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the field holds.</summary>
    public required SalesforceFieldType Type { get; init; }

    /// <summary>The label that people see; the name when none is given.</summary>
    public string Label { get => field ?? Name; init; }

    /// <summary>Characters at most, for the text types.</summary>
    public int Length { get; init; }

    /// <summary>Digits at most, for numbers.</summary>
    public int Precision { get; init; } = 18;

    /// <summary>Decimal places, for numbers; a finer value is rounded when it is saved.</summary>
    public int Scale { get; init; }

    /// <summary>The types that a reference may point to.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>The name by which a query walks to the parent, such as <c>Account</c>.</summary>
    public string? Relationship { get; init; }

    /// <summary>The name by which a query walks from the parent to these rows, such as <c>Contacts</c>.</summary>
    public string? ChildRelationship { get; init; }

    /// <summary>True when rows of this type go with the row that this reference points to.</summary>
    public bool CascadeDelete { get; init; }

    /// <summary>True when a row cannot be saved without a value.</summary>
    public bool Required { get; init; }

    /// <summary>True when a create may carry the field.</summary>
    public bool Createable { get; init; } = true;

    /// <summary>True when an update may carry the field.</summary>
    public bool Updateable { get; init; } = true;

    /// <summary>True when no two live rows may hold the same value.</summary>
    public bool Unique { get; init; }

    /// <summary>True when the values of a unique field differ by case.</summary>
    public bool CaseSensitive { get; init; }

    /// <summary>True when rows can be addressed by this field.</summary>
    public bool ExternalId { get; init; }

    /// <summary>The active values of a picklist, in order.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>True when a picklist refuses values outside its list.</summary>
    public bool Restricted { get; init; }

    /// <summary>What a create without the field stores.</summary>
    public object? Default { get; init; }

    /// <summary>True for a field that the organization added.</summary>
    public bool Custom => Name.EndsWith("__c", StringComparison.Ordinal);

    internal bool IsText =>
        Type is SalesforceFieldType.Text or SalesforceFieldType.LongText or SalesforceFieldType.Email
        or SalesforceFieldType.Phone or SalesforceFieldType.Url;

    internal bool IsNumber => Type is SalesforceFieldType.Integer or SalesforceFieldType.Number
        or SalesforceFieldType.Currency or SalesforceFieldType.Percent;

    internal bool IsIdLike => Type is SalesforceFieldType.Id or SalesforceFieldType.Reference;

    /// <summary>
    /// Long text can be selected, but a query may neither filter nor sort by it (SOQL reference, WHERE).
    /// </summary>
    internal bool IsFilterable => Type is not (SalesforceFieldType.LongText or SalesforceFieldType.Complex);
}
