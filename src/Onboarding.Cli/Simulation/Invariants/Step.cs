using Onboarding.Model.Onboardings;

namespace Onboarding.Cli.Simulation.Invariants;

/// <summary>One event of an onboarding, with what it made of it.</summary>
/// <param name="Before">The onboarding before the event; null before the first.</param>
/// <param name="Event">What happened.</param>
/// <param name="After">The onboarding after the event.</param>
/// <param name="At">When.</param>
internal sealed record Step(OnboardingState? Before, OnboardingEvent Event, OnboardingState After, DateTimeOffset At)
{
    /// <summary>The day at the customer's company.</summary>
    public DateOnly Today => After.Start.Calendar.DayOf(At);
}
