namespace Onboarding.Model.Onboardings.Telling;

/// <summary>A message that waits for somebody to be known in its role.</summary>
/// <param name="Number">Number of the message.</param>
/// <param name="Role">The role at the customer.</param>
/// <param name="On">Day on which it was made.</param>
public sealed record MessageGap(int Number, string Role, DateOnly On);
