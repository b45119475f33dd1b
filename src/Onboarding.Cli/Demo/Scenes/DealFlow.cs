using System.Collections.Immutable;

namespace Onboarding.Cli.Demo.Scenes;

/// <summary>
/// On which days deals close, when they close all the time: on working days, more of them in the last month of a
/// quarter, and every month a little otherwise than the one before.
/// </summary>
internal static class DealFlow
{
    private const double QuarterEnd = 1.4;

    /// <summary>The days, in order; one for each deal.</summary>
    public static ImmutableArray<int> Of(int seed, int deals, int days)
    {
        var random = new Random(unchecked((seed * 6_151) + 17));
        var months = new Dictionary<int, double>();
        var upTo = new double[days];
        double sum = 0;
        for (int day = 2; day <= days; day++)
        {
            DateOnly date = DemoDays.DateOf(day);
            int month = (date.Year * 12) + date.Month;
            if (!months.TryGetValue(month, out double weight))
            {
                weight = months[month] = (date.Month % 3 == 0 ? QuarterEnd : 1) * (0.8 + (random.NextDouble() * 0.4));
            }

            sum += DemoDays.IsWorkingDay(day) ? weight : 0;
            upTo[day - 1] = sum;
        }

        return
        [
            .. Enumerable.Range(0, deals).Select(_ => DayAt(upTo, random.NextDouble() * sum)).Order(),
        ];
    }

    private static int DayAt(double[] upTo, double mark) => Array.FindIndex(upTo, sum => sum > mark) + 1;
}
