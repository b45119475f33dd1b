using System.Collections.Immutable;

using Onboarding.Model.Statistics;

namespace Onboarding.Model.Audits.Reports;

/// <summary>
/// Which onboardings are complete, and which could be. One that was won yesterday is neither complete nor late: only deals
/// whose target timeframe has passed by the end of the period are cases.
/// </summary>
internal sealed class Outcomes(AuditState audit, ImmutableArray<AuditDeal> deals)
{
    /// <summary>Whether completion is recorded at all; else "none complete" would be read as a finding.</summary>
    public bool IsKnown { get; } = deals.Any(deal => deal.DaysTo(deal.CompletedOn) is not null);

    public bool IsDue(AuditDeal deal) => deal.WonOn!.Value.AddDays(audit.Targets.For(deal.Tier)) < audit.Until;

    public bool IsWithinTarget(AuditDeal deal) => deal.DaysTo(deal.CompletedOn) <= audit.Targets.For(deal.Tier);

    public Proportion Completed(IEnumerable<AuditDeal> some) =>
        Proportion.Of(
            [.. some.Where(IsDue)],
            deal => deal.DaysTo(deal.CompletedOn) is not null && deal.CompletedOn < audit.Until);

    public Proportion WithinTarget(IEnumerable<AuditDeal> some) => Proportion.Of([.. some.Where(IsDue)], IsWithinTarget);
}
