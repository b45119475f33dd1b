using System.Collections.Immutable;

namespace Onboarding.Model.Definitions;

/// <summary>One version of a definition with what was said of it.</summary>
/// <param name="Number">From 0, without gaps: v0 is the assumption, v1 its first correction.</param>
/// <param name="Text">What it says.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Reason">Why it was corrected; empty for v0.</param>
/// <param name="At">When it was written.</param>
/// <param name="SignOffs">The last word of each role, in the order in which they spoke.</param>
public sealed record DefinitionVersion(
    int Number, DefinitionText Text, string By, string Reason, DateTimeOffset At, ImmutableArray<SignOff> SignOffs)
{
    /// <summary>This version after a role has spoken.</summary>
    public DefinitionVersion With(SignOff said) =>
        this with { SignOffs = [.. SignOffs.Where(earlier => earlier.Role != said.Role), said] };
}
