using System.Text.Json;

using Onboarding.Model;
using Onboarding.Model.Audits;
using Onboarding.Model.Audits.Reports;
using Onboarding.Model.Fields;
using Onboarding.Model.Resources;

using Xunit;

using static Onboarding.Hub.Tests.Model.Audits.AuditScene;

namespace Onboarding.Hub.Tests.Model.Audits;

/// <summary>What an audit finds in given deals.</summary>
public sealed class AuditReportTests
{
    private static readonly DateOnly s_march = new(2025, 3, 10);

    [Fact]
    [Trait("Requirement", "A2.1")]
    public void Deals_of_the_period_are_counted_and_the_others_named_as_left_out()
    {
        AuditReport report = Report(
        [
            Deal("first", new DateOnly(2025, 1, 1)), Deal("last", new DateOnly(2025, 12, 31)),
            Deal("before", new DateOnly(2024, 12, 31)), Deal("after", new DateOnly(2026, 1, 1)), new AuditRow.Deal("undated"),
        ]);
        Assert.Equal(2, report.Find(FigureKeys.Deals)!.Value);
        Assert.Equal(1, report.Find(FigureKeys.Deals, "cohort", "2025-12")!.Value);
        Assert.Equal(
            ["deals without a day of closed-won", "deals won before the period", "deals won after the period"],
            report.LeftOut.Select(part => part.Why));
    }

    [Fact]
    [Trait("Requirement", "A2.2")]
    [Trait("Requirement", "A2.4")]
    public void Days_to_first_activity_and_value_are_medians_with_cases_and_interval()
    {
        AuditReport report = Report(Enumerable.Range(1, 10)
            .Select(number => Deal($"D{number}", s_march.AddDays(number), value: 30 + number, activity: number))
            .Append(Deal("idle", s_march)));
        AuditFigure activity = report.Find(FigureKeys.DaysToFirstActivity)!;
        Assert.Equal((10, 5.5, 2.0, 9.0), (activity.Cases, activity.Value, activity.Interval!.Low, activity.Interval.High));
        AuditFigure value = report.Find(FigureKeys.TimeToValue)!;
        Assert.Equal((10, 35.5), (value.Cases, value.Value));
        Assert.Equal(35.5, report.Baseline.TimeToValue.Median);
    }

    [Fact]
    [Trait("Requirement", "A2.10")]
    public void Every_figure_says_what_it_means_and_why_it_is_missing()
    {
        AuditReport report = Report([Deal("only", s_march, value: 5)]);
        Assert.All(report.Figures, figure =>
        {
            Assert.NotEmpty(report.Definitions[figure.Key].Words);
            Assert.Equal(figure.Value is null, figure.Remark.Length > 0);
        });
        Assert.Equal("too few cases: 1 of at least 5", report.Find(FigureKeys.TimeToValue)!.Remark);
        Assert.Equal(0, report.Baseline.WithinTarget.Cases);
        Assert.Contains("import completed_on", report.Find(FigureKeys.Completion)!.Remark, StringComparison.Ordinal);
        Assert.Equal("no churn was imported", report.Find(FigureKeys.Churn)!.Remark);
    }

    [Fact]
    [Trait("Requirement", "A2.8")]
    public void The_gap_is_the_share_complete_within_the_target_timeframe()
    {
        AuditReport report = Report(
        [
            .. Enumerable.Range(0, 4).Select(number => Deal($"good{number}", s_march, completed: 90)),
            .. Enumerable.Range(0, 3).Select(number => Deal($"late{number}", s_march, completed: 91)),
            .. Enumerable.Range(0, 3).Select(number => Deal($"never{number}", s_march)),
            // Its time has not passed by the end of the period, so it is neither.
            Deal("recent", new DateOnly(2025, 10, 3)),
        ]);
        AuditFigure within = report.Find(FigureKeys.WithinTarget)!;
        Assert.Equal((10, 4, 0.4), (within.Cases, within.Count, within.Value));
        Assert.InRange(within.Interval!.Low, 0.16, 0.17);
        AuditFigure complete = report.Find(FigureKeys.Completion)!;
        Assert.Equal((10, 7), (complete.Cases, complete.Count));
    }

