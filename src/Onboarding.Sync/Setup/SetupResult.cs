namespace Onboarding.Sync.Setup;

/// <summary>What became of one step.</summary>
/// <param name="Title">What the step brings about: "field Opportunity.Hub_Goals__c".</param>
/// <param name="State">What became of it.</param>
/// <param name="Found">What stood there before, for a person; null when there was nothing to see.</param>
/// <param name="Reason">What went wrong and what to do; null unless it failed.</param>
public sealed record SetupResult(string Title, SetupState State, string? Found = null, string? Reason = null);
