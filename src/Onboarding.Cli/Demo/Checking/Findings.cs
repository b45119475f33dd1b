using System.Collections.Immutable;

namespace Onboarding.Cli.Demo.Checking;

/// <summary>What the comparison of the three sides found, each in words.</summary>
internal sealed record Findings(
    ImmutableArray<string> Lost, ImmutableArray<string> Duplicated, ImmutableArray<string> Inconsistent)
{
    public bool IsClean => Lost.IsEmpty && Duplicated.IsEmpty && Inconsistent.IsEmpty;
}
