using System.Collections.Immutable;

namespace Onboarding.Connectors.Salesforce.Sandbox.Soql;

/// <summary>A parsed query or child subquery.</summary>
internal sealed record SoqlQuery
{
    public required ImmutableArray<SoqlPath> Fields { get; init; }

    public required ImmutableArray<SoqlQuery> Subqueries { get; init; }

    /// <summary>True for SELECT COUNT(), which answers a number of rows and no rows.</summary>
    public required bool CountOnly { get; init; }

    public required string From { get; init; }

    public string? Alias { get; init; }

    public SoqlCondition? Where { get; init; }

    public ImmutableArray<SoqlOrder> OrderBy { get; init; } = [];

    public int? Limit { get; init; }

    public int Offset { get; init; }
}
