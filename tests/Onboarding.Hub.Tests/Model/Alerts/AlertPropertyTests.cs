using System.Collections.Immutable;

using Onboarding.Hub.Tests.Model.Onboardings;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Signals;
using Onboarding.Testing.Builders;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Model.Alerts;

/// <summary>What holds for every alert and whatever is reported, in whatever order.</summary>
public sealed class AlertPropertyTests(ITestOutputHelper output)
{
    [Fact]
    public void Signals_in_any_order_and_said_twice_give_the_same_alarms_and_series() => Histories.Hold(output, history =>
    {
        PlaybookPlan plan = history.Steps[0].After.Plan;
        var random = new Random(history.Steps.Length);
        DateTimeOffset now = history.Steps.Max(step => step.Now);
        var commands = new RandomCommands(random);
        OnboardingCommand.ObserveSignal[] reports = [.. Enumerable.Range(0, 40).Select(_ => commands.Signal(now))];
        OnboardingCommand.ObserveSignal[] valid =
        [
            .. reports.Where(report => SignalCatalogue.Of(report.Kind).Fault(report.Value) is null
                && !string.IsNullOrWhiteSpace(report.Reference) && report.At <= now)
                .DistinctBy(report => (report.Kind, report.Source, report.Reference)),
        ];
        OnboardingState start = history.Steps[0].After;
        OnboardingState inOrder = After(start, valid.OrderBy(report => report.At), now);
        OnboardingState shuffled = After(
            start, valid.Concat(valid).OrderBy(_ => random.Next()), now);
        Assert.Equal(Histories.Json(Bare(inOrder)), Histories.Json(Bare(shuffled)));
        Assert.Equal(Alarms(inOrder).AsEnumerable(), Alarms(shuffled));
        Assert.All(plan.Alerts, alert => Assert.True(Alarms(inOrder).Count(cause => cause == alert.Cause) <= 1));
    });

    [Fact]
    public void Every_alarm_names_an_alert_of_the_plan_and_says_what_to_do_next() => Histories.Hold(output, history =>
    {
        foreach ((OnboardingState? state, OnboardingEvent @event) in history.Steps.SelectMany(step => step.Moves()))
        {
            if (@event is OnboardingEvent.EscalationRaised raised
                && raised.Cause.StartsWith("alert:", StringComparison.Ordinal))
            {
                AlertDefinition alert = state!.Plan.Alerts.Single(known => known.Cause == raised.Cause);
                Assert.StartsWith($"{alert.Title}: ", raised.Why, StringComparison.Ordinal);
                Assert.EndsWith($"Next: {alert.Next}", raised.Why, StringComparison.Ordinal);
                Assert.Equal(
                    state.Owners[alert.TellRole ?? state.Plan.Escalation[0].Role], raised.Owner);
            }
        }
    });

    [Fact]
    public void The_tasks_of_an_intervention_are_there_only_after_its_alarm() => Histories.Hold(output, history =>
    {
        var raised = new HashSet<string>(StringComparer.Ordinal);
        var came = new HashSet<string>(StringComparer.Ordinal);
        foreach ((OnboardingState? state, OnboardingEvent @event) in history.Steps.SelectMany(step => step.Moves()))
        {
            switch (@event)
            {
                case OnboardingEvent.Started started:
                    Assert.All(started.Tasks, key => Assert.Null(
                        started.Start.Plan.Tasks.Single(task => task.Key == key).OnAlert));
                    break;
                case OnboardingEvent.EscalationRaised alarm:
                    raised.Add(alarm.Cause);
                    break;
                case OnboardingEvent.InterventionStarted started:
                    Assert.Contains(AlertDefinition.CauseOf(started.Alert), raised);
                    Assert.All(started.Tasks, key => Assert.Null(state!.Task(key)));
                    came.UnionWith(started.Tasks);
                    break;
            }
        }

        output.WriteLine($"{came.Count} tasks came with an alert.");
    }, count: 30);

    [Fact]
    public void A_series_is_bounded_and_in_order() => Histories.Hold(output, history => Assert.All(
        history.Last.Signals, series =>
        {
            Assert.InRange(series.Points.Length, 1, SignalSeries.PointsMax);
            Assert.Equal(series.Points.Order(Comparer<SignalPoint>.Create((a, b) => a.At.CompareTo(b.At))), series.Points);
            Assert.True(series.Newest.At - series.Points[0].At < TimeSpan.FromDays(SignalSeries.DaysMax));
            Assert.Distinct(series.Points.Select(point => (point.Source, point.Reference)));
        }));

    // What is left of an alarm that came and went depends on the order in which one hears of things, and is left out.
    private static OnboardingState Bare(OnboardingState state) => state with
    {
        Escalations = [],
        Tasks = [],
        Health = default,
        MessagesIntended = 0,
        MessagesOn = null,
    };

    private static ImmutableArray<string> Alarms(OnboardingState state) =>
    [
        .. state.Escalations
            .Where(each => each.Phase != EscalationPhase.Resolved
                && each.Cause.StartsWith("alert:", StringComparison.Ordinal))
            .Select(each => each.Cause)
            .Order(StringComparer.Ordinal),
    ];

    private static OnboardingState After(
        OnboardingState state, IEnumerable<OnboardingCommand.ObserveSignal> reports, DateTimeOffset now) =>
        reports.Aggregate(state, (at, report) => Assert.IsType<Decision<OnboardingEvent>.Accepted>(
            OnboardingDecisions.Decide(at, report, now)).Events.Aggregate(at, OnboardingEvolution.Evolve));
}
