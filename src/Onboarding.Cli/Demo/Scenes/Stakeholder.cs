namespace Onboarding.Cli.Demo.Scenes;

/// <summary>A person at the customer.</summary>
/// <param name="Role">Role in the deal, as the CRM names it.</param>
internal sealed record Stakeholder(string FirstName, string LastName, string Email, string Title, string Role);
