using Onboarding.Model.Onboardings;

namespace Onboarding.Cli.Simulation.Invariants;

/// <summary>Something that holds of every onboarding under way once the hub has done all that was due.</summary>
/// <param name="Name">Short name, in lower case with underscores.</param>
/// <param name="Promise">What is promised, as a sentence.</param>
/// <param name="Fault">What is wrong with an onboarding at an instant; null when nothing is.</param>
internal sealed record StandingInvariant(
    string Name, string Promise, Func<OnboardingState, DateTimeOffset, string?> Fault);
