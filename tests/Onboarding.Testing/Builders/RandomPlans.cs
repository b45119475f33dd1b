using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;

namespace Onboarding.Testing.Builders;

/// <summary>Plans of every shape that a playbook file can have: the same seed makes the same plan.</summary>
public sealed class RandomPlans(Random random)
{
    private static readonly string[] s_roles = ["csm", "impl", "customer_admin"];
    private static readonly string[] s_fields =
        ["first_login_on", "setup_completed_on", "first_feature_adopted_on", "first_value_on"];

    private static readonly string[] s_zones =
        ["UTC", "Europe/Vienna", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "America/Santiago"];

    // A plain day; the day before a leap day; the nights in which clocks go forward and back, north and south.
    private static readonly DateTimeOffset[] s_won =
    [
        Starts.WonAt, new(2028, 2, 28, 22, 30, 0, TimeSpan.Zero), new(2026, 3, 28, 23, 59, 59, TimeSpan.Zero),
        new(2026, 10, 24, 10, 0, 0, TimeSpan.Zero), new(2026, 4, 4, 13, 0, 0, TimeSpan.Zero),
        new(2026, 9, 5, 23, 0, 0, TimeSpan.Zero),
    ];

    /// <summary>An onboarding by a random plan, in a random zone, around days and nights that are special.</summary>
    public OnboardingStart Start()
    {
        OnboardingStart start = Starts.Of(Plan());
        DateTimeOffset won = One(s_won);
        return start with
        {
            Calendar = (start.Calendar with { Holidays = [new DateOnly(2026, 4, 3), new DateOnly(2026, 4, 6)] })
                .In(One(s_zones)),
            Facts = FieldMap.Of(("annual_recurring_revenue", new FieldValue.Number(random.Next(100)))),
            ClosedWonAt = won,
            KickoffOn = start.KickoffOn.AddDays((won.Date - start.ClosedWonAt.Date).Days + random.Next(-3, 10)),
        };
    }

    /// <summary>1 to 4 stages, 1 to 4 milestones, 0 to 3 inputs and 1 to 12 tasks that wait for each other.</summary>
    public PlaybookPlan Plan()
    {
        ImmutableArray<string> inputs = [.. Enumerable.Range(0, random.Next(4)).Select(n => $"i{n}")];
        ImmutableArray<string> milestones = [.. Enumerable.Range(0, random.Next(1, 5)).Select(n => $"m{n}")];
        ImmutableArray<string> stages = [.. Enumerable.Range(0, random.Next(1, 5)).Select(n => $"s{n}")];
        ImmutableArray<AlertDefinition> alerts = new RandomAlerts(random).Alerts(stages, milestones);
        var plan = new PlaybookPlan
        {
            Variant = "high_touch",
            Title = "Random",
            Stages = [.. stages.Select(key => Stage(key, inputs, milestones))],
            Tasks = [.. Tasks(stages, inputs, milestones), .. Interventions(stages, alerts)],
            Alerts = alerts,
            Milestones = [.. milestones.Select((key, n) => Milestone(key, n))],
            Inputs =
            [
                .. inputs.Select(key => new InputDefinition
                {
                    Key = key,
                    Title = key,
                    Kind = InputKind.Document,
                    OwnerRole = One(s_roles),
                }),
            ],
            Escalation =
            [
                .. Plans.Path.Take(random.Next(1, 4)).Select(step => step with { AcknowledgeDays = random.Next(4) }),
            ],
            StalledAfterDays = random.Next(3, 15),
            EscalateOverdueAfterDays = random.Next(9),
        };
        plan = plan with { SetupActions = new RandomSetupActions(random).Of(plan) };
        return plan with
        {
            Messages = new RandomMessages(random).Of(plan),
            BlockerOwners = random.Next(2) == 0 ? [] : [new BlockerOwner(BlockerKind.Technical, "impl")],
        };
    }

    private StageDefinition Stage(string key, ImmutableArray<string> inputs, ImmutableArray<string> milestones) => new()
    {
        Key = key,
        Title = key,
        OwnerRole = One(s_roles),
        SlaDays = random.Next(21),
        SlaUnit = Unit(),
        StalledAfterDays = random.Next(3) == 0 ? random.Next(1, 20) : null,
        GateInputs = Some(inputs),
        GateMilestones = Some(milestones),
    };

    private ImmutableArray<TaskDefinition> Tasks(
        ImmutableArray<string> stages, ImmutableArray<string> inputs, ImmutableArray<string> milestones)
    {
        int count = random.Next(1, 13);
        var tasks = ImmutableArray.CreateBuilder<TaskDefinition>();
        for (int n = 0; n < count; n++)
        {
            ImmutableArray<string> before = [.. tasks.Select(task => task.Key)];
            tasks.Add(new TaskDefinition
            {
                Key = $"t{n}",
                Title = $"t{n}",
                Stage = stages[n * stages.Length / count],
                OwnerRole = One(s_roles),
                Due = Due(before, milestones),
                DependsOn = Some(before),
                NeedsInputs = Some(inputs),
                NeedsMilestones = Some(milestones),
                AppliesWhen = random.Next(4) == 0
                    ? new Condition.Compare(
                        "annual_recurring_revenue", Comparison.AtLeast, new FieldValue.Number(random.Next(100)))
                    : null,
                RemindDaysBefore = [.. new[] { 7, 3, 1, 0 }.Where(_ => random.Next(2) == 0)],
                Area = (GoLiveArea)random.Next(4),
                CustomerVisible = n % 2 == 0,
            });
        }

        return tasks.ToImmutable();
    }

    // Half of the plans have none, so that what holds without them is shown too.
    private ImmutableArray<TaskDefinition> Interventions(
        ImmutableArray<string> stages, ImmutableArray<AlertDefinition> alerts) =>
        alerts.IsEmpty || random.Next(2) == 0
            ? []
            :
            [
                .. Enumerable.Range(0, random.Next(1, 4)).Select(n =>
                {
                    string alert = One(alerts).Key;
                    return Plans.Task($"a{n}", One(stages)) with
                    {
                        OwnerRole = One(s_roles),
                        OnAlert = alert,
                        Due = new DueRule(random.Next(8), Unit(), DueAnchor.Alert, alert),
                    };
                }),
            ];

    private DueRule Due(ImmutableArray<string> before, ImmutableArray<string> milestones)
    {
        var rule = new DueRule(random.Next(-5, 15), Unit(), DueAnchor.Start);
        return random.Next(6) switch
        {
            0 => rule with { Anchor = DueAnchor.ClosedWon },
            1 => rule with { Anchor = DueAnchor.Kickoff },
            2 => rule with { Anchor = DueAnchor.StageEntry },
            3 when before.Length > 0 => rule with { Anchor = DueAnchor.Task, Key = One(before) },
            4 => rule with { Anchor = DueAnchor.Milestone, Key = One(milestones) },
            _ => rule,
        };
    }

    private MilestoneDefinition Milestone(string key, int n)
    {
        string field = s_fields[n];
        bool dated = random.Next(3) > 0;
        return Plans.Milestone(key, field, random.Next(1, 60)) with
        {
            FirstValue = n == 0,
            AchievedOnField = dated ? field : null,
            ConfirmedBy = random.Next(2) == 0 ? "csm" : null,
        };
    }

    private DayUnit Unit() => random.Next(2) == 0 ? DayUnit.Calendar : DayUnit.Business;

    private T One<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    private ImmutableArray<string> Some(ImmutableArray<string> all) => [.. all.Where(_ => random.Next(4) == 0).Take(2)];
}
