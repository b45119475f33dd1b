using Onboarding.Model.Statistics;

namespace Onboarding.Model.Audits.Reports;

/// <summary>How onboarding went before, in the form in which something new can be compared with it.</summary>
/// <param name="TimeToValue">Days from closed-won to first value.</param>
/// <param name="Completed">Onboardings that are complete, of those old enough to be.</param>
/// <param name="WithinTarget">Those complete within their target timeframe, of those old enough to be.</param>
/// <param name="Satisfaction">Answers from 0 to 10.</param>
public sealed record Baseline(Sample TimeToValue, Proportion Completed, Proportion WithinTarget, Sample Satisfaction);
