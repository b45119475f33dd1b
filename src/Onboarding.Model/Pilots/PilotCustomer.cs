namespace Onboarding.Model.Pilots;

/// <summary>A customer of a pilot's cohort.</summary>
/// <param name="AccountKey">Key of the account; its newest onboarding is the one that is looked at.</param>
/// <param name="Tier">Its tier when the pilot began.</param>
public sealed record PilotCustomer(string AccountKey, string Tier);
