using System.Collections.Immutable;

namespace Onboarding.Model.Audits;

/// <summary>
/// The hub's keys for the ids that files use, which are those of the platform they were exported from. An id that is not
/// here stands for itself.
/// </summary>
public sealed record AuditKeys(ImmutableDictionary<string, string> Deals, ImmutableDictionary<string, string> Accounts)
{
    /// <summary>Every id stands for itself.</summary>
    public static AuditKeys AsGiven { get; } =
        new(ImmutableDictionary<string, string>.Empty, ImmutableDictionary<string, string>.Empty);
}
