using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Connectors.Salesforce.Sandbox.Schema;

/// <summary>The types that one API sees: the platform's own API and the Tooling API have one each.</summary>
internal sealed class Catalog
{
    private readonly List<SObjectType> _types = [];
    private readonly Dictionary<string, SObjectType> _byName = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<SObjectType> Types => _types;

    public void Add(SObjectType type)
    {
        _byName.Add(type.Name, type);
        _types.Add(type);
    }

    public bool TryType(string name, [NotNullWhen(true)] out SObjectType? type) => _byName.TryGetValue(name, out type);

    /// <summary>The type of that name.</summary>
    /// <exception cref="SalesforceRefusedException">There is none: INVALID_TYPE, as a query answers.</exception>
    public SObjectType Type(string name) => _byName.TryGetValue(name, out var type)
        ? type
        : throw new SalesforceRefusedException("INVALID_TYPE", $"sObject type '{name}' is not supported.");

    /// <summary>The references that make a parent's child relationships, with the type that holds each.</summary>
    public IEnumerable<(SObjectType Child, SalesforceField Reference)> ChildrenOf(SObjectType parent) =>
        from child in _types
        from field in child.Fields
        where field.Type == SalesforceFieldType.Reference
            && field.References.Contains(parent.Name, StringComparer.Ordinal)
        select (child, field);
}
