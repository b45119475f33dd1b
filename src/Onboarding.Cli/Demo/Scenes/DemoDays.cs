namespace Onboarding.Cli.Demo.Scenes;

/// <summary>
/// The days that are played, numbered from 1. People work in the morning on what they see, and the hub syncs three
/// times after that, so that by the next morning everything has arrived everywhere, whatever went wrong on the way.
/// </summary>
internal static class DemoDays
{
    /// <summary>Time between two scheduled syncs: below the time between two rounds, so that each round is due.</summary>
    public static TimeSpan SyncEvery { get; } = TimeSpan.FromHours(3);

    /// <summary>A Monday.</summary>
    public static DateOnly First { get; } = new(2026, 3, 2);

    /// <summary>Hours of the day, in UTC, at which the hub runs what is due.</summary>
    public static IReadOnlyList<TimeSpan> Rounds { get; } =
        [new TimeSpan(8, 10, 0), new TimeSpan(12, 10, 0), new TimeSpan(16, 10, 0)];

    public static DateOnly DateOf(int day) => First.AddDays(day - 1);

    public static int NumberOf(DateOnly date) => date.DayNumber - First.DayNumber + 1;

    public static int NumberOf(DateTimeOffset instant) => NumberOf(DateOnly.FromDateTime(instant.UtcDateTime));

    public static DateTimeOffset At(int day, TimeSpan hour) => new(DateOf(day), TimeOnly.MinValue.Add(hour), TimeSpan.Zero);

    /// <summary>When people act: before the first round.</summary>
    public static DateTimeOffset MorningOf(int day) => At(day, TimeSpan.FromHours(8));

    public static bool IsWorkingDay(int day) => DateOf(day).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The day itself, or the Monday after it.</summary>
    public static int WorkingDayFrom(int day) => IsWorkingDay(day) ? day : WorkingDayFrom(day + 1);
}
