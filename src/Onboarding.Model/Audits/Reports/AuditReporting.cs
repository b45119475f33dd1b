using System.Collections.Immutable;
using System.Globalization;

using Onboarding.Model.Statistics;

namespace Onboarding.Model.Audits.Reports;

/// <summary>Computes the report of an audit. Pure: the same sources give the same report.</summary>
public static class AuditReporting
{
    private const string Unknown = "unknown";
    private const string NoCompletion = "no deal has a day on which its onboarding was complete; import completed_on";
    private const string NoChurn = "no churn was imported";

    private static readonly Proportion s_nobody = new(0, 0);

    private static readonly ImmutableArray<(string Group, int From, int To)> s_timing =
    [
        ("0-30", 0, 30), ("31-90", 31, 90), ("91-180", 91, 180), ("181-365", 181, 365), ("over 365", 366, int.MaxValue),
    ];

    /// <summary>The report of the audit's period over everything there is.</summary>
    public static AuditReport Of(AuditState audit, AuditSources sources)
    {
        ImmutableArray<AuditDeal> all = sources.Deals();
        ImmutableArray<AuditDeal> deals = [.. all.Where(deal => deal.WonOn >= audit.From && deal.WonOn < audit.Until)];
        var outcome = new Outcomes(audit, deals);
        var book = new FigureBook();
        AddDeals(book, deals);
        AddCourse(book, deals, outcome);
        AddHandoff(book, deals);
        ChurnFigures churn = ChurnFigures.Of(audit, deals, sources.Churn());
        AddChurn(book, churn, outcome);
        ImmutableArray<AuditRow.Feedback> feedback = [.. sources.Rows.OfType<AuditRow.Feedback>()];
        Sample satisfaction = Sample.Of(feedback.Select(answer => answer.Score).OfType<int>());
        book.Days(FigureKeys.Satisfaction, AuditFigure.All, "", satisfaction);

        ImmutableArray<string> texts =
        [
            .. feedback.Select(answer => answer.Text)
                .Concat(sources.Churn().Values.Select(row => row.Reason)).OfType<string>(),
        ];
        (ImmutableArray<FactDifference> differences, int comparisons) = FactDifferences.Of(deals);
        return new AuditReport
        {
            Figures = book.Figures,
            Definitions = FigureKeys.Definitions,
            Differences = differences,
            Comparisons = comparisons,
            Themes = Themes.Count(texts),
            Texts = texts.Length,
            LeftOut = LeftOutOf(audit, all, deals, churn),
            // Where completion is not recorded, "none of 400" would make any pilot a success.
            Baseline = new Baseline(
                TimesToValue(deals), outcome.IsKnown ? outcome.Completed(deals) : s_nobody,
                outcome.IsKnown ? outcome.WithinTarget(deals) : s_nobody, satisfaction),
        };
    }

    private static void AddDeals(FigureBook book, ImmutableArray<AuditDeal> deals)
    {
        foreach ((string dimension, string group, ImmutableArray<AuditDeal> some) in Groups(deals))
        {
            book.Count(FigureKeys.Deals, dimension, group, some.Length);
        }
    }

    private static void AddCourse(FigureBook book, ImmutableArray<AuditDeal> deals, Outcomes outcome)
    {
        string? unknown = outcome.IsKnown ? null : NoCompletion;
        foreach ((string dimension, string group, ImmutableArray<AuditDeal> some) in Groups(deals))
        {
            book.Days(
                FigureKeys.DaysToFirstActivity, dimension, group,
                Sample.Of(some.Select(deal => deal.DaysTo(deal.FirstActivityOn)).OfType<int>()));
            book.Days(FigureKeys.TimeToValue, dimension, group, TimesToValue(some));
            book.Share(FigureKeys.Completion, dimension, group, outcome.Completed(some), unknown);
            book.Share(FigureKeys.WithinTarget, dimension, group, outcome.WithinTarget(some), unknown);
        }
    }

    private static void AddHandoff(FigureBook book, ImmutableArray<AuditDeal> deals)
    {
        foreach ((string _, string tier, ImmutableArray<AuditDeal> some) in By("tier", deals, deal => deal.Tier))
        {
            ImmutableArray<AuditDeal> known = [.. some.Where(deal => !deal.Handoff.IsEmpty)];
            book.Share(
                FigureKeys.HandoffComplete, "tier", tier,
                Proportion.Of(known, deal => deal.Handoff.Values.All(filled => filled)));
            foreach (var field in known.SelectMany(deal => deal.Handoff)
                .GroupBy(field => field.Key, field => field.Value, StringComparer.Ordinal)
                .OrderBy(field => field.Key, StringComparer.Ordinal))
            {
                book.Share(
                    FigureKeys.HandoffField, "tier", tier, Proportion.Of([.. field], filled => filled), subject: field.Key);
            }
        }
    }

