using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Signals;

namespace Onboarding.Testing.Builders;

/// <summary>Alerts of every kind, with windows and thresholds that random signals cross.</summary>
public sealed class RandomAlerts(Random random)
{
    /// <summary>The signals that random alerts look at and random commands report: two measures and two events.</summary>
    public static ImmutableArray<SignalKind> Kinds { get; } =
    [
        SignalKind.EngagementScore, SignalKind.IssueResolutionHours, SignalKind.SupportTicketOpened,
        SignalKind.CustomerContact,
    ];

    private static readonly string?[] s_tell = [null, "csm", "impl", "vp"];

    /// <summary>0 to 6 alerts; half of the plans have none.</summary>
    public ImmutableArray<AlertDefinition> Alerts(ImmutableArray<string> stages, ImmutableArray<string> milestones)
    {
        int count = random.Next(2) == 0 ? 0 : random.Next(1, 7);
        return
        [
            .. Enumerable.Range(0, count).Select(n => new AlertDefinition
            {
                Key = $"x{n}",
                Title = $"Alert {n}",
                Rule = Rule(stages, milestones),
                Next = "Call.",
                TellRole = One(s_tell),
                InStages = random.Next(4) == 0 ? [One(stages)] : [],
                From = random.Next(4) == 0 ? Day(random.Next(30)) : null,
                Until = random.Next(4) == 0 ? Day(20 + random.Next(40)) : null,
            }),
        ];
    }

    private AlertRule Rule(ImmutableArray<string> stages, ImmutableArray<string> milestones) => random.Next(9) switch
    {
        0 => new AlertRule.BlockerOpen(random.Next(2) == 0 ? null : BlockerKind.Technical, random.Next(5)),
        1 => new AlertRule.BlockersRaised(random.Next(1, 3), random.Next(1, 10)),
        2 => new AlertRule.MilestoneLate(One(milestones), random.Next(5)),
        3 => new AlertRule.StageLate(One(stages), random.Next(5)),
        4 => new AlertRule.Fact(new Condition.Compare(
            "annual_recurring_revenue", Comparison.AtLeast, new FieldValue.Number(random.Next(100)))),
        _ => Signal(One(Kinds)),
    };

    private AlertRule.Signal Signal(SignalKind kind)
    {
        bool isEvent = SignalCatalogue.Of(kind).Polarity == SignalPolarity.Event;
        SignalReading reading = isEvent
            ? One([SignalReading.Count, SignalReading.Spike])
            : One([SignalReading.Latest, SignalReading.Average, SignalReading.Count, SignalReading.Deviation]);
        bool counts = reading is SignalReading.Count or SignalReading.Spike or SignalReading.Deviation;
        return new AlertRule.Signal(
            kind, reading, reading is SignalReading.Average or SignalReading.Count ? random.Next(1, 15) : 0,
            reading is SignalReading.Spike or SignalReading.Deviation
                ? Comparison.AtLeast
                : One([Comparison.Less, Comparison.AtMost, Comparison.Greater, Comparison.AtLeast]),
            counts ? random.Next(4) : random.Next(100));
    }

    private DueRule Day(int offset) =>
        new(offset, DayUnit.Calendar, random.Next(2) == 0 ? DueAnchor.Start : DueAnchor.Kickoff);

    private T One<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
