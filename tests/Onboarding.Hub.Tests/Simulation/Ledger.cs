using Onboarding.Cli.Simulation.Invariants;
using Onboarding.Model;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;

namespace Onboarding.Hub.Tests.Simulation;

/// <summary>Writes a journal event by event, well or badly, under the eyes of the watch.</summary>
internal sealed class Ledger
{
    private static readonly WorkspaceId s_workspace = new("acme");

    private readonly Dictionary<StreamId, int> _versions = [];
    private readonly List<Breach> _breaches = [];
    private long _position;

    public JournalWatch Watch { get; } = new();

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Breach> Breaches => _breaches;

    /// <summary>Names of the invariants that broke.</summary>
    public IEnumerable<string> Broken => _breaches.Select(breach => breach.Invariant).Distinct(StringComparer.Ordinal);

    public Ledger Write(OnboardingId id, DateTimeOffset at, params IEnumerable<OnboardingEvent> events)
    {
        foreach (OnboardingEvent happened in events)
        {
            Take(Event(Aggregates.Onboarding, id.ToString(), happened, at));
        }

        return this;
    }

    public Ledger Write(HandoffId id, DateTimeOffset at, params IEnumerable<HandoffEvent> events)
    {
        foreach (HandoffEvent happened in events)
        {
            Take(Event(Aggregates.Handoff, id.ToString(), happened, at));
        }

        return this;
    }

    /// <summary>The next event of a resource, as it should be; nothing is written yet.</summary>
    public JournalEvent Event<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, string key, TEvent happened, DateTimeOffset at)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        StreamId stream = kind.Stream(key);
        int version = _versions[stream] = _versions.GetValueOrDefault(stream) + 1;
        string payload = System.Text.Json.JsonSerializer.Serialize(happened, kind.EventJson);
        return new JournalEvent
        {
            Position = ++_position,
            Workspace = s_workspace,
            Stream = stream,
            Version = version,
            Type = kind.NameOf(happened),
            Payload = payload,
            Origin = Origin.Time,
            Time = at,
            Hash = EventHash.Of(s_workspace, stream, version, kind.NameOf(happened), payload, Origin.Time, at),
        };
    }

    public Ledger Take(JournalEvent journaled)
    {
        _breaches.AddRange(Watch.Take(journaled));
        return this;
    }

    public Ledger Settle(DateTimeOffset now)
    {
        _breaches.AddRange(Watch.Settle(now));
        return this;
    }
}
