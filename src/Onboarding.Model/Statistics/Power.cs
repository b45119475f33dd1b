namespace Onboarding.Model.Statistics;

/// <summary>
/// What so few cases could show at all: the smallest true difference that a comparison at 95 % finds four times out of five.
/// </summary>
public static class Power
{
    /// <summary>How often a difference of that size is found.</summary>
    public const double Chance = 0.8;

    // The spread of a normal sample is the distance of its quartiles through this.
    private const double QuartilesPerDeviation = 1.348980;

    /// <summary>
    /// For the difference of two samples by ranks, from the spread of the known one. The sample size formula of the t-test
    /// (Lehmann 1975, Nonparametrics, section 2.3) with the efficiency of ranks, 3/pi. With a distance of quartiles of 20
    /// days, 8 new cases and 200 known: 15.3 days. Null when the known sample is too small or does not vary.
    /// </summary>
    /// <param name="known">The sample whose spread is taken.</param>
    /// <param name="cases">Cases of the new one.</param>
    public static double? SmallestShift(Sample known, int cases)
    {
        double distance = known.Quantile(0.75) - known.Quantile(0.25) ?? 0;
        if (cases == 0 || distance == 0)
        {
            return null;
        }

        double deviation = distance / QuartilesPerDeviation;
        return Sum * deviation * Math.Sqrt(Math.PI / 3 * ((1.0 / cases) + (1.0 / known.Cases)));
    }

    /// <summary>
    /// For the difference of two shares, upwards (Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions,
    /// section 4.2, without correction). 80 of 200 known and 8 new: 0.46, so 86 % at least. Null when not even all of
    /// the new cases would show it.
    /// </summary>
    public static double? SmallestRise(Proportion known, int cases)
    {
        if (cases == 0 || known.Share is not { } share)
        {
            return null;
        }

        for (int step = 1; share + (step / 100.0) <= 1; step++)
        {
            double rise = step / 100.0;
            if (Shows(share, known.Cases, share + rise, cases))
            {
                return rise;
            }
        }

        return null;
    }

    private static double Sum => Normal.TwoSided(Sampling.Confidence) + Normal.Quantile(Chance);

    private static bool Shows(double known, int knownCases, double raised, int cases)
    {
        double pooled = ((known * knownCases) + (raised * cases)) / (knownCases + cases);
        double even = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / knownCases) + (1.0 / cases)));
        double apart = Math.Sqrt((known * (1 - known) / knownCases) + (raised * (1 - raised) / cases));
        return raised - known >= (Normal.TwoSided(Sampling.Confidence) * even) + (Normal.Quantile(Chance) * apart);
    }
}
