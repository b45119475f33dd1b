using Google.Protobuf;
using Google.Protobuf.Reflection;

using Onboarding.Hub.Api.Requests;
using Onboarding.Model;
using Onboarding.Model.Journal;

namespace Onboarding.Hub.Api.Translation;

/// <summary>What the API shows of aggregates of a kind, at every point of their life.</summary>
internal abstract class ResourceView
{
    private static readonly Dictionary<string, ResourceView> s_views = new ResourceView[]
    {
        Of(Aggregates.Account, Resources.Account),
        Of(Aggregates.Opportunity, Resources.Opportunity),
        Of(Aggregates.Contact, Resources.Contact),
        Of(Aggregates.Handoff, Handoffs.ToWire),
        Of(Aggregates.Onboarding, Onboardings.ToWire),
        Of(Aggregates.Playbook, Playbooks.ToWire),
        Of(Aggregates.Workspace, Workspaces.ToWire),
        Of(Aggregates.Definition, Definitions.ToWire),
        Of(Aggregates.Review, Reviews.ToWire),
        Of(Aggregates.Connection, Runs.Connection),
        Of(Aggregates.Audit, Audits.ToWire),
        Of(Aggregates.Delivery, Deliveries.ToWire),
        Of(Aggregates.Message, Messages.ToWire),
        // What an issue's lateness is at some instant is no change of the pilot.
        Of(Aggregates.Pilot, held => Pilots.ToWire(held, DateTimeOffset.MinValue)),
    }.ToDictionary(view => view.Kind.Name, StringComparer.Ordinal);

    private ResourceView(AggregateKind kind, MessageDescriptor descriptor)
    {
        Kind = kind;
        Descriptor = descriptor;
    }

    public AggregateKind Kind { get; }

    public MessageDescriptor Descriptor { get; }

    /// <summary>The view of the aggregate with a stream.</summary>
    public static ResourceView Of(StreamId stream) => s_views[stream.Kind];

    /// <summary>The view of every kind.</summary>
    public static IReadOnlyCollection<ResourceView> All => s_views.Values;

    /// <summary>The resource after each of its events, oldest first.</summary>
    public abstract IEnumerable<IMessage> After(ResourceName name, IEnumerable<JournalEvent> events);

    private static ResourceView Of<TState, TCommand, TEvent, TMessage>(
        AggregateKind<TState, TCommand, TEvent> kind, Func<Held<TState>, TMessage> toWire)
        where TState : class
        where TCommand : class
        where TEvent : class
        where TMessage : IMessage, new() =>
        new Typed<TState, TCommand, TEvent>(kind, new TMessage().Descriptor, held => toWire(held));

    private sealed class Typed<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, MessageDescriptor descriptor, Func<Held<TState>, IMessage> toWire)
        : ResourceView(kind, descriptor)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        public override IEnumerable<IMessage> After(ResourceName name, IEnumerable<JournalEvent> events)
        {
            TState? state = null;
            foreach (JournalEvent journaled in events)
            {
                state = kind.Evolve(state, kind.ReadEvent(journaled.Payload));
                yield return toWire(new Held<TState>(name, state, journaled.Version));
            }
        }
    }
}
