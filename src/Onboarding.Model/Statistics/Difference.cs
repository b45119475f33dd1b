namespace Onboarding.Model.Statistics;

/// <summary>By how much one group lies above another.</summary>
/// <param name="Value">The estimate; below 0 when the first group lies lower.</param>
/// <param name="Interval">Where the true difference lies; null when the cases are too few for the level asked for.</param>
public sealed record Difference(double Value, Interval? Interval);
