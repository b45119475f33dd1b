namespace Onboarding.Hub.Scheduling;

/// <summary>Recurring work: what Quartz fires, and what the virtual schedule runs on a virtual clock.</summary>
/// <param name="Name">Unique and lasting: "sync:{workspace}/{connection}", "reconcile:...", "sweep", "seal", "housekeeping".</param>
/// <param name="Every">Time between two runs.</param>
/// <param name="RunAsync">The work. Safe to run again at any time, and after being cut off at any point.</param>
public sealed record Tick(string Name, TimeSpan Every, Func<CancellationToken, Task> RunAsync)
{
    /// <summary>Whether it first runs as soon as it is scheduled, and not a whole interval later.</summary>
    public bool AtOnce { get; init; } = true;
}
