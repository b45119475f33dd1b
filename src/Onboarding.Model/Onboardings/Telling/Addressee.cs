namespace Onboarding.Model.Onboardings.Telling;

/// <summary>Somebody who gets messages.</summary>
/// <param name="Address">Mail address.</param>
/// <param name="Name">Name; null where only the address is known.</param>
public sealed record Addressee(string Address, string? Name);
