using System.Text.Json;

using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Signals;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Alerts;

public sealed class SignalTests
{
    [Fact]
    [Trait("Requirement", "A10.8")]
    public void The_catalogue_has_every_kind_in_order_with_unit_range_and_polarity()
    {
        Assert.Equal(Enum.GetValues<SignalKind>(), SignalCatalogue.All.Select(definition => definition.Kind));
        Assert.All(SignalCatalogue.All, definition =>
        {
            Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(definition.Kind.ToString()), definition.Name);
            Assert.True(definition.Unit.Length > 0 && definition.Meaning.EndsWith('.'));
            Assert.Equal(definition.Polarity == SignalPolarity.Event, definition.Min == definition.Max);
        });
    }

    [Theory]
    [InlineData(SignalKind.EngagementScore, -0.1)]
    [InlineData(SignalKind.EngagementScore, 100.1)]
    [InlineData(SignalKind.MeetingAttendance, 80)]
    [InlineData(SignalKind.NpsAnswer, 7.5)]
    [InlineData(SignalKind.StakeholderChanged, 2)]
    public void A_value_outside_of_its_range_is_refused(SignalKind kind, double value) =>
        Assert.Equal(RefusalReason.InvalidField, Try(AlertBench.Of(), kind, (decimal)value)!.Reason);

    [Fact]
    public void What_lies_ahead_and_what_has_no_source_or_reference_is_refused()
    {
        OnboardingRun run = AlertBench.Of();
        foreach (OnboardingCommand.ObserveSignal wrong in new[]
        {
            Signal(run) with { At = run.Now.AddMinutes(6) }, Signal(run) with { Source = " " },
            Signal(run) with { Reference = "" }, Signal(run) with { Reference = new string('x', 201) },
        })
        {
            Assert.Equal(RefusalReason.InvalidField, run.Try(wrong)!.Reason);
        }

        Assert.Null(run.Try(Signal(run) with { At = run.Now.AddMinutes(5) }));
    }

    [Fact]
    public void The_same_report_twice_is_counted_once_and_another_under_its_reference_is_refused()
    {
        OnboardingRun run = AlertBench.Of();
        run.Do(Signal(run));
        Assert.Empty(run.Do(Signal(run)));
        Assert.Empty(run.Do(Signal(run) with { Value = 50.00m }));
        Assert.Equal(RefusalReason.StateConflict, run.Try(Signal(run) with { Value = 51 })!.Reason);
        Assert.Single(run.Do(Signal(run) with { Source = "another" }));
        Assert.Equal(2, run.State.Series(SignalKind.EngagementScore)!.Points.Length);
    }

    [Fact]
    public void A_late_report_is_placed_by_its_time()
    {
        OnboardingRun run = AlertBench.Of();
        run.Report(SignalKind.EngagementScore, 60, daysAgo: 2);
        run.Report(SignalKind.EngagementScore, 90);
        run.Report(SignalKind.EngagementScore, 75, daysAgo: 1);
        SignalSeries series = run.State.Series(SignalKind.EngagementScore)!;
        Assert.Equal([60, 75, 90], series.Points.Select(point => point.Value));
    }

    [Fact]
    public void A_series_keeps_ninety_days_and_three_hundred_reports()
    {
        OnboardingRun run = AlertBench.Of();
        run.Report(SignalKind.EngagementScore, 1, daysAgo: 89);
        run.Pass(1);
        run.Report(SignalKind.EngagementScore, 2);
        Assert.Single(run.State.Series(SignalKind.EngagementScore)!.Points);
        Assert.Empty(run.Report(SignalKind.EngagementScore, 3, daysAgo: 90));
        Assert.Empty(run.Report(SignalKind.MeetingAttendance, 1, daysAgo: 500));

        for (int n = 0; n < 310; n++)
        {
            run.Report(SignalKind.SupportTicketOpened, reference: $"t{n:000}", daysAgo: 310 - n > 80 ? 80 : 0);
        }

        Assert.Equal(300, run.State.Series(SignalKind.SupportTicketOpened)!.Points.Length);
    }

    [Fact]
    public void What_has_ended_takes_no_more_reports()
    {
        OnboardingRun run = AlertBench.Of();
        run.Do(Signal(run));
        run.Do(new OnboardingCommand.Cancel("gone"));
        Assert.Null(run.Try(Signal(run)));
        Assert.Equal(RefusalReason.StateConflict, run.Try(Signal(run) with { Reference = "2" })!.Reason);
    }

    [Theory]
    [Trait("Requirement", "A10.7")]
    [InlineData("", null)]
    [InlineData("10 9 8 3", 25)]
    [InlineData("7 8", 0)]
    [InlineData("6 0", -100)]
    [InlineData("9 9 0", 33)]
    public void The_net_promoter_score_is_promoters_less_detractors(string answers, int? score) => Assert.Equal(
        score,
        NetPromoterScore.Of(answers.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(answer => decimal.Parse(answer, System.Globalization.CultureInfo.InvariantCulture))));

    private static OnboardingCommand.ObserveSignal Signal(OnboardingRun run) =>
        new(SignalKind.EngagementScore, 50, run.Now.AddHours(-1), "gainsight", "1");

    private static Refusal? Try(OnboardingRun run, SignalKind kind, decimal value) =>
        run.Try(Signal(run) with { Kind = kind, Value = value });
}
