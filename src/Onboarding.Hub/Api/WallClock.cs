namespace Onboarding.Hub.Api;

/// <summary>
/// The callers' time: deadlines, heartbeats and waits are promises to somebody outside, and hold even where the hub's
/// own clock is virtual and runs through months in seconds.
/// </summary>
/// <param name="Time">The system's time; a test gives another.</param>
public sealed record WallClock(TimeProvider Time);
