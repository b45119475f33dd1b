using System.Collections.Immutable;

using Onboarding.Model;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Reactions;

namespace Onboarding.Cli.Simulation.Invariants;

/// <summary>
/// Looks at the journal event by event and says at which of them an invariant breaks. It knows nothing but the events,
/// and folds them with the functions by which the hub folds them.
/// </summary>
internal sealed class JournalWatch
{
    private const int AroundMax = 12;

    private static readonly ImmutableArray<StepInvariant> s_steps = [.. WorkInvariants.All, .. PeopleInvariants.All];

    private readonly Dictionary<StreamId, (int Version, DateTimeOffset Time)> _streams = [];
    private readonly Dictionary<string, HandoffState> _handoffs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Watched> _onboardings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _activeOfDeal = new(StringComparer.Ordinal);
    private readonly HashSet<string> _waitingHandoffs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private readonly HashSet<string> _over = new(StringComparer.Ordinal);
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private DateOnly _settledOn;

    /// <summary>Position of the latest event.</summary>
    public long Position { get; private set; }

    /// <summary>How many events were looked at.</summary>
    public long Events { get; private set; }

    /// <summary>How often an invariant was held against an event or an onboarding.</summary>
    public long Checks { get; private set; }

    /// <summary>All invariants: their names and what each promises.</summary>
    public static IEnumerable<(string Name, string Promise)> Promises =>
    [
        .. JournalInvariants.All.Select(known => (known.Name, known.Promise)),
        .. s_steps.Select(known => (known.Name, known.Promise)),
        .. StandingInvariants.All.Select(known => (known.Name, known.Promise)),
    ];

    /// <summary>The onboardings under way.</summary>
    public IEnumerable<OnboardingState> Active => _onboardings.Values
        .Select(watched => watched.State)
        .Where(state => state.Phase == OnboardingPhase.Active);

    /// <summary>Somebody has left: from the next look on they must hold nothing.</summary>
    public void Leave(string mail) => _left.Add(mail);

    /// <summary>Looks at the next event.</summary>
    /// <param name="journaled">The event.</param>
    /// <param name="stepped">Called when it is an event of an onboarding, with what it made of it.</param>
    /// <returns>What it breaks; empty when all is well.</returns>
    public IReadOnlyList<Breach> Take(JournalEvent journaled, Action<Step>? stepped = null)
    {
        var breaches = new List<Breach>();
        Events++;
        CheckJournal(journaled, breaches);
        (Position, _streams[journaled.Stream]) = (journaled.Position, (journaled.Version, journaled.Time));
        if (journaled.Stream.Kind == Aggregates.Handoff.Name)
        {
            TakeHandoff(journaled.Stream.Key, Aggregates.Handoff.ReadEvent(journaled.Payload));
        }
        else if (journaled.Stream.Kind == Aggregates.Onboarding.Name)
        {
            Step? step = TakeOnboarding(journaled, breaches);
            if (step is not null)
            {
                stepped?.Invoke(step);
            }
        }

        return breaches;
    }

    /// <summary>Looks at what stands still, after the hub has run all that was due at an instant.</summary>
    /// <param name="now">The instant.</param>
    /// <returns>What does not hold.</returns>
    public IReadOnlyList<Breach> Settle(DateTimeOffset now)
    {
        var breaches = new List<Breach>();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        // Between two days only what happened can have changed anything.
        IEnumerable<Watched> looked = today == _settledOn
            ? _changed.Where(_onboardings.ContainsKey).Select(key => _onboardings[key])
            : _onboardings.Values;
        foreach (Watched watched in looked.Where(watched => watched.State.Phase == OnboardingPhase.Active))
        {
            foreach (StandingInvariant invariant in StandingInvariants.All)
            {
                Checks++;
                if (invariant.Fault(watched.State, now) is { } fault)
                {
                    breaches.Add(Of(invariant.Name, invariant.Promise, fault, watched));
                }
            }

            CheckHolders(watched, breaches);
        }

        CheckHandoffs(breaches);
        // Whatever has ended changes no more; its plan alone is as large as all that is known of it.
        foreach (string key in _ended)
        {
            _onboardings.Remove(key);
        }

        _over.UnionWith(_ended);
        _ended.Clear();
        _changed.Clear();
        _settledOn = today;
        return breaches;
    }