    private static void AddChurn(FigureBook book, ChurnFigures churn, Outcomes outcome)
    {
        string? unknown = churn.IsKnown ? null : NoChurn;
        foreach ((string dimension, string group, ImmutableArray<AuditDeal> firsts) in
            Groups(churn.Firsts).Where(group => group.Dimension is AuditFigure.All or "cohort"))
        {
            book.Share(FigureKeys.Churn, dimension, group, Proportion.Of(firsts, churn.HasLeft), unknown);
            book.Days(FigureKeys.DaysToChurn, dimension, group, Sample.Of(firsts.Select(churn.DaysOf).OfType<int>()));
        }

        ImmutableArray<int> days = [.. churn.Firsts.Select(churn.DaysOf).OfType<int>()];
        foreach ((string group, int from, int to) in s_timing)
        {
            book.Share(FigureKeys.ChurnTiming, "days", group, Proportion.Of(days, day => day >= from && day <= to), unknown);
        }

        string? missing = unknown ?? (outcome.IsKnown ? null : NoCompletion);
        ImmutableArray<AuditDeal> due = [.. churn.Firsts.Where(outcome.IsDue)];
        Proportion good = Proportion.Of([.. due.Where(outcome.IsWithinTarget)], churn.HasLeft);
        Proportion poor = Proportion.Of([.. due.Where(first => !outcome.IsWithinTarget(first))], churn.HasLeft);
        book.Share(FigureKeys.ChurnByOnboarding, "onboarding", "within_target", good, missing);
        book.Share(FigureKeys.ChurnByOnboarding, "onboarding", "not_within_target", poor, missing);
        book.Difference(FigureKeys.ChurnDifference, due.Length, poor.Less(good), missing);
        ImmutableArray<AuditDeal> left = [.. churn.Firsts.Where(churn.LeftVoluntarily)];
        book.Share(
            FigureKeys.VoluntaryChurn, AuditFigure.All, "", Proportion.Of(left, first => !outcome.IsWithinTarget(first)),
            missing);
    }

    private static ImmutableArray<LeftOut> LeftOutOf(
        AuditState audit, ImmutableArray<AuditDeal> all, ImmutableArray<AuditDeal> deals, ChurnFigures churn)
    {
        ImmutableArray<LeftOut> parts =
        [
            new("deals without a day of closed-won", all.Count(deal => deal.WonOn is null)),
            new("deals won before the period", all.Count(deal => deal.WonOn < audit.From)),
            new("deals won after the period", all.Count(deal => deal.WonOn >= audit.Until)),
            new("first activities before the deal was won, which belong to something earlier",
                deals.Count(deal => deal.FirstActivityOn < deal.WonOn)),
            new("first values before the deal was won, which belong to something earlier",
                deals.Count(deal => deal.FirstValueOn < deal.WonOn)),
            new("completions before the deal was won, which belong to something earlier",
                deals.Count(deal => deal.CompletedOn < deal.WonOn)),
            new("churned accounts without a deal of the period", churn.WithoutDeal),
            new("churn before the account's first deal of the period, or after the period", churn.OutsidePeriod),
        ];
        return [.. parts.Where(part => part.Count > 0)];
    }

    private static Sample TimesToValue(IEnumerable<AuditDeal> deals) =>
        Sample.Of(deals.Select(deal => deal.DaysTo(deal.FirstValueOn)).OfType<int>());

    private static IEnumerable<(string Dimension, string Group, ImmutableArray<AuditDeal> Deals)> Groups(
        ImmutableArray<AuditDeal> deals) =>
        By("tier", deals, deal => deal.Tier)
            .Prepend((AuditFigure.All, "", deals))
            .Concat(By("segment", deals, deal => deal.Segment))
            .Concat(By("cohort", deals, deal => deal.WonOn!.Value.ToString("yyyy-MM", CultureInfo.InvariantCulture)));

    private static IEnumerable<(string Dimension, string Group, ImmutableArray<AuditDeal> Deals)> By(
        string dimension, ImmutableArray<AuditDeal> deals, Func<AuditDeal, string?> groupOf) => deals
            .GroupBy(deal => groupOf(deal) ?? Unknown, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (dimension, group.Key, group.ToImmutableArray()));
}
