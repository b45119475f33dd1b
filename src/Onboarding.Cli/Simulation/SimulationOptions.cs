namespace Onboarding.Cli.Simulation;

/// <summary>What is simulated.</summary>
internal sealed record SimulationOptions
{
    public required int Seed { get; init; }

    /// <summary>How many deals are won.</summary>
    public required int Onboardings { get; init; }

    public required int Days { get; init; }

    /// <summary>Percent of calls that a platform answers badly.</summary>
    public required int FaultPercent { get; init; }

    /// <summary>Whether the last line is the figures as JSON.</summary>
    public required bool Json { get; init; }
}
