using Onboarding.Model;
using Onboarding.Model.Deliveries;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Pilots;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Reactions;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;
using Onboarding.Sync.Commands;

namespace Onboarding.Hub.Following;

/// <summary>What reactions see: the states of an open batch, with what it has decided so far.</summary>
internal sealed class BatchSurroundings(
    CommandBatch batch, WorkspaceSettings settings, Neighbourhood around) : ISurroundings
{
    public WorkspaceSettings Settings => settings;

    public PlaybookState? PlaybookFor(DateTimeOffset wonAt) => batch.State(Aggregates.Playbook, settings.PlaybookOn(wonAt));

    public ResourceState? Account(string key) => batch.Holds(Aggregates.Account, key) ? batch.State(Aggregates.Account, key) : null;

    public ResourceState? Opportunity(string key) =>
        batch.Holds(Aggregates.Opportunity, key) ? batch.State(Aggregates.Opportunity, key) : null;

    public HandoffState? Handoff(string key) => batch.Holds(Aggregates.Handoff, key) ? batch.State(Aggregates.Handoff, key) : null;

    public OnboardingState? Onboarding(string key) =>
        batch.Holds(Aggregates.Onboarding, key) ? batch.State(Aggregates.Onboarding, key) : null;

    public PilotState? Pilot(string key) =>
        batch.Holds(Aggregates.Pilot, key) ? batch.State(Aggregates.Pilot, key) : null;

    public DeliveryState? Delivery(string key) =>
        batch.Holds(Aggregates.Delivery, key) ? batch.State(Aggregates.Delivery, key) : null;

    public IEnumerable<HandoffState> HandoffsOf(string opportunityKey) =>
        Handoffs.Where(handoff => handoff.OpportunityKey == opportunityKey);

    public IEnumerable<HandoffState> HandoffsOfAccount(string accountKey) =>
        Handoffs.Where(handoff => handoff.AccountKey == accountKey);

    public IEnumerable<OnboardingState> OnboardingsOf(string accountKey) => around.Onboardings
        .Order(StringComparer.Ordinal)
        .Select(key => batch.State(Aggregates.Onboarding, key))
        .OfType<OnboardingState>()
        .Where(onboarding => onboarding.Start.AccountKey == accountKey);

    private IEnumerable<HandoffState> Handoffs => around.Handoffs
        .Order(StringComparer.Ordinal)
        .Select(key => batch.State(Aggregates.Handoff, key))
        .OfType<HandoffState>();
}
