using System.Collections.Immutable;

namespace Onboarding.Model.Pilots.Reports;

/// <summary>How a pilot goes, as of now.</summary>
/// <param name="Comparisons">With the baseline.</param>
/// <param name="Criteria">Of success.</param>
public sealed record PilotReport(ImmutableArray<PilotComparison> Comparisons, ImmutableArray<PilotCriterion> Criteria);
