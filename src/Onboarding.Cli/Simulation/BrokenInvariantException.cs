using Onboarding.Cli.Simulation.Invariants;

namespace Onboarding.Cli.Simulation;

/// <summary>An invariant broke, and the simulation ends there.</summary>
internal sealed class BrokenInvariantException(IReadOnlyList<Breach> breaches) : Exception(breaches[0].Fault)
{
    /// <summary>What broke at the same event; never empty.</summary>
    public IReadOnlyList<Breach> Breaches { get; } = breaches;
}
