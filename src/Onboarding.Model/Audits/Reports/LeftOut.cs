namespace Onboarding.Model.Audits.Reports;

/// <summary>What an audit did not count.</summary>
/// <param name="Why">In words.</param>
/// <param name="Count">How many; at least 1.</param>
public sealed record LeftOut(string Why, int Count);
