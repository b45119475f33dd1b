namespace Onboarding.Model.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>
    /// The point below which the share lies. Wichura (1988), Applied Statistics 37, algorithm AS 241, PPND7, which is good
    /// to seven digits: 0.975 gives 1.959964.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1, both left out.</exception>
    public static double Quantile(double share)
    {
        if (share is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        }

        double q = share - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double near = 0.180625 - (q * q);
            return q * ((((((59.109374720 * near) + 159.29113202) * near) + 50.434271938) * near) + 3.3871327179)
                / ((((((67.187563600 * near) + 78.757757664) * near) + 17.895169469) * near) + 1);
        }

        double r = Math.Sqrt(-Math.Log(q < 0 ? share : 1 - share));
        double size = r <= 5 ? Shoulder(r - 1.6) : Tail(r - 5);
        return q < 0 ? -size : size;
    }

    /// <summary>Half the width of a two-sided interval in standard errors: 1.96 for 0.95.</summary>
    public static double TwoSided(double confidence) => Quantile(1 - ((1 - confidence) / 2));

    private static double Shoulder(double r) =>
        ((((((0.17023821103 * r) + 1.3067284816) * r) + 2.7568153900) * r) + 1.4234372777)
        / ((((0.12021132975 * r) + 0.73700164250) * r) + 1);

    private static double Tail(double r) =>
        ((((((0.017337203997 * r) + 0.42868294337) * r) + 3.0812263860) * r) + 6.6579051150)
        / ((((0.012258202635 * r) + 0.24197894225) * r) + 1);
}
