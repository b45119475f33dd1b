using Onboarding.Model.Calendars;
using Onboarding.Model.Conditions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Signals;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Alerts;

/// <summary>Alerts as they stand in a playbook file: read, spoilt, and looked at before publication.</summary>
public sealed class AlertFileTests
{
    private const string Low = """
        alerts:
          low:
            title: Low
            signal: engagement_score
            reading: average
            over: 28 days
            below: 70
            tell: csm
            in_stages: [second]
            from: 31 days after kickoff
            until: 61 days after kickoff
            next: Call.

        """;

    [Fact]
    public void An_alert_is_read_with_all_its_lines()
    {
        AlertDefinition alert = Assert.Single(SmallPlaybook.Read(With(Low)).Plans[0].Alerts);
        Assert.Equal(
            new AlertRule.Signal(SignalKind.EngagementScore, SignalReading.Average, 28, Comparison.Less, 70), alert.Rule);
        Assert.Equal(("low", "Low", "csm", "Call."), (alert.Key, alert.Title, alert.TellRole, alert.Next));
        Assert.Equal("second", Assert.Single(alert.InStages));
        Assert.Equal(new DueRule(31, DayUnit.Calendar, DueAnchor.Kickoff), alert.From);
        Assert.Equal(new DueRule(61, DayUnit.Calendar, DueAnchor.Kickoff), alert.Until);
    }

    [Fact]
    public void Every_kind_of_rule_is_read()
    {
        PlaybookPlan plan = SmallPlaybook.Read(With("""
            alerts:
              a: {title: A, next: Call., blocker: technical, open_longer_than: 3 days}
              b: {title: B, next: Call., blocker: any, open_longer_than: 0 days}
              c: {title: C, next: Call., blockers_raised: 2, within: 7 days}
              d: {title: D, next: Call., milestone: value, late_by_more_than: 3 days}
              e: {title: E, next: Call., stage: first, late_by_more_than: 2 days}
              f: {title: F, next: Call., fact: integrations_live < 2}
              g: {title: G, next: Call., signal: support_ticket_opened, reading: spike, at_least: 5}
              h: {title: H, next: Call., signal: engagement_score, reading: deviation, at_least: 5}
              i: {title: I, next: Call., input: paper, from: 2 days before kickoff}

            """)).Plans[0];
        AlertRule[] rules =
        [
            new AlertRule.BlockerOpen(BlockerKind.Technical, 3), new AlertRule.BlockerOpen(null, 0),
            new AlertRule.BlockersRaised(2, 7), new AlertRule.MilestoneLate("value", 3),
            new AlertRule.StageLate("first", 2), plan.Alerts[5].Rule,
            new AlertRule.Signal(SignalKind.SupportTicketOpened, SignalReading.Spike, 0, Comparison.AtLeast, 5),
            new AlertRule.Signal(SignalKind.EngagementScore, SignalReading.Deviation, 0, Comparison.AtLeast, 5),
            new AlertRule.InputOpen("paper"),
        ];
        Assert.Equal(rules, plan.Alerts.Select(alert => alert.Rule));
        Assert.IsType<AlertRule.Fact>(plan.Alerts[5].Rule);
    }

