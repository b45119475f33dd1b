using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Playbooks;

namespace Onboarding.Testing.Builders;

/// <summary>Later revisions of a plan: what an author may add, take out, move and change, and still publish.</summary>
public sealed class RandomEdits(Random random)
{
    private static readonly string[] s_roles = ["csm", "impl", "ae", "trainer"];

    /// <summary>A later revision of what an onboarding follows, after a few edits; now and then none.</summary>
    public MigrationTarget Target(OnboardingState state)
    {
        PlaybookPlan plan = state.Plan;
        for (int left = random.Next(12); left > 0; left--)
        {
            plan = Edit(plan);
        }

        return TargetOf(state, Valid(plan));
    }

    /// <summary>The revision after the one that an onboarding follows, with a plan; every role is held.</summary>
    public static MigrationTarget TargetOf(OnboardingState state, PlaybookPlan plan) => new()
    {
        Revision = state.Revision + 1,
        Plan = plan,
        Owners = OnboardingViews.RolesOf(plan).ToImmutableSortedDictionary(
            role => role, role => $"new.{Starts.MailOf(role)}", StringComparer.Ordinal),
        Facts = FieldMap.None,
    };

    private PlaybookPlan Edit(PlaybookPlan plan) => random.Next(19) switch
    {
        18 => plan with { Messages = new RandomMessages(random).Of(plan) },
        0 => plan with { Tasks = Without(plan.Tasks) },
        1 or 2 => plan with { Tasks = plan.Tasks.Insert(random.Next(plan.Tasks.Length + 1), NewTask(plan)) },
        3 or 4 or 5 => plan with { Tasks = Changed(plan.Tasks, task => Change(plan, task)) },
        6 => plan with { Stages = Without(plan.Stages) },
        7 => plan with { Stages = plan.Stages.Insert(random.Next(plan.Stages.Length + 1), NewStage(plan)) },
        8 => plan with { Stages = [.. plan.Stages.OrderBy(_ => random.Next())] },
        9 => plan with { Stages = Changed(plan.Stages, stage => Change(plan, stage)) },
        10 => plan with { Milestones = Without(plan.Milestones) },
        11 => plan with { Milestones = [.. plan.Milestones, NewMilestone(plan)] },
        12 => plan with
        {
            Inputs = random.Next(2) == 0
                ? Without(plan.Inputs)
                : [.. plan.Inputs, new InputDefinition
                {
                    Key = NewKey("i", plan.Inputs.Select(input => input.Key)),
                    Title = "New input",
                    Kind = InputKind.Approval,
                    OwnerRole = One(s_roles),
                }],
        },
        13 => plan with { Alerts = Without(plan.Alerts) },
        15 or 16 => plan with
        {
            SetupActions = random.Next(2) == 0
                ? Without(plan.SetupActions)
                : new RandomSetupActions(random).Of(plan),
        },
        14 => plan with
        {
            Alerts = new RandomAlerts(random).Alerts(
                [.. plan.Stages.Select(stage => stage.Key)], [.. plan.Milestones.Select(milestone => milestone.Key)]),
        },
        _ => plan with
        {
            Escalation = [.. Plans.Path.Take(random.Next(1, 4))],
            StalledAfterDays = random.Next(3, 15),
            EscalateOverdueAfterDays = random.Next(9),
        },
    };

    private TaskDefinition Change(PlaybookPlan plan, TaskDefinition task) => random.Next(6) switch
    {
        0 => task with { OwnerRole = One(s_roles) },
        1 => task with { Due = Due(plan) },
        2 => task with { DependsOn = Some(plan.Tasks.Select(known => known.Key)) },
        3 => task with { Stage = One(plan.Stages).Key },
        4 => task with
        {
            NeedsInputs = Some(plan.Inputs.Select(input => input.Key)),
            NeedsMilestones = Some(plan.Milestones.Select(milestone => milestone.Key)),
        },
        _ => task with { AppliesWhen = random.Next(2) == 0 ? null : Condition() },
    };

    private StageDefinition Change(PlaybookPlan plan, StageDefinition stage) => random.Next(3) switch
    {
        0 => stage with { OwnerRole = One(s_roles) },
        1 => stage with { SlaDays = random.Next(30), SlaUnit = Unit() },
        _ => stage with
        {
            GateInputs = Some(plan.Inputs.Select(input => input.Key)),
            GateMilestones = Some(plan.Milestones.Select(milestone => milestone.Key)),
        },
    };

    private TaskDefinition NewTask(PlaybookPlan plan)
    {
        string key = NewKey("t", plan.Tasks.Select(task => task.Key));
        return Plans.Task(key, One(plan.Stages).Key, Some(plan.Tasks.Select(task => task.Key))) with
        {
            OwnerRole = One(s_roles),
            Due = Due(plan),
            AppliesWhen = random.Next(4) == 0 ? Condition() : null,
        };
    }

    private StageDefinition NewStage(PlaybookPlan plan) =>
        Plans.Stage(NewKey("s", plan.Stages.Select(stage => stage.Key)), One(s_roles)) with
        {
            GateMilestones = Some(plan.Milestones.Select(milestone => milestone.Key)),
        };

    private MilestoneDefinition NewMilestone(PlaybookPlan plan) => Plans.Milestone(
        NewKey("m", plan.Milestones.Select(milestone => milestone.Key)), "first_value_on", random.Next(1, 60)) with
    {
        FirstValue = random.Next(3) == 0,
    };

