using System.Text.Json.Serialization;

namespace Onboarding.Model.Statistics;

/// <summary>How many of how many.</summary>
/// <param name="Count">Those of which it holds.</param>
/// <param name="Cases">All that were looked at.</param>
public sealed record Proportion(int Count, int Cases)
{
    [JsonIgnore]
    public bool IsEnough => Cases >= Sampling.CasesMin;

    /// <summary>The share, 0 to 1; null of too few cases.</summary>
    [JsonIgnore]
    public double? Share => IsEnough ? (double)Count / Cases : null;

    public static Proportion Of<T>(IReadOnlyCollection<T> cases, Func<T, bool> holds) =>
        new(cases.Count(holds), cases.Count);

    /// <summary>
    /// The score interval of Wilson (1927), Journal of the American Statistical Association 22, which holds near 0 and 1
    /// and for few cases. 12 of 30 gives 0.246 to 0.577. Null of too few cases.
    /// </summary>
    public Interval? Interval(double confidence = Sampling.Confidence) => IsEnough ? Wilson(confidence) : null;

    /// <summary>
    /// This share less another, with the interval of Newcombe (1998), Statistics in Medicine 17, method 10, which is made
    /// of the two score intervals. 56 of 70 less 48 of 80 gives 0.2 with 0.0524 to 0.3339. Null where either has too few cases.
    /// </summary>
    public Difference? Less(Proportion other, double confidence = Sampling.Confidence)
    {
        if (!IsEnough || !other.IsEnough)
        {
            return null;
        }

        (double p, Interval mine) = ((double)Count / Cases, Wilson(confidence));
        (double q, Interval its) = ((double)other.Count / other.Cases, other.Wilson(confidence));
        double low = p - q - Math.Sqrt(Square(p - mine.Low) + Square(its.High - q));
        double high = p - q + Math.Sqrt(Square(mine.High - p) + Square(q - its.Low));
        return new Difference(p - q, new Interval(low, high));
    }

    private Interval Wilson(double confidence)
    {
        double z = Normal.TwoSided(confidence);
        double share = (double)Count / Cases;
        double scale = 1 + (z * z / Cases);
        double middle = (share + (z * z / (2 * Cases))) / scale;
        double half = z / scale * Math.Sqrt((share * (1 - share) / Cases) + (z * z / (4.0 * Cases * Cases)));
        return new Interval(Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    private static double Square(double value) => value * value;
}