    [Theory]
    [InlineData("2025-10-02", 1)]
    [InlineData("2025-10-03", 0)]
    public void A_deal_counts_when_its_timeframe_has_passed(string wonOn, int cases)
    {
        // 90 days after 2 October is 31 December, the last day of the period.
        AuditReport report = Report([Deal("edge", DateOnly.Parse(wonOn, System.Globalization.CultureInfo.InvariantCulture), completed: 5)]);
        Assert.Equal(cases, report.Find(FigureKeys.WithinTarget)!.Cases);
    }

    [Fact]
    [Trait("Requirement", "A2.7")]
    public void Handoff_gaps_are_told_field_by_field_for_each_tier()
    {
        ResourceState account = Resource(ResourceKind.Account, "A", Now, ("name", FieldValue.OfText("Acme")));
        string tier = account.Classification!.Tier;
        string[] required = [.. ShippedFiles.Workspace.RequiredHandoffFields(tier)];
        ResourceState[] deals =
        [
            .. Enumerable.Range(0, 6).Select(number => Resource(
                ResourceKind.Opportunity, $"D{number}", Now,
                ("account_key", FieldValue.OfText("A")), ("is_won", new FieldValue.Flag(true)),
                ("close_date", new FieldValue.Date(s_march)),
                ("goals", FieldValue.OfText(number < 2 ? "Faster" : " ")))),
        ];
        AuditReport report = Report([], [account, .. deals]);
        AuditFigure goals = report.Find(FigureKeys.HandoffField, "tier", tier, "goals")!;
        Assert.Equal((6, 2), (goals.Cases, goals.Count));
        Assert.Equal(required.Order(StringComparer.Ordinal), report.Figures
            .Where(figure => figure.Key == FigureKeys.HandoffField).Select(figure => figure.Subject));
        Assert.Equal(0, report.Find(FigureKeys.HandoffComplete, "tier", tier)!.Count);
    }

    [Fact]
    [Trait("Requirement", "A2.7")]
    public void A_file_without_a_column_says_nothing_of_its_handoff_field()
    {
        AuditRow.Deal told = Deal("D", s_march) with { Handoff = Deal("D", s_march).Handoff.Add("goals", false) };
        AuditReport report = Report([told, Deal("silent", s_march)]);
        AuditFigure only = Assert.Single(report.Figures, figure => figure.Key == FigureKeys.HandoffField);
        Assert.Equal(("goals", 1, 0), (only.Subject, only.Cases, only.Count));
    }

    [Fact]
    [Trait("Requirement", "A2.3")]
    public void Churn_is_told_by_cohort_and_by_time_after_closed_won()
    {
        AuditReport report = Report(
        [
            .. Enumerable.Range(0, 6).Select(number => Deal($"m{number}", s_march)),
            .. Enumerable.Range(0, 6).Select(number => Deal($"j{number}", new DateOnly(2025, 6, 1))),
            new AuditRow.Churn("A-m0", s_march.AddDays(20)), new AuditRow.Churn("A-m1", s_march.AddDays(100)),
            new AuditRow.Churn("A-j0", new DateOnly(2026, 2, 1)), new AuditRow.Churn("stranger", s_march),
        ]);
        Assert.Equal((6, 2), (report.Find(FigureKeys.Churn, "cohort", "2025-03")!.Cases, report.Find(FigureKeys.Churn, "cohort", "2025-03")!.Count));
        Assert.Equal(0, report.Find(FigureKeys.Churn, "cohort", "2025-06")!.Count);
        Assert.Equal(1, report.Find(FigureKeys.ChurnTiming, "days", "0-30")!.Count);
        Assert.Equal(1, report.Find(FigureKeys.ChurnTiming, "days", "91-180")!.Count);
        Assert.Contains(report.LeftOut, part => part.Why == "churned accounts without a deal of the period" && part.Count == 1);
        Assert.Contains(report.LeftOut, part => part.Why.EndsWith("after the period", StringComparison.Ordinal) && part.Count == 1);
    }

