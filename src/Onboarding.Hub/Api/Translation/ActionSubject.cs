using Onboarding.Hub.Api.Requests;

namespace Onboarding.Hub.Api.Translation;

/// <summary>What an action is about.</summary>
/// <param name="Name">The onboarding or handoff.</param>
/// <param name="Title">Name of the customer, or of the deal while there is only a handoff.</param>
/// <param name="AccountKey">Key of the customer's account.</param>
/// <param name="OpportunityKey">Key of the deal; null for an onboarding without one.</param>
internal sealed record ActionSubject(ResourceName Name, string Title, string AccountKey, string? OpportunityKey);
