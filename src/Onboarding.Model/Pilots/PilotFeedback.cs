namespace Onboarding.Model.Pilots;

/// <summary>What somebody said of the pilot.</summary>
/// <param name="ByCustomer">Whether a customer said it; otherwise a customer-success manager.</param>
/// <param name="Score">Satisfaction of a customer, or confidence in the new process of a manager: 0 to 10.</param>
/// <param name="Words">In words; empty when there are none.</param>
/// <param name="By">Mail address or name of who said it.</param>
/// <param name="At">When it was recorded.</param>
public sealed record PilotFeedback(bool ByCustomer, int Score, string Words, string By, DateTimeOffset At);