    [Theory]
    [InlineData("signal: engagement_score", "signal: mood", "25:13: alerts.low.signal: 'mood' is not known; known are")]
    [InlineData("reading: average", "reading: median", "26:14: alerts.low.reading: 'median' is not known; known are")]
    [InlineData("over: 28 days", "over: 91 days", "27:11: alerts.low.over: '91 days' is no number of days")]
    [InlineData("    over: 28 days\n", "", "23:3: alerts.low: 'over' is missing")]
    [InlineData("below: 70", "below: much", "28:12: alerts.low.below: 'much' is no number")]
    [InlineData("below: 70", "below: 70\n    above: 3", "23:3: alerts.low: a signal is compared by exactly one of")]
    [InlineData("reading: average", "reading: spike", "'over' is no key here")]
    [InlineData("signal: engagement_score", "blocker: technical", "23:3: alerts.low: 'open_longer_than' is missing")]
    [InlineData("signal: engagement_score", "signal: engagement_score\n    milestone: value",
        "23:3: alerts.low: an alert looks at exactly one of")]
    [InlineData("in_stages: [second]", "in_stages: [third]", "'third' is no stage of this playbook")]
    [InlineData("31 days after kickoff", "31 days after lunch", "'lunch' is nothing to count from")]
    [InlineData("    next: Call.\n", "", "23:3: alerts.low: 'next' is missing")]
    public void A_fault_is_found_at_its_place(string line, string instead, string expected)
    {
        string text = With(Low);
        Assert.Contains(line, text, StringComparison.Ordinal);
        Assert.Contains(expected, SmallPlaybook.Faults(text.Replace(line, instead, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_variant_changes_adds_and_removes_alerts()
    {
        PlaybookPlan plan = SmallPlaybook.Read(With(Low).Replace("    title: All\n", """
                title: All
                change:
                  alerts:
                    low: {below: 60, in_stages: []}
                add:
                  alerts:
                    new: {title: New, next: Call., blocker: any, open_longer_than: 5 days}

            """, StringComparison.Ordinal)).Plans[0];
        Assert.Equal(["low", "new"], plan.Alerts.Select(alert => alert.Key));
        Assert.Equal(60, ((AlertRule.Signal)plan.Alerts[0].Rule).Threshold);
        Assert.Empty(plan.Alerts[0].InStages);

        PlaybookPlan without = SmallPlaybook.Read(With(Low).Replace(
            "    title: All\n", "    title: All\n    remove: {alerts: [low]}\n", StringComparison.Ordinal)).Plans[0];
        Assert.Empty(without.Alerts);
    }

    [Fact]
    public void What_hangs_on_something_removed_is_refused()
    {
        string text = With("""
            alerts:
              low: {title: Low, next: Call., milestone: value, late_by_more_than: 3 days}

            """).Replace("    after: [mail]\n", "    after: [mail]\n    on_alert: low\n", StringComparison.Ordinal);
        Assert.Contains("task 'close' comes with 'low'", SmallPlaybook.Faults(text.Replace(
            "    title: All\n", "    title: All\n    remove: {alerts: [low]}\n", StringComparison.Ordinal)));
        Assert.Contains("alert 'low' looks at 'value'", SmallPlaybook.Faults(text.Replace(
            "    title: All\n", "    title: All\n    remove: {milestones: [value]}\n", StringComparison.Ordinal)));
        Assert.Contains("alert 'low' looks at 'paper'", SmallPlaybook.Faults(With("""
            alerts:
              low: {title: Low, next: Call., input: paper, from: 2 days before kickoff}

            """).Replace("    title: All\n", "    title: All\n    remove: {inputs: [paper]}\n", StringComparison.Ordinal)));
        Assert.Contains("'high' is no alert of this playbook", SmallPlaybook.Faults(
            text.Replace("on_alert: low", "on_alert: high", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("signal: engagement_score, reading: latest, below: 0", "it can never be raised: nothing is below 0 points")]
    [InlineData("signal: engagement_score, reading: latest, at_most: 100", "it is always raised: everything is at most 100")]
    [InlineData("signal: engagement_score, reading: latest, below: 170", "its threshold 170 lies outside of 0 to 100 points")]
    [InlineData("signal: engagement_score, reading: spike, at_least: 5", "is a measure; how often it is reported has no spike")]
    [InlineData("signal: stakeholder_changed, reading: latest, at_least: 1", "is an event and has no value")]
    [InlineData("signal: stakeholder_changed, reading: count, over: 7 days, at_least: 0", "it is always raised")]
    [InlineData("signal: stakeholder_changed, reading: count, over: 7 days, below: 0", "it can never be raised")]
    [InlineData("fact: {all: [integrations_live < 2, integrations_live > 5]}", "it can never be raised: integrations_live")]
    [InlineData("fact: {not: {all: [integrations_live < 2, integrations_live > 5]}}", "it is always raised")]
    [InlineData("stage: first, late_by_more_than: 2 days, in_stages: [second]", "it can never be raised: it looks at stage")]
    [InlineData("blocker: any, open_longer_than: 2 days, from: 5 days after kickoff, until: 5 days after kickoff",
        "it can never be raised: it is looked at until before")]
    [InlineData("blocker: any, open_longer_than: 2 days, tell: ghost", "the workspace has no role 'ghost'")]
    public void A_rule_that_says_nothing_is_an_error_with_its_place(string rule, string expected)
    {
        string findings = SmallPlaybook.Findings(With($$"""
            alerts:
              low: {title: Low, next: Call., {{rule}}}

            """));
        Assert.Contains("small.yaml:23:3: error: high_touch: ", findings, StringComparison.Ordinal);
        Assert.Contains(expected, findings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("signal: engagement_score, reading: latest, above: 70", "it is raised when things go well")]
    [InlineData("signal: issue_resolution_hours, reading: latest, below: 70", "it is raised when things go well")]
    [InlineData("milestone: value, late_by_more_than: 7 days", "late by more than 7 days is told of anyway")]
    [InlineData("stage: first, late_by_more_than: 0 days", "every stage past its SLA is told of anyway")]
    public void A_rule_that_is_doubtful_is_a_warning(string rule, string expected) => Assert.Contains(
        expected, SmallPlaybook.Findings(With($$"""
            alerts:
              low: {title: Low, next: Call., {{rule}}}

            """)));

    [Fact]
    public void Two_rules_with_the_same_meaning_are_an_error()
    {
        string findings = SmallPlaybook.Findings(With("""
            alerts:
              low: {title: Low, next: Call., blocker: any, open_longer_than: 2 days, in_stages: [first, second]}
              other: {title: Other, next: Mail., blocker: any, open_longer_than: 2 days, in_stages: [second, first]}
              third: {title: Third, next: Mail., blocker: any, open_longer_than: 3 days, in_stages: [second, first]}

            """));
        Assert.Contains("small.yaml:24:3: error: high_touch: it says the same as alert 'low'", findings);
        Assert.DoesNotContain("small.yaml:25", findings);
    }

    [Fact]
    [Trait("Requirement", "A8.11")]
    public void An_intervention_that_nobody_owns_or_that_is_dated_by_a_strange_alert_is_found()
    {
        string findings = SmallPlaybook.Findings(With("""
            alerts:
              low: {title: Low, next: Call., blocker: any, open_longer_than: 2 days}

            """).Replace("variants:\n", """
              rescue:
                title: Rescue
                stage: second
                owner: ghost
                on_alert: low
                due: 2 days after alert low
              odd:
                title: Odd
                stage: second
                owner: csm
                due: 2 days after alert low
            variants:

            """, StringComparison.Ordinal));
        Assert.Contains("error: high_touch: the workspace has no role 'ghost'", findings);
        Assert.Contains("warning: high_touch: its date counts from alert 'low', and it is there whether", findings);
    }

    private static string With(string alerts) => SmallPlaybook.With("tasks:\n", $"{alerts}tasks:\n");
}
