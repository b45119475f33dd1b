namespace Onboarding.Sync.Runs;

/// <summary>What one transaction of a run has done, in one stream.</summary>
internal sealed record RunTally(string Stream)
{
    public int Read { get; init; }

    public int Applied { get; init; }

    public int Written { get; init; }

    public int DeadLetters { get; init; }

    /// <summary>Records that belong to nothing in the hub and were left alone.</summary>
    public int Unmatched { get; init; }
}