    private DueRule Due(PlaybookPlan plan)
    {
        var rule = new DueRule(random.Next(-5, 15), Unit(), DueAnchor.Kickoff);
        return random.Next(5) switch
        {
            0 => rule with { Anchor = DueAnchor.StageEntry },
            1 => rule with { Anchor = DueAnchor.StageEntry, Key = One(plan.Stages).Key },
            2 when plan.Tasks.Length > 0 => rule with { Anchor = DueAnchor.Task, Key = One(plan.Tasks).Key },
            3 => rule with { Anchor = DueAnchor.Milestone, Key = One(plan.Milestones).Key },
            _ => rule,
        };
    }

    /// <summary>The plan with what its publication would refuse mended: what is named is there, and comes before.</summary>
    private static PlaybookPlan Valid(PlaybookPlan plan)
    {
        string[] stages = [.. plan.Stages.Select(stage => stage.Key)];
        string[] inputs = [.. plan.Inputs.Select(input => input.Key)];
        string[] milestones = [.. plan.Milestones.Select(milestone => milestone.Key)];
        string firstValue = (plan.Milestones.LastOrDefault(milestone => milestone.FirstValue) ?? plan.Milestones[0]).Key;
        TaskDefinition[] ordered =
        [
            .. plan.Tasks.Select(task => stages.Contains(task.Stage) ? task : task with { Stage = stages[0] })
                .OrderBy(task => Array.IndexOf(stages, task.Stage)),
        ];
        string[] tasks = [.. ordered.Select(task => task.Key)];
        string[] alerts = [.. plan.Alerts.Select(alert => alert.Key)];
        return plan with
        {
            Alerts = [.. plan.Alerts.Where(alert => alert.Rule switch
            {
                AlertRule.MilestoneLate late => milestones.Contains(late.Key),
                AlertRule.StageLate late => stages.Contains(late.Key),
                AlertRule.InputOpen open => inputs.Contains(open.Key),
                _ => true,
            }).Select(alert => alert with { InStages = [.. alert.InStages.Intersect(stages)] })],
            Stages = [.. plan.Stages.Select(stage => stage with
            {
                GateInputs = [.. stage.GateInputs.Intersect(inputs)],
                GateMilestones = [.. stage.GateMilestones.Intersect(milestones)],
            })],
            Tasks = [.. ordered.Select((task, at) => task with
            {
                DependsOn = [.. task.DependsOn.Intersect(tasks[..at])],
                NeedsInputs = [.. task.NeedsInputs.Intersect(inputs)],
                NeedsMilestones = [.. task.NeedsMilestones.Intersect(milestones)],
                Due = Known(task.Due, stages, tasks[..at], milestones, alerts),
                OnAlert = alerts.Contains(task.OnAlert) ? task.OnAlert : null,
            })],
            SetupActions = [.. plan.SetupActions.Select((action, at) => action with
            {
                Stage = stages.Contains(action.Stage) ? action.Stage : null,
                After = [.. action.After.Intersect(plan.SetupActions.Take(at).Select(before => before.Key))],
                AfterTasks = [.. action.AfterTasks.Intersect(tasks)],
                NeedsInputs = [.. action.NeedsInputs.Intersect(inputs)],
                NeedsMilestones = [.. action.NeedsMilestones.Intersect(milestones)],
                Completes = tasks.Contains(action.Completes) ? action.Completes : null,
                SendInputs = [.. action.SendInputs.Intersect(inputs)],
            })],
            Milestones = [.. plan.Milestones.Select(milestone => milestone with
            {
                FirstValue = milestone.Key == firstValue,
                // What was achieved under an earlier revision lost its proof; a revision that has it again has one.
                Proof = milestone.Proof ?? Plans.FirstValue.Proof,
            })],
        };
    }

    private static DueRule Known(DueRule due, string[] stages, string[] tasks, string[] milestones, string[] alerts)
    {
        bool known = due.Key is null || due.Anchor switch
        {
            DueAnchor.StageEntry => stages.Contains(due.Key),
            DueAnchor.Task => tasks.Contains(due.Key),
            DueAnchor.Alert => alerts.Contains(due.Key),
            _ => milestones.Contains(due.Key),
        };
        return known ? due : due with { Anchor = DueAnchor.Start, Key = null };
    }

    private Condition Condition() => new Condition.Compare(
        "annual_recurring_revenue", Comparison.AtLeast, new FieldValue.Number(random.Next(100)));

    private DayUnit Unit() => random.Next(2) == 0 ? DayUnit.Calendar : DayUnit.Business;

    private ImmutableArray<T> Without<T>(ImmutableArray<T> all) =>
        all.Length < 2 ? all : all.RemoveAt(random.Next(all.Length));

    private ImmutableArray<T> Changed<T>(ImmutableArray<T> all, Func<T, T> change)
    {
        int at = random.Next(all.Length);
        return all.Length == 0 ? all : all.SetItem(at, change(all[at]));
    }

    // A key that was there before may come back.
    private string NewKey(string letter, IEnumerable<string> known)
    {
        string[] taken = [.. known];
        string key;
        do
        {
            key = $"{letter}{random.Next(taken.Length + 20)}";
        }
        while (taken.Contains(key));

        return key;
    }

    private T One<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    private ImmutableArray<string> Some(IEnumerable<string> all) => [.. all.Where(_ => random.Next(4) == 0).Take(2)];
}
