using System.Collections.Immutable;
using System.Globalization;

using Onboarding.Model.Fields;
using Onboarding.Model.Statistics;

namespace Onboarding.Model.Audits.Reports;

/// <summary>
/// Why time-to-value differs between apparently similar accounts: within one tier and segment, those with a value of a
/// fact against those with another. It shows what goes together, which is where to look and not yet a cause.
/// </summary>
internal static class FactDifferences
{
    /// <summary>Most differences that a report shows, the clearest first; the number compared is told beside them.</summary>
    private const int ShownMax = 50;

    private const string Unknown = "unknown";

    /// <summary>The differences to show, and how many comparisons were made.</summary>
    public static (ImmutableArray<FactDifference> Shown, int Comparisons) Of(IReadOnlyCollection<AuditDeal> deals)
    {
        List<Split> splits =
        [
            .. deals.Where(deal => deal.DaysTo(deal.FirstValueOn) is not null)
                .GroupBy(deal => (Tier: deal.Tier ?? Unknown, Segment: deal.Segment ?? Unknown))
                .SelectMany(group => SplitsOf(group.Key.Tier, group.Key.Segment, [.. group])),
        ];

        // Among many comparisons some look clear by chance: with Bonferroni's level all intervals hold together with 95 %.
        double confidence = 1 - ((1 - Sampling.Confidence) / Math.Max(1, splits.Count));
        ImmutableArray<FactDifference> shown =
        [
            .. splits.Select(split => split.Compare(confidence))
                .OrderByDescending(difference => difference.IsClear)
                .ThenByDescending(difference => Math.Abs(difference.Days.Value))
                .ThenBy(difference => (difference.Tier, difference.Segment, difference.Fact, difference.Value))
                .Take(ShownMax),
        ];
        return (shown, splits.Count);
    }

    private static IEnumerable<Split> SplitsOf(string tier, string segment, ImmutableArray<AuditDeal> deals)
    {
        IEnumerable<string> facts = deals.SelectMany(deal => deal.Facts.Keys)
            .Concat(deals.SelectMany(deal => deal.Handoff.Keys.Select(HandoffFact)))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        foreach (string fact in facts)
        {
            decimal? middle = MiddleOf(deals, fact);
            var known = deals
                .Select(deal => (Value: ValueOf(deal, fact, middle), Days: deal.DaysTo(deal.FirstValueOn)!.Value))
                .Where(one => one.Value is not null)
                .GroupBy(one => one.Value!, one => one.Days, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .ToList();
            // Of two values the second would only say the same with the other sign.
            foreach (var value in known.Count == 2 ? known.Take(1) : known)
            {
                Sample with = Sample.Of(value);
                Sample without = Sample.Of(known.Where(other => other.Key != value.Key).SelectMany(other => other));
                if (with.IsEnough && without.IsEnough)
                {
                    yield return new Split(tier, segment, fact, value.Key, with, without);
                }
            }
        }
    }

    private static string HandoffFact(string field) => $"handoff.{field}";

    // Numbers are told apart at the middle of those compared, so that both sides have as many cases as can be.
    private static decimal? MiddleOf(ImmutableArray<AuditDeal> deals, string fact)
    {
        decimal[] numbers =
        [
            .. deals.Select(deal => deal.Facts.Get(fact)).OfType<FieldValue.Number>()
                .Select(number => number.Value).Order(),
        ];
        return numbers.Length == 0 ? null : numbers[(numbers.Length - 1) / 2];
    }

    private static string? ValueOf(AuditDeal deal, string fact, decimal? middle) => deal.Facts.Get(fact) switch
    {
        FieldValue.Number number when middle is { } at =>
            string.Create(CultureInfo.InvariantCulture, $"{(number.Value > at ? "above" : "at most")} {at:0.##}"),
        FieldValue.Flag flag => flag.Value ? "yes" : "no",
        FieldValue.Text text => text.Value,
        _ => deal.Handoff.Where(field => HandoffFact(field.Key) == fact)
            .Select(field => field.Value ? "filled" : "missing").FirstOrDefault(),
    };

    private sealed record Split(string Tier, string Segment, string Fact, string Value, Sample With, Sample Without)
    {
        public FactDifference Compare(double confidence) => new(
            Tier, Segment, Fact, Value, With.Cases, Without.Cases, With.Median!.Value, Without.Median!.Value,
            With.Less(Without, confidence)!);
    }
}
