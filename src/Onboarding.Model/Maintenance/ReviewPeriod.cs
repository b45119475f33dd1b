using System.Globalization;
using System.Text.Json.Serialization;

namespace Onboarding.Model.Maintenance;

/// <summary>A span that is looked back on: a month, a quarter or half a year.</summary>
/// <param name="Months">1, 3 or 6.</param>
/// <param name="First">Its first day.</param>
public sealed record ReviewPeriod(int Months, DateOnly First)
{
    /// <summary>Its last day.</summary>
    [JsonIgnore]
    public DateOnly Last => First.AddMonths(Months).AddDays(-1);

    /// <summary>A name that orders and lasts: month-2026-03, quarter-2026-1, half-2026-1.</summary>
    [JsonIgnore]
    public string Key => Months switch
    {
        1 => First.ToString("'month'-yyyy-MM", CultureInfo.InvariantCulture),
        3 => string.Create(CultureInfo.InvariantCulture, $"quarter-{First.Year}-{((First.Month - 1) / 3) + 1}"),
        6 => string.Create(CultureInfo.InvariantCulture, $"half-{First.Year}-{((First.Month - 1) / 6) + 1}"),
        _ => throw new InvalidOperationException($"No period has {Months} months."),
    };

    /// <summary>The one before it.</summary>
    [JsonIgnore]
    public ReviewPeriod Before => this with { First = First.AddMonths(-Months) };

    /// <summary>The periods that had ended before a day and most recently, shortest first.</summary>
    public static IReadOnlyList<ReviewPeriod> EndedBy(DateOnly today) =>
    [
        .. new[] { 1, 3, 6 }.Select(months => new ReviewPeriod(
            months, new DateOnly(today.Year, ((today.Month - 1) / months * months) + 1, 1)).Before),
    ];

    /// <summary>Whether a day lies in it.</summary>
    public bool Holds(DateOnly? day) => day >= First && day <= Last;
}
