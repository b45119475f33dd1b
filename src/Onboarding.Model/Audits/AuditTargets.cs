using System.Collections.Immutable;

namespace Onboarding.Model.Audits;

/// <summary>In how many days after closed-won an onboarding is to be complete.</summary>
/// <param name="Days">For every tier that has no line of its own; 1 to 730.</param>
/// <param name="OfTier">By key of the tier.</param>
public sealed record AuditTargets(int Days, ImmutableSortedDictionary<string, int> OfTier)
{
    public const int DaysMax = 730;

    public int For(string? tier) => tier is not null && OfTier.TryGetValue(tier, out int days) ? days : Days;
}
