using System.Collections.Immutable;

namespace Onboarding.Connectors.Salesforce.Sandbox;

/// <summary>
/// A duplicate rule: a saved row that equals another live row of the type in all the match fields is refused with
/// DUPLICATES_DETECTED ("REST API Developer Guide, Duplicate Rule Header").
/// </summary>
public sealed record SalesforceDuplicateRule
{
    /// <summary>The rule's name, such as <c>Standard_Contact_Duplicate_Rule</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The type it guards, such as <c>Contact</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The fields that must all be equal, without regard to case; a null never matches.</summary>
    public required ImmutableArray<string> MatchFields { get; init; }

    /// <summary>True for an alerting rule, which a caller may override by header; a blocking one cannot be.</summary>
    public bool AllowSave { get; init; }
}
