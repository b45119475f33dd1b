using System.Collections.Immutable;

namespace Onboarding.Model.Conditions;

/// <summary>The answer of a condition with its explanation.</summary>
public sealed record Verdict(bool Holds, ImmutableArray<Finding> Findings)
{
    public override string ToString() => string.Join("; ", Findings);
}
