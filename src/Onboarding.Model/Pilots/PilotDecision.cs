namespace Onboarding.Model.Pilots;

/// <summary>A decision on a pilot; the last one holds.</summary>
/// <param name="Outcome">What.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record PilotDecision(PilotOutcome Outcome, string Reason, string By, DateTimeOffset At);
