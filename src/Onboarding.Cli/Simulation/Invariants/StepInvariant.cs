namespace Onboarding.Cli.Simulation.Invariants;

/// <summary>Something that every event of an onboarding keeps.</summary>
/// <param name="Name">Short name, in lower case with underscores.</param>
/// <param name="Promise">What is promised, as a sentence.</param>
/// <param name="Fault">What is wrong with an event; null when nothing is.</param>
internal sealed record StepInvariant(string Name, string Promise, Func<Step, string?> Fault);
