namespace Onboarding.Cli.Simulation.Invariants;

/// <summary>Something that the journal as a whole keeps.</summary>
/// <param name="Name">Short name, in lower case with underscores.</param>
/// <param name="Promise">What is promised, as a sentence.</param>
internal sealed record JournalPromise(string Name, string Promise);
