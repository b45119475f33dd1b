using FsCheck;
using FsCheck.Fluent;

using Onboarding.Model.Calendars;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

public sealed class BusinessCalendarTests
{
    private static readonly BusinessCalendar s_vienna = ShippedFiles.Workspace.Calendar;

    [Theory]
    [Trait("Requirement", "A8.1")]
    [InlineData("2026-04-02", 1, "2026-04-03")]
    [InlineData("2026-04-02", 2, "2026-04-07")]
    [InlineData("2026-04-07", -1, "2026-04-03")]
    [InlineData("2026-12-24", 1, "2026-12-28")]
    [InlineData("2026-05-02", 0, "2026-05-04")]
    [InlineData("2026-05-03", -1, "2026-04-30")]
    [InlineData("2028-02-28", 1, "2028-02-29")]
    [InlineData("2028-02-29", 1, "2028-03-01")]
    [InlineData("2026-12-31", 1, "2027-01-01")]
    public void Business_days_step_over_weekends_and_holidays(string from, int offset, string expected) =>
        Assert.Equal(Day(expected), s_vienna.Add(Day(from), offset, DayUnit.Business));

    [Theory]
    [InlineData("2028-02-28", 1, "2028-02-29")]
    [InlineData("2027-02-28", 1, "2027-03-01")]
    [InlineData("2026-04-02", 4, "2026-04-06")]
    [InlineData("2026-01-01", -1, "2025-12-31")]
    public void Calendar_days_count_every_day(string from, int offset, string expected) =>
        Assert.Equal(Day(expected), s_vienna.Add(Day(from), offset, DayUnit.Calendar));

    [Fact]
    public void An_offset_beyond_the_bound_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => s_vienna.Add(Day("2026-01-01"), BusinessCalendar.OffsetMax + 1, DayUnit.Business));

    [Theory]
    [InlineData("2026-03-28T22:59:59Z", "2026-03-28")]
    [InlineData("2026-03-28T23:00:00Z", "2026-03-29")]
    [InlineData("2026-03-29T21:59:59Z", "2026-03-29")]
    [InlineData("2026-03-29T22:00:00Z", "2026-03-30")]
    [InlineData("2026-10-25T22:59:59Z", "2026-10-25")]
    [InlineData("2026-10-25T23:00:00Z", "2026-10-26")]
    public void The_day_of_an_instant_follows_the_clock_changes_of_the_zone(string instant, string day) =>
        Assert.Equal(Day(day), s_vienna.DayOf(Instant(instant)));

    [Theory]
    [InlineData("Europe/Vienna", "2026-03-29", "2026-03-28T23:00:00Z")]
    [InlineData("Europe/Vienna", "2026-03-30", "2026-03-29T22:00:00Z")]
    [InlineData("America/New_York", "2026-11-01", "2026-11-01T04:00:00Z")]
    [InlineData("Asia/Kathmandu", "2026-07-01", "2026-06-30T18:15:00Z")]
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z")]
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z")]
    public void A_day_starts_at_its_first_instant_in_the_zone(string zone, string day, string instant) =>
        Assert.Equal(Instant(instant), s_vienna.In(zone).StartOf(Day(day)));

    [Fact]
    public void An_unknown_zone_leaves_the_calendar_as_it_is() =>
        Assert.Equal(s_vienna, s_vienna.In("Nowhere/Land"));

    [Fact]
    public void Each_day_starts_on_itself_in_every_zone()
    {
        string[] zones =
            ["UTC", "Europe/Vienna", "America/St_Johns", "Pacific/Kiritimati", "Africa/Cairo", "America/Santiago"];
        Property promise = Prop.ForAll(
            Gen.Choose(0, 9_000).ToArbitrary(), Gen.Elements(zones).ToArbitrary(), (days, zone) =>
            {
                BusinessCalendar calendar = s_vienna.In(zone);
                DateOnly day = new DateOnly(2015, 1, 1).AddDays(days);
                DateTimeOffset start = calendar.StartOf(day);
                return calendar.DayOf(start) == day && calendar.DayOf(start.AddSeconds(-1)) == day.AddDays(-1);
            });
        promise.Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20_260_101, 1));
    }

    [Fact]
    public void Business_days_agree_with_counting_day_by_day()
    {
        Gen<(int Day, int Offset, int Days, int[] Holidays)> cases =
            from day in Gen.Choose(0, 3_000)
            from offset in Gen.Choose(-60, 60)
            from days in Gen.Choose(1, 127)
            from holidays in Gen.Choose(-60, 60).ArrayOf(6)
            select (day, offset, days, holidays);
        Property promise = Prop.ForAll(cases.ToArbitrary(), one =>
        {
            DateOnly from = new DateOnly(2024, 1, 1).AddDays(one.Day);
            BusinessCalendar calendar = BusinessCalendar.Default with
            {
                WorkingDays = [.. Enum.GetValues<DayOfWeek>().Where(day => (one.Days & (1 << (int)day)) != 0)],
                Holidays = [.. one.Holidays.Select(from.AddDays).Distinct()],
            };
            return calendar.Add(from, one.Offset, DayUnit.Business) == ByHand(calendar, from, one.Offset);
        });
        promise.Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(20_260_102, 3));
    }

    // The slow way: lay the days out in the direction of the count, strike those off, take the one at the offset.
    private static DateOnly ByHand(BusinessCalendar calendar, DateOnly from, int offset)
    {
        int step = offset < 0 ? -1 : 1;
        int firstDay = offset == 0 ? 0 : 1;
        IEnumerable<DateOnly> open = Enumerable.Range(firstDay, 3_000).Select(i => from.AddDays(i * step))
            .Where(day => calendar.WorkingDays.Contains(day.DayOfWeek) && !calendar.Holidays.Contains(day));
        return open.ElementAt(Math.Max(Math.Abs(offset) - 1, 0));
    }

    private static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
