using Onboarding.Model.Deliveries;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Pilots;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Reactions;

/// <summary>What a reaction may look at: the aggregates around the one that changed, as they are now.</summary>
public interface ISurroundings
{
    WorkspaceSettings Settings { get; }

    /// <summary>The playbook that a deal won then starts, or null when none of that name is published.</summary>
    PlaybookState? PlaybookFor(DateTimeOffset wonAt);

    ResourceState? Account(string key);

    ResourceState? Opportunity(string key);

    HandoffState? Handoff(string key);

    /// <summary>Handoffs of an opportunity, withdrawn ones included.</summary>
    IEnumerable<HandoffState> HandoffsOf(string opportunityKey);

    /// <summary>Handoffs of all opportunities of an account.</summary>
    IEnumerable<HandoffState> HandoffsOfAccount(string accountKey);

    /// <summary>Onboardings of an account, ended ones included.</summary>
    IEnumerable<OnboardingState> OnboardingsOf(string accountKey);

    OnboardingState? Onboarding(string key);

    PilotState? Pilot(string key);

    DeliveryState? Delivery(string key);
}
