using System.Collections.Immutable;

using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;

namespace Onboarding.Testing.Builders;

/// <summary>A random onboarding and what was asked of it, in time that moves on and sometimes jumps back.</summary>
public sealed record OnboardingHistory(ImmutableArray<OnboardingHistory.Step> Steps)
{
    /// <summary>A command and what became of it.</summary>
    /// <param name="Before">The state before; null for the first.</param>
    /// <param name="Command">What was asked.</param>
    /// <param name="Now">When.</param>
    /// <param name="Decision">What was decided.</param>
    /// <param name="After">The state afterwards.</param>
    public sealed record Step(
        OnboardingState? Before, OnboardingCommand Command, DateTimeOffset Now, Decision<OnboardingEvent> Decision,
        OnboardingState After)
    {
        public ImmutableArray<OnboardingEvent> Events =>
            Decision is Decision<OnboardingEvent>.Accepted accepted ? accepted.Events : [];

        /// <summary>Each event with the state just before it.</summary>
        public IEnumerable<(OnboardingState? State, OnboardingEvent Event)> Moves()
        {
            OnboardingState? state = Before;
            foreach (OnboardingEvent @event in Events)
            {
                yield return (state, @event);
                state = OnboardingEvolution.Evolve(state, @event);
            }
        }
    }

    public OnboardingState Last => Steps[^1].After;

    public IEnumerable<OnboardingEvent> Events => Steps.SelectMany(step => step.Events);

    /// <summary>The history that a seed makes.</summary>
    public static OnboardingHistory Of(int seed)
    {
        var random = new Random(seed);
        var commands = new RandomCommands(random);
        OnboardingStart start = new RandomPlans(random).Start();
        DateTimeOffset now = start.ClosedWonAt.AddHours(random.Next(200));
        var steps = ImmutableArray.CreateBuilder<Step>();
        steps.Add(Take(null, new OnboardingCommand.Begin(start), now));
        int count = random.Next(5, 60);
        while (steps.Count < count)
        {
            now = random.Next(12) == 0 ? now.AddHours(-random.Next(60)) : now.AddMinutes(random.Next(60 * 60));
            OnboardingState state = steps[^1].After;
            steps.Add(Take(state, commands.Next(state, now), now));
        }

        return new OnboardingHistory(steps.ToImmutable());
    }

    private static Step Take(OnboardingState? state, OnboardingCommand command, DateTimeOffset now)
    {
        Decision<OnboardingEvent> decision = OnboardingDecisions.Decide(state, command, now);
        OnboardingState? after = decision is Decision<OnboardingEvent>.Accepted accepted
            ? accepted.Events.Aggregate(state, OnboardingEvolution.Evolve)
            : state;
        return new Step(state, command, now, decision, after!);
    }
}
