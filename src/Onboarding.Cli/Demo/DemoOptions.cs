namespace Onboarding.Cli.Demo;

/// <summary>What the demo was asked to play.</summary>
internal sealed record DemoOptions
{
    public int Seed { get; init; } = 1;

    public int Customers { get; init; } = 30;

    public int Days { get; init; } = 90;

    /// <summary>Whether the last line is the figures as JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Whether everything is left running at the end.</summary>
    public bool Keep { get; init; }

    /// <summary>How often the hub's process is killed.</summary>
    public int Kills { get; init; }

    /// <summary>Percent of calls that a platform answers badly.</summary>
    public int FaultPercent { get; init; }

    /// <summary>File for the canonical text of the end state; null for none.</summary>
    public string? EndStateFile { get; init; }
}
