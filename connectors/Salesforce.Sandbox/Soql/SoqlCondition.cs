using System.Collections.Immutable;

namespace Onboarding.Connectors.Salesforce.Sandbox.Soql;

/// <summary>A condition of WHERE.</summary>
internal abstract record SoqlCondition
{
    private SoqlCondition()
    {
    }

    public sealed record And(ImmutableArray<SoqlCondition> Parts) : SoqlCondition;

    public sealed record Or(ImmutableArray<SoqlCondition> Parts) : SoqlCondition;

    public sealed record Not(SoqlCondition Inner) : SoqlCondition;

    public sealed record Comparison(SoqlPath Path, string Operator, SoqlLiteral Literal) : SoqlCondition;

    public sealed record Within(SoqlPath Path, bool Negated, ImmutableArray<SoqlLiteral> Literals) : SoqlCondition;
}
