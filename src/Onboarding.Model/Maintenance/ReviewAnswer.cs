namespace Onboarding.Model.Maintenance;

/// <summary>What is done about a finding.</summary>
/// <param name="By">Who says so.</param>
/// <param name="Action">What is done, in words.</param>
/// <param name="At">When it was said.</param>
public sealed record ReviewAnswer(string By, string Action, DateTimeOffset At);
