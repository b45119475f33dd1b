namespace Onboarding.Cli.Demo.Scenes;

/// <summary>
/// The days that are played, numbered from 1. People work in the morning on what they see, and customer success once
/// more at midday; the hub syncs in between, so that what is done at one time has arrived everywhere by the next.
/// </summary>
internal static class DemoDays
{
    /// <summary>Time between two scheduled syncs: below the time between two rounds, so that each round is due.</summary>
    public static TimeSpan SyncEvery { get; } = TimeSpan.FromHours(2);

    /// <summary>A Monday.</summary>
    public static DateOnly First { get; } = new(2026, 3, 2);

    /// <summary>Hours of the day, in UTC, at which the hub runs what is due before people come back at midday.</summary>
    public static IReadOnlyList<TimeSpan> MorningRounds { get; } = [new TimeSpan(8, 10, 0), new TimeSpan(10, 30, 0)];

    /// <summary>Hours at which it runs what is due after that.</summary>
    public static IReadOnlyList<TimeSpan> AfternoonRounds { get; } = [new TimeSpan(14, 10, 0)];

    /// <summary>
    /// Hours at which it runs on after the last day, when nobody acts any more, so that all that is under way arrives.
    /// They are of the same day in Central Europe.
    /// </summary>
    public static IReadOnlyList<TimeSpan> QuietRounds { get; } =
        [new TimeSpan(16, 20, 0), new TimeSpan(18, 30, 0), new TimeSpan(20, 40, 0)];

    /// <summary>How often it runs in a day.</summary>
    public static int RoundsPerDay => MorningRounds.Count + AfternoonRounds.Count;

    public static DateOnly DateOf(int day) => First.AddDays(day - 1);

    public static int NumberOf(DateOnly date) => date.DayNumber - First.DayNumber + 1;

    public static int NumberOf(DateTimeOffset instant) => NumberOf(DateOnly.FromDateTime(instant.UtcDateTime));

    public static DateTimeOffset At(int day, TimeSpan hour) => new(DateOf(day), TimeOnly.MinValue.Add(hour), TimeSpan.Zero);

    /// <summary>When people act: before the first round.</summary>
    public static DateTimeOffset MorningOf(int day) => At(day, TimeSpan.FromHours(8));

    /// <summary>When customer success acts again.</summary>
    public static DateTimeOffset MiddayOf(int day) => At(day, TimeSpan.FromHours(13));

    public static bool IsWorkingDay(int day) => DateOf(day).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The day itself, or the Monday after it.</summary>
    public static int WorkingDayFrom(int day) => IsWorkingDay(day) ? day : WorkingDayFrom(day + 1);
}
