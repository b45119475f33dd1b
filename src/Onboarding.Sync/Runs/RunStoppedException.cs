namespace Onboarding.Sync.Runs;

/// <summary>The run must not go on, though the platform works: too many deletes or dead letters.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="pauses">Whether the connection is to be paused.</param>
internal sealed class RunStoppedException(string message, bool pauses) : Exception(message)
{
    public bool Pauses { get; } = pauses;
}
