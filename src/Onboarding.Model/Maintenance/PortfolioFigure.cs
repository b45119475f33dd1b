using Onboarding.Model.Statistics;

namespace Onboarding.Model.Maintenance;

/// <summary>One figure of a portfolio, with the cases that it rests on.</summary>
/// <param name="Key">What is measured, such as "time_to_value".</param>
/// <param name="Dimension">What the cases are grouped by: all, tier, cohort or stage.</param>
/// <param name="Group">Which group: a tier, a month of closed-won such as 2026-03, a stage's key; "" for all.</param>
/// <param name="Cases">How many onboardings it rests on.</param>
/// <param name="Value">A count, median days, or a share from 0 to 1; null of too few cases.</param>
/// <param name="Interval">Where the true value lies with 95 %; null for a count and of too few cases.</param>
/// <param name="Baseline">What the newest audit measured for the time before; null where it does not say.</param>
public sealed record PortfolioFigure(
    string Key, string Dimension, string Group, int Cases, double? Value, Interval? Interval, double? Baseline = null);
