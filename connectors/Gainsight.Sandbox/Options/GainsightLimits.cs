namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Calls that a tenant may make, per family, in fixed windows of the clock: all of a window can be spent in its first
/// second ("API Documentation Overview"; user and Timeline figures from "User Management APIs" and "Timeline APIs").
/// </summary>
public sealed record GainsightLimits
{
    /// <summary>No limit that a test could reach.</summary>
    public static GainsightLimits None { get; } = new()
    {
        SyncPerMinute = int.MaxValue,
        SyncPerDay = int.MaxValue,
        AsyncPerHour = int.MaxValue,
        AsyncPerDay = int.MaxValue,
        UsersPerHour = int.MaxValue,
        UsersPerDay = int.MaxValue,
        TimelinePerMinute = int.MaxValue,
    };

    /// <summary>Synchronous calls in a minute.</summary>
    public int SyncPerMinute { get; init; } = 100;

    /// <summary>Synchronous calls in a day (UTC).</summary>
    public int SyncPerDay { get; init; } = 50_000;

    /// <summary>Asynchronous calls in an hour.</summary>
    public int AsyncPerHour { get; init; } = 10;

    /// <summary>Asynchronous calls in a day.</summary>
    public int AsyncPerDay { get; init; } = 100;

    /// <summary>User management calls in an hour.</summary>
    public int UsersPerHour { get; init; } = 100;

    /// <summary>User management calls in a day.</summary>
    public int UsersPerDay { get; init; } = 1_000;

    /// <summary>Timeline calls in a minute.</summary>
    public int TimelinePerMinute { get; init; } = 200;
}