    private void CheckJournal(JournalEvent journaled, List<Breach> breaches)
    {
        (int version, DateTimeOffset time) = _streams.GetValueOrDefault(journaled.Stream);
        Checks += 4;
        Demand(journaled.Position > Position, JournalInvariants.PositionsGrow,
            $"position {journaled.Position} comes after {Position}");
        Demand(journaled.Version == version + 1, JournalInvariants.VersionsWithoutGaps,
            $"version {journaled.Version} comes after {version}");
        Demand(journaled.Time >= time, JournalInvariants.TimeGoesForward,
            $"{journaled.Time:O} comes after {time:O}");
        Demand(journaled.Hash == HashOf(journaled), JournalInvariants.ContentMatchesHash,
            $"its hash is {journaled.Hash}");

        void Demand(bool holds, JournalPromise promise, FormattableString fault)
        {
            if (!holds)
            {
                breaches.Add(Of(promise, FormattableString.Invariant(fault), journaled));
            }
        }
    }

    private static string HashOf(JournalEvent journaled) => EventHash.Of(
        journaled.Workspace, journaled.Stream, journaled.Version, journaled.Type, journaled.Payload, journaled.Origin,
        journaled.Time);

    private void TakeHandoff(string key, HandoffEvent happened)
    {
        HandoffState state = Aggregates.Handoff.Evolve(_handoffs.GetValueOrDefault(key), happened);
        _handoffs[key] = state;
        if (Stands(state))
        {
            _waitingHandoffs.Add(key);
        }
        else
        {
            _waitingHandoffs.Remove(key);
        }
    }

    private static bool Stands(HandoffState? handoff) => handoff is { CompletedAt: not null, WithdrawnAt: null };

    private Step? TakeOnboarding(JournalEvent journaled, List<Breach> breaches)
    {
        string key = journaled.Stream.Key;
        OnboardingEvent happened = Aggregates.Onboarding.ReadEvent(journaled.Payload);
        if (_over.Contains(key))
        {
            StepInvariant forGood = WorkInvariants.All.First(known => known.Name == "ends_for_good");
            breaches.Add(Of(new JournalPromise(forGood.Name, forGood.Promise), "it had ended before", journaled));
            return null;
        }

        Watched? watched = _onboardings.GetValueOrDefault(key);
        if (watched is null && happened is not OnboardingEvent.Started)
        {
            StepInvariant once = WorkInvariants.All.First(known => known.Name == "begins_once");
            breaches.Add(Of(
                new JournalPromise(once.Name, once.Promise), "the first event is not its start", journaled));
            return null;
        }

        var step = new Step(
            watched?.State, happened, OnboardingEvolution.Evolve(watched?.State, happened), journaled.Time);
        watched = (watched ?? new Watched(step.After)).Then(step.After, journaled, AroundMax);
        _onboardings[key] = watched;
        _changed.Add(key);
        foreach (StepInvariant invariant in s_steps)
        {
            Checks++;
            if (invariant.Fault(step) is { } fault)
            {
                breaches.Add(Of(invariant.Name, invariant.Promise, fault, watched));
            }
        }

        Follow(step, watched, breaches);
        return step;
    }

