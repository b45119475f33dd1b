namespace Onboarding.Model.Statistics;

/// <summary>The distribution of Mann and Whitney's U: of how many pairs the first is the greater when nothing differs.</summary>
internal static class RankSums
{
    /// <summary>Cases together to which the distribution is counted out; beyond, the normal approximation is as good.</summary>
    private const int ExactMax = 40;

    /// <summary>
    /// The rank among all differences, from 1, at which an interval of the confidence begins; it ends as far from the other
    /// side. 0 when the cases are too few for it. Five and five at 0.95 give 3: of the 25 differences those in the middle
    /// 21 (Hollander and Wolfe 1999, table A.6).
    /// </summary>
    public static int LowerRank(int first, int second, double confidence) => first + second <= ExactMax
        ? Counted(first, second, (1 - confidence) / 2)
        : Math.Max(0, (int)Math.Floor(
            (first * (double)second / 2)
            - (Normal.TwoSided(confidence) * Math.Sqrt(first * (double)second * (first + second + 1) / 12))));

    private static int Counted(int first, int second, double tail)
    {
        double[] ways = Ways(first, second);
        double all = ways.Sum();
        double sum = 0;
        int rank = 0;
        while (rank < ways.Length && (sum += ways[rank]) <= tail * all)
        {
            rank++;
        }

        return rank;
    }

    // In how many orders U takes each value: the coefficients of the Gaussian binomial, built up factor by factor.
    private static double[] Ways(int first, int second)
    {
        double[] ways = new double[(first * second) + 1];
        ways[0] = 1;
        for (int k = 1; k <= first; k++)
        {
            for (int u = ways.Length - 1; u >= second + k; u--)
            {
                ways[u] -= ways[u - second - k];
            }

            for (int u = k; u < ways.Length; u++)
            {
                ways[u] += ways[u - k];
            }
        }

        return ways;
    }
}