    [Fact]
    [Trait("Requirement", "A2.9")]
    [Trait("Requirement", "A9.9")]
    public void Churn_is_tied_to_poor_onboarding_on_the_customers_own_deals()
    {
        AuditReport report = Report(
        [
            .. Enumerable.Range(0, 20).Select(number => Deal($"good{number}", s_march, completed: 60)),
            .. Enumerable.Range(0, 20).Select(number => Deal($"poor{number}", s_march)),
            new AuditRow.Churn("A-good0", s_march.AddDays(200), true),
            .. Enumerable.Range(0, 9).Select(number => new AuditRow.Churn($"A-poor{number}", s_march.AddDays(150), true)),
            new AuditRow.Churn("A-poor9", s_march.AddDays(150), false),
        ]);
        AuditFigure difference = report.Find(FigureKeys.ChurnDifference)!;
        Assert.Equal((40, 0.45), (difference.Cases, difference.Value!.Value));
        Assert.True(difference.Interval!.Low > 0);
        AuditFigure voluntary = report.Find(FigureKeys.VoluntaryChurn)!;
        Assert.Equal((10, 9), (voluntary.Cases, voluntary.Count));
    }

    [Fact]
    [Trait("Requirement", "A2.16")]
    public void A_fact_that_goes_with_slow_accounts_is_found_among_similar_ones()
    {
        AuditReport report = Report(Enumerable.Range(0, 40).Select(number =>
        {
            bool hard = number % 2 == 0;
            return Deal($"D{number}", s_march.AddDays(number), value: (hard ? 70 : 40) + (number % 7)) with
            {
                Facts = FieldMap.Of(
                    ("complexity", FieldValue.OfText(hard ? "high" : "low")), ("path", FieldValue.OfText("smb")),
                    ("strategic", new FieldValue.Flag(number % 4 < 2)), ("employee_count", new FieldValue.Number(number))),
            };
        }));
        FactDifference first = report.Differences[0];
        Assert.Equal(("high_touch", "smb", "complexity", "high"), (first.Tier, first.Segment, first.Fact, first.Value));
        Assert.Equal((20, 20), (first.With, first.Without));
        Assert.InRange(first.Days.Value, 28, 32);
        Assert.True(first.IsClear);
        // Complexity, strategic and the middle of the number of employees; the path is the same everywhere.
        Assert.Equal(3, report.Comparisons);
        Assert.All(report.Differences.Skip(1), other => Assert.False(other.IsClear));
    }

    [Fact]
    [Trait("Requirement", "A2.16")]
    public void Accounts_of_another_tier_are_not_similar()
    {
        AuditReport report = Report(Enumerable.Range(0, 20).Select(number =>
            Deal($"D{number}", s_march, value: number, tier: number < 10 ? "high_touch" : "self_service") with
            {
                Facts = FieldMap.Of(("complexity", FieldValue.OfText(number < 10 ? "high" : "low"))),
            }));
        Assert.Equal(0, report.Comparisons);
        Assert.Empty(report.Differences);
    }

    [Fact]
    [Trait("Requirement", "A2.5")]
    public void Themes_are_counted_by_a_stated_list_of_words()
    {
        AuditReport report = Report(
        [
            Deal("D", s_march),
            new AuditRow.Churn("A-D", s_march.AddDays(9), true, "We were STUCK in set-up and nobody answered."),
            new AuditRow.Feedback("1", "Confusing. Then stuck; stuck again!"),
            new AuditRow.Feedback("2", "The apiary was lovely."),
            new AuditRow.Feedback("3", null, 9),
        ]);
        Assert.Equal(3, report.Texts);
        Assert.Equal(("stuck", 2), (report.Themes[0].Theme, report.Themes[0].Texts));
        Assert.Equal(1, report.Themes.Single(theme => theme.Theme == "confused").Texts);
        Assert.Equal(0, report.Themes.Single(theme => theme.Theme == "connecting systems").Texts);
        Assert.Contains("confus*", report.Themes.Single(theme => theme.Theme == "confused").Words);
    }