    // What one onboarding means for its handoff and its deal.
    private void Follow(Step step, Watched watched, List<Breach> breaches)
    {
        OnboardingStart start = step.After.Start;
        string key = start.Id.ToString();
        if (step.Event is OnboardingEvent.Started)
        {
            Checks += 2;
            if (start.Handoff is { } handoff && !Stands(_handoffs.GetValueOrDefault(handoff.ToString())))
            {
                breaches.Add(Of(JournalInvariants.StartsFromHandoff, $"handoff {handoff} is not complete", watched));
            }

            if (start.OpportunityKey is { } deal && !_activeOfDeal.TryAdd(deal, key))
            {
                breaches.Add(Of(
                    JournalInvariants.OneOnboardingPerDeal, $"{_activeOfDeal[deal]} is under way", watched));
            }
        }
        else if (step is { Before.Phase: OnboardingPhase.Active, After.Phase: not OnboardingPhase.Active })
        {
            _ended.Add(key);
            if (start.OpportunityKey is { } deal)
            {
                _activeOfDeal.Remove(deal);
            }
        }
    }

    private void CheckHolders(Watched watched, List<Breach> breaches)
    {
        Checks++;
        OnboardingState state = watched.State;
        IEnumerable<(string What, string Owner)> held =
        [
            .. state.Owners.Select(role => ($"role {role.Key}", role.Value)),
            .. state.Stages.Where(stage => stage.CompletedAt is null)
                .Select(stage => ($"stage {stage.Key}", stage.Owner)),
            .. state.Tasks.Where(task => task.ClosedAt is null).Select(task => ($"task {task.Key}", task.Owner)),
            .. state.Inputs.Where(input => input.Phase != InputPhase.Verified)
                .Select(input => ($"input {input.Key}", input.Owner)),
            .. state.Blockers.Where(blocker => blocker.ResolvedAt is null)
                .Select(blocker => ($"blocker {blocker.Key}", blocker.Owner)),
            .. state.Escalations.Where(escalation => escalation.Phase != EscalationPhase.Resolved)
                .Select(escalation => ($"escalation {escalation.Cause}", escalation.Owner)),
        ];
        (string what, string owner) = held.FirstOrDefault(one => _left.Contains(one.Owner));
        if (what is not null)
        {
            breaches.Add(Of(JournalInvariants.HandedOver, $"{owner} has left and holds {what}", watched));
        }
    }

    private void CheckHandoffs(List<Breach> breaches)
    {
        foreach (string key in _waitingHandoffs.ToList())
        {
            Checks++;
            HandoffState handoff = _handoffs[key];
            string onboarding = HandoffReactions.OnboardingOf(handoff.Id).ToString();
            if (_onboardings.ContainsKey(onboarding) || _over.Contains(onboarding)
                || _activeOfDeal.ContainsKey(handoff.OpportunityKey))
            {
                _waitingHandoffs.Remove(key);
            }
            else if (handoff.StartRefusedBecause is null)
            {
                breaches.Add(new Breach(
                    JournalInvariants.HandoffStarts.Name, JournalInvariants.HandoffStarts.Promise,
                    $"there is no onboarding {onboarding}", Position, Aggregates.Handoff.Stream(key), null));
            }
        }
    }

    private static Breach Of(JournalPromise promise, string fault, JournalEvent journaled) =>
        new(promise.Name, promise.Promise, fault, journaled.Position, journaled.Stream, null) { Around = [journaled] };

    private Breach Of(JournalPromise promise, string fault, Watched watched) =>
        Of(promise.Name, promise.Promise, fault, watched);

    private Breach Of(string name, string promise, string fault, Watched watched)
    {
        OnboardingStart start = watched.State.Start;
        return new Breach(
            name, promise, fault, Position, Aggregates.Onboarding.Stream(start.Id.ToString()), start.Title)
        {
            Around = watched.Around,
        };
    }

    /// <summary>An onboarding as its events made it, with the latest of them.</summary>
    private sealed record Watched(OnboardingState State)
    {
        public ImmutableArray<JournalEvent> Around { get; init; } = [];

        public Watched Then(OnboardingState state, JournalEvent journaled, int most) => this with
        {
            State = state,
            Around = [.. Around.Length == most ? Around.RemoveAt(0) : Around, journaled],
        };
    }
}
