namespace Onboarding.Model.Statistics;

/// <summary>How often a value occurs.</summary>
public sealed record ValueCount(int Value, int Count);
