using System.Collections.Immutable;

namespace Onboarding.Model.Calendars;

/// <summary>
/// Days on which a workspace works, in one time zone. The only place where business days are counted and where an
/// instant becomes a day or a day an instant.
/// </summary>
public sealed record BusinessCalendar
{
    /// <summary>A counted offset may not be longer, so that a slip in a file cannot make an endless count.</summary>
    public const int OffsetMax = 3_650;

    /// <summary>IANA name, such as Europe/Vienna.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Days of the week on which work is done; never empty.</summary>
    public required ImmutableArray<DayOfWeek> WorkingDays { get; init; }

    /// <summary>Days on which no work is done, whatever the day of the week.</summary>
    public ImmutableArray<DateOnly> Holidays { get; init; } = [];

    /// <summary>Monday to Friday in UTC without holidays.</summary>
    public static BusinessCalendar Default { get; } = new()
    {
        TimeZone = "UTC",
        WorkingDays =
        [
            DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday,
        ],
    };

    /// <summary>Null when the calendar can be used, else what is wrong with it.</summary>
    public string? Fault()
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            return $"'{TimeZone}' is no time zone known here; use an IANA name such as Europe/Vienna";
        }

        if (WorkingDays.IsDefaultOrEmpty)
        {
            return "a calendar needs at least one working day";
        }

        // A year of holidays on every working day would make the count of business days endless.
        return Holidays.Length > 366 ? "a calendar takes at most 366 holidays" : null;
    }

    /// <summary>The same days in another zone; this calendar when the zone is null or unknown.</summary>
    public BusinessCalendar In(string? timeZone) =>
        timeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _)
            ? this with { TimeZone = timeZone }
            : this;

    public bool IsWorkingDay(DateOnly day) => WorkingDays.Contains(day.DayOfWeek) && !Holidays.Contains(day);

    /// <summary>
    /// The day that lies an offset away. Business days: step by step to the next (or previous) working day, so that
    /// Friday + 1 is Monday; an offset of 0 from a day off moves forward to the next working day.
    /// Example: Thursday 2026-04-02 + 2 business days with Friday a holiday is Tuesday 2026-04-07.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The offset is beyond <see cref="OffsetMax"/> either way.</exception>
    public DateOnly Add(DateOnly day, int offset, DayUnit unit)
    {
        if (Math.Abs(offset) > OffsetMax)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), offset, $"At most {OffsetMax} days either way.");
        }

        if (unit == DayUnit.Calendar)
        {
            return day.AddDays(offset);
        }

        int step = offset < 0 ? -1 : 1;
        DateOnly at = day;
        for (int left = Math.Abs(offset); left > 0; left--)
        {
            at = NextWorkingDay(at.AddDays(step), step);
        }

        return NextWorkingDay(at, step);
    }

    /// <summary>The day that it is at an instant in this zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone()).DateTime);

    /// <summary>The first instant of a day in this zone, in UTC. Where clocks jump over midnight, the first that exists.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        TimeZoneInfo zone = Zone();
        DateTime local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        // Where midnight comes twice the earlier one has the greater offset from UTC.
        TimeSpan offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private DateOnly NextWorkingDay(DateOnly day, int step)
    {
        DateOnly at = day;
        while (!IsWorkingDay(at))
        {
            at = at.AddDays(step);
        }

        return at;
    }

    private TimeZoneInfo Zone() => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    public bool Equals(BusinessCalendar? other) => other is not null && TimeZone == other.TimeZone
        && WorkingDays.SequenceEqual(other.WorkingDays) && Holidays.SequenceEqual(other.Holidays);

    public override int GetHashCode() => HashCode.Combine(TimeZone, WorkingDays.Length, Holidays.Length);
}
