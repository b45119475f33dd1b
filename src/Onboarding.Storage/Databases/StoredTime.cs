namespace Onboarding.Storage.Databases;

/// <summary>
/// Instants as both databases keep them: microseconds since 1970 in UTC, which order and compare alike.
/// </summary>
internal static class StoredTime
{
    public static long Write(DateTimeOffset instant) =>
        (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static long? Write(DateTimeOffset? instant) => instant is { } value ? Write(value) : null;

    /// <summary>An instant at which something falls due: never before it, or it would be looked at too soon and in vain.</summary>
    public static long? WriteDue(DateTimeOffset? due) =>
        Write(due?.AddTicks(TimeSpan.TicksPerMicrosecond - 1));

    public static DateTimeOffset Read(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset? Read(long? microseconds) => microseconds is { } value ? Read(value) : null;
}
