namespace Onboarding.Model.Signals;

/// <summary>The Net Promoter Score of a set of answers: a figure of its own, never to be mixed with the answers.</summary>
public static class NetPromoterScore
{
    private const int PromoterMin = 9;
    private const int DetractorMax = 6;

    /// <summary>
    /// Percentage of answers of 9 and 10 less the percentage of answers of 0 to 6, from -100 to 100, rounded to the
    /// nearest whole number; null without answers. Example: 10, 9, 8 and 3 come to 50 - 25 = 25. Source: F. Reichheld,
    /// "The One Number You Need to Grow", Harvard Business Review, December 2003.
    /// </summary>
    public static int? Of(IEnumerable<decimal> answers)
    {
        (int count, int balance) = (0, 0);
        foreach (decimal answer in answers)
        {
            count++;
            balance += answer >= PromoterMin ? 1 : answer <= DetractorMax ? -1 : 0;
        }

        return count == 0 ? null : (int)Math.Round(100m * balance / count, MidpointRounding.AwayFromZero);
    }
}
