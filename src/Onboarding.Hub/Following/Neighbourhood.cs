using Onboarding.Model;
using Onboarding.Model.Deliveries;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Pilots;
using Onboarding.Model.Reactions;
using Onboarding.Model.Resources;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Following;

/// <summary>Which aggregates lie around the ones that events happened to. A few statements for a whole batch of events.</summary>
internal sealed class Neighbourhood
{
    private readonly HashSet<string> _accounts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _opportunities = new(StringComparer.Ordinal);
    private readonly HashSet<string> _handoffs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _onboardings = new(StringComparer.Ordinal);

    private readonly HashSet<string> _deliveries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _messages = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pilots = new(StringComparer.Ordinal);

    public IReadOnlySet<string> Handoffs => _handoffs;

    public IReadOnlySet<string> Onboardings => _onboardings;

    public IEnumerable<StreamId> Streams =>
    [
        .. _accounts.Select(Aggregates.Account.Stream), .. _opportunities.Select(Aggregates.Opportunity.Stream),
        .. _handoffs.Select(Aggregates.Handoff.Stream), .. _onboardings.Select(Aggregates.Onboarding.Stream),
        .. _deliveries.Select(Aggregates.Delivery.Stream), .. _messages.Select(Aggregates.Message.Stream),
        .. _pilots.Select(Aggregates.Pilot.Stream),
    ];

    public static async Task<Neighbourhood> OfAsync(
        IJournalStore store, WorkspaceId workspace, IReadOnlyList<JournalEvent> events, CancellationToken cancellationToken)
    {
        var around = new Neighbourhood();
        foreach (JournalEvent journaled in events.Where(IsOfMessages))
        {
            var told = (OnboardingEvent.MessageEvent)Aggregates.Onboarding.ReadEvent(journaled.Payload);
            around._messages.UnionWith(MessageReactions.KeysOf(journaled.Stream.Key, told));
        }

        // What an onboarding says of its messages needs nobody but the messages.
        List<StreamId> streams =
        [
            .. events.Where(journaled => !IsOfMessages(journaled)).Select(journaled => journaled.Stream).Distinct(),
        ];
        LoadedStreams loaded = await store.LoadAsync(workspace, streams, null, cancellationToken);
        foreach (StoredAggregate aggregate in loaded.Aggregates)
        {
            around.AddOwn(aggregate);
        }

        List<string> retiered = [.. events
            .Where(journaled => journaled.Type == "tier_assigned")
            .Select(journaled => journaled.Stream.Key)
            .Distinct(StringComparer.Ordinal)];
        foreach (StoredAggregate opportunity in await store.ChildrenAsync(
            workspace, Aggregates.Opportunity.Name, retiered, cancellationToken))
        {
            around._opportunities.Add(opportunity.Stream.Key);
        }

        foreach (StoredAggregate handoff in await store.ChildrenAsync(
            workspace, Aggregates.Handoff.Name, around._opportunities, cancellationToken))
        {
            around.AddOwn(handoff);
        }

        foreach (StoredAggregate onboarding in await store.ChildrenAsync(
            workspace, Aggregates.Onboarding.Name, around._accounts, cancellationToken))
        {
            around.AddOwn(onboarding);
        }

        return around;
    }

    private static bool IsOfMessages(JournalEvent journaled) =>
        journaled.Type is "messages_intended" or "messages_addressed" or "messages_withdrawn";

    private void AddOwn(StoredAggregate aggregate)
    {
        string key = aggregate.Stream.Key;
        if (aggregate.Stream.Kind == Aggregates.Account.Name)
        {
            _accounts.Add(key);
        }
        else if (aggregate.Stream.Kind == Aggregates.Opportunity.Name)
        {
            ResourceState opportunity = Aggregates.Opportunity.ReadState(aggregate.State);
            _opportunities.Add(key);
            AddIfKnown(_accounts, opportunity.Values.TextOf("account_key"));
            _handoffs.Add(ResourceReactions.HandoffOf(key, opportunity.TimesWon).ToString());
        }
        else if (aggregate.Stream.Kind == Aggregates.Handoff.Name)
        {
            HandoffState handoff = Aggregates.Handoff.ReadState(aggregate.State);
            _handoffs.Add(key);
            _opportunities.Add(handoff.OpportunityKey);
            _accounts.Add(handoff.AccountKey);
            _onboardings.Add(HandoffReactions.OnboardingOf(handoff.Id).ToString());
        }
        else if (aggregate.Stream.Kind == Aggregates.Onboarding.Name)
        {
            OnboardingState onboarding = Aggregates.Onboarding.ReadState(aggregate.State);
            _onboardings.Add(key);
            _accounts.Add(onboarding.Start.AccountKey);
            AddIfKnown(_opportunities, onboarding.Start.OpportunityKey);
            AddDeliveries(onboarding);
        }
        else if (aggregate.Stream.Kind == Aggregates.Pilot.Name)
        {
            PilotState pilot = Aggregates.Pilot.ReadState(aggregate.State);
            _pilots.Add(key);
            _accounts.UnionWith(pilot.Plan.Customers.Select(customer => customer.AccountKey));
        }
        else if (aggregate.Stream.Kind == Aggregates.Delivery.Name)
        {
            DeliveryState delivery = Aggregates.Delivery.ReadState(aggregate.State);
            _deliveries.Add(key);
            _onboardings.Add(delivery.Message.Onboarding.ToString());
        }
    }

    // What happened may be of an earlier request than the newest.
    private void AddDeliveries(OnboardingState onboarding) =>
        _deliveries.UnionWith(
            from action in onboarding.SetupActions
            from request in Enumerable.Range(1, action.Request)
            select Delivery.KeyOf(onboarding.Start.Id, action.Key, request));

    private static void AddIfKnown(HashSet<string> keys, string? key)
    {
        if (key is not null)
        {
            keys.Add(key);
        }
    }
}
