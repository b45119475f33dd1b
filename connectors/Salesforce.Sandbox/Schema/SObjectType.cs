using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Connectors.Salesforce.Sandbox.Schema;

/// <summary>One type of row, standard or custom, with its fields in order of definition.</summary>
internal sealed class SObjectType(string name, string label, string plural, string keyPrefix)
{
    private readonly List<SalesforceField> _fields = [];
    private readonly Dictionary<string, SalesforceField> _byName = new(StringComparer.OrdinalIgnoreCase);

    public string Name { get; } = name;

    public string Label { get; } = label;

    public string Plural { get; } = plural;

    public string KeyPrefix { get; } = keyPrefix;

    public bool Custom => Name.EndsWith("__c", StringComparison.Ordinal);

    /// <summary>False for types that this API can only read, such as OpportunityStage.</summary>
    public bool Writable { get; init; } = true;

    public bool Deletable { get; init; } = true;

    public IReadOnlyList<SalesforceField> Fields => _fields;

    public bool KeepsDeleted => Has("IsDeleted");

    public bool Has(string field) => _byName.ContainsKey(field);

    /// <summary>Field names are matched without regard to case, as SOQL and REST do.</summary>
    public bool TryField(string field, [NotNullWhen(true)] out SalesforceField? found) =>
        _byName.TryGetValue(field, out found);

    public SalesforceField Field(string field) => _byName[field];

    public SalesforceField? ByRelationship(string relationship) =>
        _fields.Find(f => string.Equals(f.Relationship, relationship, StringComparison.OrdinalIgnoreCase));

    public SObjectType With(params ReadOnlySpan<SalesforceField> fields)
    {
        foreach (var field in fields)
        {
            _byName.Add(field.Name, field);
            _fields.Add(field);
        }

        return this;
    }

    public void Replace(string name, SalesforceField field)
    {
        var at = _fields.FindIndex(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
        _fields[at] = field;
        _byName.Remove(name);
        _byName.Add(field.Name, field);
    }

    public void Remove(string name)
    {
        _fields.RemoveAll(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
        _byName.Remove(name);
    }
}
