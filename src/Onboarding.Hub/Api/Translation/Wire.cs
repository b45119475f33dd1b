using Google.Protobuf.WellKnownTypes;

using Onboarding.Hub.Api.Failures;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Days and instants on the wire.</summary>
internal static class Wire
{
    public static Timestamp Of(DateTimeOffset instant) => Timestamp.FromDateTimeOffset(instant);

    public static Timestamp? Of(DateTimeOffset? instant) => instant is { } value ? Of(value) : null;

    public static V1.Date Of(DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };

    public static V1.Date? Of(DateOnly? day) => day is { } value ? Of(value) : null;

    /// <exception cref="RefusedException">It is no day.</exception>
    public static DateOnly Day(V1.Date? date, string field)
    {
        if (date is not { Year: >= 1 and <= 9999, Month: >= 1 and <= 12 }
            || date.Day < 1 || date.Day > DateTime.DaysInMonth(date.Year, date.Month))
        {
            throw Refuse.Field(field, $"{field} is no day of the calendar; give year, month and day.");
        }

        return new DateOnly(date.Year, date.Month, date.Day);
    }

    /// <exception cref="RefusedException">It is no instant.</exception>
    public static DateTimeOffset Instant(Timestamp instant, string field)
    {
        // 0001-01-01 to 9999-12-31, as the type promises; a caller can send anything.
        if (instant.Seconds is < -62_135_596_800 or > 253_402_300_799 || instant.Nanos is < 0 or > 999_999_999)
        {
            throw Refuse.Field(field, $"{field} is no instant between the years 1 and 9999.");
        }

        // The hub keeps microseconds; what is finer is cut off here, so that what is answered is what is kept.
        DateTimeOffset exact = instant.ToDateTimeOffset();
        return exact.AddTicks(-(exact.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
