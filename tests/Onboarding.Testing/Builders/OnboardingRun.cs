using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;

namespace Onboarding.Testing.Builders;

/// <summary>One onboarding, led through its life command by command on a clock that only the test moves.</summary>
public sealed class OnboardingRun
{
    private readonly List<OnboardingEvent> _events = [];
    private readonly List<IReadOnlyList<OnboardingEvent>> _decisions = [];
    private ImmutableArray<OnboardingEvent> _last = [];

    private OnboardingRun(OnboardingStart start, DateTimeOffset now)
    {
        Now = now;
        Do(new OnboardingCommand.Begin(start));
    }

    public DateTimeOffset Now { get; private set; }

    public OnboardingState State { get; private set; } = null!;

    public DateOnly Today => State.Start.Calendar.DayOf(Now);

    /// <summary>Everything that happened, oldest first.</summary>
    public IReadOnlyList<OnboardingEvent> Events => _events;

    /// <summary>The same, each decision by itself.</summary>
    public IReadOnlyList<IReadOnlyList<OnboardingEvent>> Decisions => _decisions;

    /// <summary>Starts on the day of closed-won.</summary>
    public static OnboardingRun Of(PlaybookPlan plan) => Of(Starts.Of(plan));

    /// <summary>Starts at the instant of closed-won.</summary>
    public static OnboardingRun Of(OnboardingStart start) => new(start, start.ClosedWonAt);

    /// <summary>Carries a command out.</summary>
    /// <returns>What it brought about.</returns>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public ImmutableArray<OnboardingEvent> Do(OnboardingCommand command)
    {
        if (Try(command) is { } refusal)
        {
            throw new InvalidOperationException($"{command} is refused: {refusal.Message}");
        }

        return _last;
    }

    /// <summary>Carries a command out, or says why it is refused.</summary>
    public Refusal? Try(OnboardingCommand command)
    {
        Decision<OnboardingEvent> decision = OnboardingDecisions.Decide(State, command, Now);
        if (decision is Decision<OnboardingEvent>.Refused refused)
        {
            return refused.Refusal;
        }

        _last = ((Decision<OnboardingEvent>.Accepted)decision).Events;
        _events.AddRange(_last);
        _decisions.Add(_last);
        State = _last.Aggregate(State, OnboardingEvolution.Evolve)!;
        return null;
    }

    /// <summary>Lets days pass; at the same hour of each, it is looked at what has fallen due.</summary>
    /// <returns>What that brought about.</returns>
    public ImmutableArray<OnboardingEvent> Pass(int days)
    {
        var all = ImmutableArray.CreateBuilder<OnboardingEvent>();
        for (int day = 0; day < days; day++)
        {
            Now += TimeSpan.FromDays(1);
            all.AddRange(Do(new OnboardingCommand.Review()));
        }

        return all.ToImmutable();
    }

    /// <summary>Completes tasks, in this order.</summary>
    public OnboardingRun Complete(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            Do(new OnboardingCommand.CompleteTask(key, "csm@vendor.example"));
        }

        return this;
    }

    /// <summary>Hands an input in and verifies it.</summary>
    public OnboardingRun Verify(string input)
    {
        Do(new OnboardingCommand.ReceiveInput(input, "here"));
        Do(new OnboardingCommand.VerifyInput(input));
        return this;
    }

    /// <summary>Takes in a date field of the account.</summary>
    public ImmutableArray<OnboardingEvent> Observe(string field, DateOnly day) =>
        Do(new OnboardingCommand.ObserveFacts(FieldMap.Of((field, new FieldValue.Date(day)))));

    /// <summary>Goes through all of <see cref="Plans.Small"/> up to the last thing, the first value.</summary>
    public OnboardingRun ToLastGate()
    {
        Complete("call", "plan").Verify("sso").Complete("provision", "connect");
        Observe("first_login_on", Today);
        return Complete("train");
    }
}
