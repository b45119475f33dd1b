using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Model;
using Onboarding.Model.Deliveries;
using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Journal;
using Onboarding.Model.Messages;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Pilots;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Reactions;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;
using Onboarding.Testing.Builders;

namespace Onboarding.Testing.Simulation;

/// <summary>
/// The model alone, without storage, threads or a clock of its own: every event is reacted to, in order, until nothing
/// follows any more. As in the hub, what is reacted to may lie behind what has happened since.
/// </summary>
public sealed class PureHub : ISurroundings
{
    /// <summary>More events than this from one command mean that reactions chase each other.</summary>
    public const int EventsMax = 500;

    private readonly Dictionary<(ResourceKind Kind, string Key), ResourceState> _resources = [];
    private readonly Dictionary<string, HandoffState> _handoffs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OnboardingState> _onboardings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeliveryState> _deliveries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MessageState> _messages = new(StringComparer.Ordinal);
    private readonly Queue<Func<IEnumerable<Reaction>>> _unseen = new();
    private readonly List<object> _events = [];

    public WorkspaceSettings Settings { get; set; } = Builders.Settings.TwoTiers;

    public PlaybookState? Playbook { get; set; } = Builders.Settings.Playbook;

    /// <summary>The playbook that a rollout of the settings names.</summary>
    public PlaybookState? RolledOut { get; set; }

    public DateTimeOffset Now { get; set; } = Starts.WonAt;

    /// <summary>Everything that happened, oldest first.</summary>
    public IReadOnlyList<object> Events => _events;

    /// <summary>Refusals of what reactions asked for.</summary>
    public List<Refusal> Refusals { get; } = [];

    public IReadOnlyCollection<HandoffState> Handoffs => _handoffs.Values;

    public IReadOnlyDictionary<string, DeliveryState> Deliveries => _deliveries;

    public IReadOnlyDictionary<string, MessageState> Messages => _messages;

    public IReadOnlyCollection<OnboardingState> Onboardings => _onboardings.Values;

    /// <summary>The one onboarding that there is.</summary>
    public OnboardingState TheOnboarding => _onboardings.Values.Single();

    /// <summary>The one handoff that there is.</summary>
    public HandoffState TheHandoff => _handoffs.Values.Single();

    public ResourceState? Account(string key) => _resources.GetValueOrDefault((ResourceKind.Account, key));

    public ResourceState? Opportunity(string key) => _resources.GetValueOrDefault((ResourceKind.Opportunity, key));

    public HandoffState? Handoff(string key) => _handoffs.GetValueOrDefault(key);

    public OnboardingState? Onboarding(string key) => _onboardings.GetValueOrDefault(key);

    public PilotState? Pilot(string key) => null;

    public DeliveryState? Delivery(string key) => _deliveries.GetValueOrDefault(key);

    public IEnumerable<HandoffState> HandoffsOf(string opportunityKey) =>
        [.. _handoffs.Values.Where(handoff => handoff.OpportunityKey == opportunityKey)];

    public IEnumerable<HandoffState> HandoffsOfAccount(string accountKey) =>
        [.. _handoffs.Values.Where(handoff => handoff.AccountKey == accountKey)];

    public PlaybookState? PlaybookFor(DateTimeOffset wonAt) =>
        Settings.Rollout is { } rollout && Settings.PlaybookOn(wonAt) == rollout.Playbook ? RolledOut : Playbook;

    public IEnumerable<OnboardingState> OnboardingsOf(string accountKey) =>
        [.. _onboardings.Values.Where(onboarding => onboarding.Start.AccountKey == accountKey)];

    /// <summary>A platform changes fields that nobody else has changed; nothing is reacted to yet.</summary>
    public void Change(ResourceKind kind, string key, params ReadOnlySpan<(string Field, FieldValue Value)> fields)
    {
        ResourceState? held = _resources.GetValueOrDefault((kind, key));
        var changes = ImmutableArray.CreateBuilder<FieldChange>();
        foreach ((string field, FieldValue value) in fields)
        {
            changes.Add(new FieldChange
            {
                Field = field,
                Value = value,
                Base = held?.Fields.GetValueOrDefault(field)?.Value,
                Rank = 1,
                ChangedAt = Now,
            });
        }

        Send(kind, key, new ResourceCommand.Merge(kind, key, "connection:crm", changes.ToImmutable()));
    }

    /// <summary>Asks something of a resource.</summary>
    public Refusal? Send(ResourceKind kind, string key, ResourceCommand command) => Apply(
        Aggregates.Of(kind), _resources.GetValueOrDefault((kind, key)), command,
        state => _resources[(kind, key)] = state, @event => ResourceReactions.To(kind, key, @event, this));

    /// <summary>Asks something of a handoff.</summary>
    public Refusal? Send(string key, HandoffCommand command) => Apply(
        Aggregates.Handoff, _handoffs.GetValueOrDefault(key), command,
        state => _handoffs[key] = state, @event => HandoffReactions.To(key, @event, this));

    /// <summary>Asks something of an onboarding.</summary>
    public Refusal? Send(string key, OnboardingCommand command) => Apply(
        Aggregates.Onboarding, _onboardings.GetValueOrDefault(key), command,
        state => _onboardings[key] = state, @event => OnboardingReactions.To(key, @event, this));

    /// <summary>Asks something of a delivery.</summary>
    public Refusal? Send(string key, DeliveryCommand command) => Apply(
        Aggregates.Delivery, _deliveries.GetValueOrDefault(key), command,
        state => _deliveries[key] = state, @event => DeliveryReactions.To(key, @event, this));

    /// <summary>Reacts to everything that happened, and to what that brings about in turn.</summary>
    /// <returns>How many events followed.</returns>
    /// <exception cref="InvalidOperationException">There is no end to it.</exception>
    public int Settle()
    {
        int before = _events.Count;
        while (_unseen.TryDequeue(out Func<IEnumerable<Reaction>>? reactions))
        {
            foreach (Reaction reaction in reactions().ToList())
            {
                React(reaction);
            }

            if (_events.Count - before > EventsMax)
            {
                throw new InvalidOperationException($"More than {EventsMax} events; the last was {_events[^1]}.");
            }
        }

        return _events.Count - before;
    }

    private void React(Reaction reaction)
    {
        Refusal? refusal = reaction switch
        {
            Reaction.ToResource to => Send(to.Kind, to.Key, to.Command),
            Reaction.ToHandoff to => Send(to.Id.ToString(), to.Command),
            Reaction.ToDelivery to => Send(to.Key, to.Command),
            Reaction.ToMessage to => Apply(
                Aggregates.Message, _messages.GetValueOrDefault(to.Key), to.Command,
                state => _messages[to.Key] = state, _ => []),
            Reaction.ToOnboarding to => Send(to.Id.ToString(), to.Command),
            _ => throw new UnreachableException(),
        };
        if (refusal is not null)
        {
            Refusals.Add(refusal);
        }
    }

    private Refusal? Apply<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, TState? state, TCommand command, Action<TState> store,
        Func<TEvent, IEnumerable<Reaction>> reactions)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        switch (kind.Decide(state, command, Now))
        {
            case Decision<TEvent>.Refused refused:
                return refused.Refusal;
            case Decision<TEvent>.Accepted { Events.IsEmpty: false } accepted:
                store(accepted.Events.Aggregate(state, kind.Evolve)!);
                foreach (TEvent @event in accepted.Events)
                {
                    _events.Add(@event);
                    _unseen.Enqueue(() => reactions(@event));
                }

                return null;
            default:
                return null;
        }
    }
}