    [Fact]
    [Trait("Requirement", "A2.1")]
    public void What_the_crm_and_a_file_say_of_one_deal_is_one_deal()
    {
        ResourceState deal = Resource(
            ResourceKind.Opportunity, "D", Now, ("account_key", FieldValue.OfText("A")), ("is_won", new FieldValue.Flag(true)),
            ("close_date", new FieldValue.Date(s_march)));
        ResourceState account = Resource(
            ResourceKind.Account, "A", Now, ("first_value_on", new FieldValue.Date(s_march.AddDays(33))));
        AuditDeal merged = Assert.Single(Sources([new AuditRow.Deal("D") { CompletedOn = s_march.AddDays(60) }], deal, account).Deals());
        Assert.Equal((s_march, 33, 60), (merged.WonOn, merged.DaysTo(merged.FirstValueOn), merged.DaysTo(merged.CompletedOn)));
        Assert.True(merged.FromHub);
    }

    [Fact]
    public void An_id_of_the_platform_leads_to_the_deal_in_the_hub()
    {
        ResourceState deal = Resource(
            ResourceKind.Opportunity, "D", Now, ("account_key", FieldValue.OfText("A")), ("is_won", new FieldValue.Flag(true)),
            ("close_date", new FieldValue.Date(s_march)));
        AuditSources sources = Sources([new AuditRow.Deal("006X") { Tier = "gold" }, new AuditRow.Churn("001X", s_march)], deal);
        sources = sources with { Keys = new AuditKeys(sources.Keys.Deals.Add("006X", "D"), sources.Keys.Accounts.Add("001X", "A")) };
        Assert.Equal(("D", "gold"), (sources.Deals().Single().Key, sources.Deals().Single().Tier));
        Assert.Equal(["A"], sources.Churn().Keys);
    }

    [Fact]
    public void A_first_value_from_before_the_deal_belongs_to_something_earlier()
    {
        AuditReport report = Report([Deal("D", s_march, value: -10)]);
        Assert.Equal(0, report.Find(FigureKeys.TimeToValue)!.Cases);
        Assert.Contains(report.LeftOut, part => part.Why.StartsWith("first values before", StringComparison.Ordinal));
    }

    [Fact]
    public void The_order_of_the_rows_changes_nothing_of_a_report()
    {
        AuditRow[] rows =
        [
            .. Enumerable.Range(0, 60).Select(number => (AuditRow)(Deal($"D{number}", s_march.AddDays(number), number, number + 50, number % 9) with
            {
                Facts = FieldMap.Of(("industry", FieldValue.OfText($"kind {number % 3}"))),
            })),
            .. Enumerable.Range(0, 10).Select(number => new AuditRow.Churn($"A-D{number}", s_march.AddDays(100), true, "stuck")),
        ];
        Assert.Equal(Written(Report(rows)), Written(Report(rows.Reverse())));
    }

    [Fact]
    [Trait("Requirement", "A2.1")]
    public void Six_thousand_deals_make_a_report_of_bounded_size()
    {
        AuditReport report = Report(Enumerable.Range(0, 6_000).Select(number =>
            Deal($"D{number}", new DateOnly(2025, 1, 1).AddDays(number % 365), number % 400, number % 200, number % 30) with
            {
                Facts = FieldMap.Of(
                    ("industry", FieldValue.OfText($"kind {number % 40}")), ("complexity", FieldValue.OfText("low")),
                    ("owner_email", FieldValue.OfText($"ae{number % 150}@example.com"))),
            }));
        Assert.Equal(6_000, report.Find(FigureKeys.Deals)!.Value);
        Assert.Equal(50, report.Differences.Length);
        Assert.InRange(report.Comparisons, 150, 400);
        Assert.InRange(Written(report).Length, 10_000, 150_000);
    }

    private static string Written(AuditReport report) => JsonSerializer.Serialize(report, ModelJson.Default.AuditReport);
}
