using System.Collections.Immutable;

namespace Onboarding.Connectors.Salesforce.Sandbox;

/// <summary>
/// A copy of one row. Values are null, string, bool, decimal, <see cref="DateOnly"/> or <see cref="DateTimeOffset"/>;
/// references are ids of 18 characters.
/// </summary>
/// <param name="Type">The type, such as <c>Opportunity</c>.</param>
/// <param name="Id">The id, 18 characters.</param>
/// <param name="Fields">All fields by name, in order of their names.</param>
public sealed record SalesforceRow(string Type, string Id, ImmutableSortedDictionary<string, object?> Fields)
{
    /// <summary>The value of a field.</summary>
    /// <exception cref="KeyNotFoundException">The type has no such field.</exception>
    public object? this[string field] => Fields[field];

    /// <summary>True when the row lies in the recycle bin.</summary>
    public bool IsDeleted => Fields.GetValueOrDefault("IsDeleted") is true;
}
