using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Onboarding.Model.Statistics;

/// <summary>
/// Whole numbers, such as days, as a table of how often each occurs: as small for thousands of cases as for a hundred,
/// and as exact as the cases themselves.
/// </summary>
/// <param name="Counts">Ascending by value; each count is at least 1.</param>
public sealed record Sample(ImmutableArray<ValueCount> Counts)
{
    public static Sample Empty { get; } = new([]);

    [JsonIgnore]
    public int Cases => Counts.Sum(value => value.Count);

    [JsonIgnore]
    public bool IsEnough => Cases >= Sampling.CasesMin;

    /// <summary>The middle value, or the mean of the two in the middle; null of too few cases.</summary>
    [JsonIgnore]
    public double? Median => Quantile(0.5);

    /// <summary>The mean; null of too few cases.</summary>
    [JsonIgnore]
    public double? Mean => IsEnough ? Counts.Sum(value => (double)value.Value * value.Count) / Cases : null;

    public static Sample Of(IEnumerable<int> values) => new(
    [
        .. values.GroupBy(value => value).OrderBy(group => group.Key)
            .Select(group => new ValueCount(group.Key, group.Count())),
    ]);

    /// <summary>
    /// The value below which the share of cases lies, between two cases by straight line (definition 7 of Hyndman and Fan
    /// 1996, The American Statistician 50). The quarter of 1, 2, 3, 4, 5 is 2. Null of too few cases.
    /// </summary>
    public double? Quantile(double share)
    {
        if (!IsEnough)
        {
            return null;
        }

        double at = (Cases - 1) * share;
        int below = (int)Math.Floor(at);
        return below == at ? At(below) : At(below) + ((at - below) * (At(below + 1) - At(below)));
    }

    /// <summary>
    /// Where the true median lies, by the order of the cases alone (Conover 1999, Practical Nonparametric Statistics,
    /// section 3.2): exact to 1,000 cases, by the normal approximation beyond. Of 1 to 10 it gives 2 to 9. Null of fewer
    /// than six cases, which cannot give 95 %.
    /// </summary>
    public Interval? MedianInterval(double confidence = Sampling.Confidence)
    {
        int rank = IsEnough ? LowerRank(Cases, confidence) : 0;
        return rank == 0 ? null : new Interval(At(rank - 1), At(Cases - rank));
    }

    /// <summary>
    /// By how much this sample lies above another: the median of all differences between a case of it and one of the
    /// other, with the interval that belongs to it (Hodges and Lehmann 1963, Annals of Mathematical Statistics 34; interval
    /// as in Hollander and Wolfe 1999, Nonparametric Statistical Methods, section 4.3). Days are whole, so cases tie, and
    /// the interval is by that a little too wide rather than too narrow. Null where either has too few cases.
    /// </summary>
    public Difference? Less(Sample other, double confidence = Sampling.Confidence)
    {
        if (!IsEnough || !other.IsEnough)
        {
            return null;
        }

        Sample differences = new(
        [
            .. Counts
                .SelectMany(
                    _ => other.Counts, (mine, its) => (By: mine.Value - its.Value, Pairs: mine.Count * its.Count))
                .GroupBy(pair => pair.By).OrderBy(group => group.Key)
                .Select(group => new ValueCount(group.Key, group.Sum(pair => pair.Pairs))),
        ]);
        int rank = RankSums.LowerRank(Cases, other.Cases, confidence);
        return new Difference(
            differences.Median!.Value,
            rank == 0 ? null : new Interval(differences.At(rank - 1), differences.At(differences.Cases - rank)));
    }

    // The value of the case at a place when all are in order; the first place is 0.
    private int At(int place)
    {
        foreach (ValueCount value in Counts)
        {
            place -= value.Count;
            if (place < 0)
            {
                return value.Value;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(place), place, "The sample has no such place.");
    }

    private static int LowerRank(int cases, double confidence)
    {
        double tail = (1 - confidence) / 2;
        if (cases > 1_000)
        {
            return (int)Math.Floor((cases / 2.0) - (Normal.TwoSided(confidence) * Math.Sqrt(cases) / 2));
        }

        // Binomial with 1/2, summed from below for as long as the sum stays within the tail.
        double probability = Math.Pow(0.5, cases);
        double sum = probability;
        int rank = 0;
        while (sum <= tail)
        {
            probability *= (double)(cases - rank) / (rank + 1);
            rank++;
            sum += probability;
        }

        return rank;
    }
}
