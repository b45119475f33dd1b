using System.Collections.Immutable;

using Onboarding.Model;
using Onboarding.Model.Calendars;
using Onboarding.Model.Fields;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Onboardings;

/// <summary>An onboarding that is under way moves to another revision of its playbook.</summary>
public sealed class MigrationTests
{
    private static readonly PlaybookPlan s_small = Plans.Small;

    [Fact]
    [Trait("Requirement", "A3.14")]
    public void It_follows_the_new_revision_and_its_start_is_what_it_was()
    {
        OnboardingRun run = OnboardingRun.Of(s_small);
        OnboardingStart start = run.State.Start;
        Migrate(run, s_small with { Title = "Second" });

        Assert.Equal((2, "Second"), (run.State.Revision, run.State.Plan.Title));
        Assert.Same(start, run.State.Start);
        Assert.Equal(("Small", 1), (start.Plan.Title, start.Revision));
    }

    [Fact]
    public void What_it_follows_is_written_once_for_it_and_for_all_that_moved_alike()
    {
        OnboardingRun run = OnboardingRun.Of(s_small);
        Migrate(run, s_small with { Title = "Second" });
        string written = Aggregates.Onboarding.WriteSteady(run.State)!;
        Assert.Same(written, Aggregates.Onboarding.WriteSteady(run.State with { InPilot = true }));
        Assert.NotEqual(written, Aggregates.Onboarding.WriteSteady(
            run.State with { Start = run.State.Start with { Plan = s_small with { Title = "Zeroth" } } }));

        // Plans of other tests may crowd these out of what is shared, but hardly each time.
        Assert.Contains(Enumerable.Range(0, 20), _ =>
        {
            OnboardingRun other = OnboardingRun.Of(s_small);
            Migrate(run, s_small with { Title = "Third" });
            Migrate(other, s_small with { Title = "Third" });
            return ReferenceEquals(
                Aggregates.Onboarding.WriteSteady(run.State), Aggregates.Onboarding.WriteSteady(other.State));
        });
    }

    [Fact]
    public void A_new_task_is_owned_and_dated_and_the_date_says_that_it_came_by_the_revision()
    {
        OnboardingRun run = OnboardingRun.Of(s_small);
        Migrate(run, With(Plans.Task("greet", "welcome") with { OwnerRole = "ae" }));

        TaskState greet = run.State.Task("greet")!;
        Assert.Equal(
            (TaskPhase.Open, "new.ae@vendor.example", run.Today.AddDays(5)),
            (greet.Phase, greet.Owner, greet.DueOn!.Value));
        Assert.Equal(
            DayCause.Migrated, run.Events.OfType<OnboardingEvent.Redated>().Last().TaskReasons!["greet"].Because);
    }

    [Fact]
    [Trait("Requirement", "A8.1")]
    public void A_task_with_another_rule_is_dated_anew_because_of_the_revision()
    {
        OnboardingRun run = OnboardingRun.Of(s_small);
        Migrate(run, Changed("call", task => task with { Due = task.Due with { Offset = 3 } }));

        Assert.Equal(
            new DayReason(new DateOnly(2026, 3, 9), DueAnchor.Kickoff, null, new DateOnly(2026, 3, 9), DayCause.Migrated),
            run.Events.OfType<OnboardingEvent.Redated>().Last().TaskReasons!["call"]);
        Assert.Equal(new DateOnly(2026, 3, 12), run.State.Task("call")!.DueOn);
    }

    [Fact]
    public void A_rule_whose_anchor_has_not_happened_takes_the_day_away()
    {
        OnboardingRun run = OnboardingRun.Of(s_small);
        Migrate(run, Changed("call", task => task with
        {
            Due = new DueRule(1, DayUnit.Business, DueAnchor.Milestone, "first_login"),
        }));
        Assert.Null(run.State.Task("call")!.DueOn);
    }

    [Fact]
    public void Completed_work_that_the_revision_lacks_stays_as_history()
    {
        OnboardingRun run = OnboardingRun.Of(s_small).Complete("call");
        TaskState call = run.State.Task("call")!;
        MigrationPlan plan = Migrate(run, Without("call"));

        Assert.Equal(call, run.State.Task("call"));
        Assert.Contains(plan.Changes, change => change is { Key: "call", Act: MigrationAct.Kept });
        Assert.Equal(new KeptPiece(PlaybookPart.Task, "call"), Assert.Single(plan.Kept));
    }

    [Fact]
    public void Open_work_that_the_revision_lacks_ends_as_skipped_with_a_reason_and_is_named()
    {
        OnboardingRun run = OnboardingRun.Of(s_small);
        MigrationPlan plan = Migrate(run, Without("call"));

        Assert.Equal(TaskPhase.Skipped, run.State.Task("call")!.Phase);
        Assert.Equal(
            new OnboardingEvent.TaskSkipped("call", "ops@vendor.example", "Not in revision 2 of the playbook.", run.Now),
            run.Events.OfType<OnboardingEvent.TaskSkipped>().Single());
        Assert.Contains(plan.Conflicts, conflict => conflict.Key == "call");
        Assert.Equal(TaskPhase.Open, run.State.Task("plan")!.Phase);
    }

    [Fact]
    public void Work_that_never_opened_and_that_the_revision_lacks_is_gone()
    {
        OnboardingRun run = OnboardingRun.Of(s_small);
        MigrationPlan plan = Migrate(run, Without("plan"));

        Assert.Null(run.State.Task("plan"));
        Assert.Contains(plan.Changes, change => change is { Key: "plan", Act: MigrationAct.Removed });
    }

    [Fact]
    public void A_key_that_is_new_with_an_old_title_begins_anew_and_is_named()
    {
        OnboardingRun run = OnboardingRun.Of(s_small).Complete("call");
        MigrationPlan plan = Migrate(
            run, With(Plans.Task("first_call", "welcome") with { Title = "Task call" }, without: "call"));

        Assert.Equal(
            (TaskPhase.Completed, TaskPhase.Open),
            (run.State.Task("call")!.Phase, run.State.Task("first_call")!.Phase));
        Assert.StartsWith(
            "it has the title of task call", plan.Conflicts.Single(conflict => conflict.Key == "first_call").Words,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_that_changes_hands_the_task_on_unless_somebody_was_given_it_by_name()
    {
        PlaybookPlan revision = s_small with
        {
            Tasks = [.. s_small.Tasks.Select(task => task.Key is "call" or "plan" ? task with { OwnerRole = "impl" } : task)],
        };
        OnboardingRun run = OnboardingRun.Of(s_small);
        run.Do(new OnboardingCommand.AssignTask("call", "ann@vendor.example"));
        Migrate(run, revision);

        Assert.Equal("ann@vendor.example", run.State.Task("call")!.Owner);
        Assert.Equal("impl@vendor.example", run.State.Task("plan")!.Owner);
    }

    [Fact]
    [Trait("Requirement", "A8.3")]
    public void An_open_task_with_a_new_dependency_waits_again_until_that_is_done()
    {
        OnboardingRun run = OnboardingRun.Of(s_small);
        MigrationPlan plan = Migrate(run, With(
            Plans.Task("prepare", "welcome"),
            change: task => task.Key == "call" ? task with { DependsOn = ["prepare"] } : task));

        Assert.Equal("call", Assert.Single(plan.Locked));
        Assert.Equal(
            "it is open, and waits again for task prepare", plan.Conflicts.Single(each => each.Key == "call").Words);
        Assert.Equal(
            RefusalReason.TaskLocked, run.Try(new OnboardingCommand.CompleteTask("call", "a@b.example"))!.Reason);
        run.Complete("prepare", "call");
    }

    [Fact]
    [Trait("Requirement", "A5.4")]
    public void A_passed_stage_stays_passed_and_takes_no_new_work_or_gate()
    {
        OnboardingRun run = OnboardingRun.Of(s_small).Complete("call", "plan");
        MigrationPlan plan = Migrate(run, With(Plans.Task("greet", "welcome")) with
        {
            Stages = [s_small.Stages[0] with { GateInputs = ["sso"] }, .. s_small.Stages[1..]],
        });

        Assert.Equal("setup", run.State.CurrentStage.Key);
        Assert.Null(run.State.Task("greet"));
        Assert.Contains(plan.Changes, change => change is { Key: "greet", Act: MigrationAct.LeftOut });
        Assert.Equal(
            ["it is passed, and its gate is not asked anew for input sso"],
            plan.Conflicts.Where(conflict => conflict.Key == "welcome").Select(conflict => conflict.Words));
    }

    [Fact]
    [Trait("Requirement", "A5.4")]
    public void Open_work_that_moves_to_a_passed_stage_is_done_where_the_customer_is()
    {
        OnboardingRun run = OnboardingRun.Of(s_small).Complete("call", "plan");
        MigrationPlan plan = Migrate(run, Changed("train", task => task with { Stage = "welcome" }));

        Assert.Equal("setup", run.State.Plan.Tasks.Single(task => task.Key == "train").Stage);
        Assert.Equal(TaskPhase.Open, run.State.Task("train")!.Phase);
        Assert.Contains(plan.Conflicts, conflict => conflict.Key == "train");
    }

    [Fact]
    [Trait("Requirement", "A8.3")]
    public void Open_work_of_a_passed_stage_comes_no_sooner_than_what_it_depends_on()
    {
        OnboardingRun run = OnboardingRun.Of(s_small).Complete("call", "plan").Verify("sso");
        Migrate(run, s_small with
        {
            Stages = [.. s_small.Stages[1..], s_small.Stages[0]],
            Tasks =
            [
                .. s_small.Tasks[..2], s_small.Tasks[2] with { Stage = "welcome", DependsOn = ["train"] },
                s_small.Tasks[3] with { DependsOn = [] }, s_small.Tasks[4],
            ],
        });

        run.Complete("connect");
        run.Observe("first_login_on", run.Today);
        run.Complete("train", "provision");
        run.Observe("first_value_on", run.Today);
        Assert.Equal(OnboardingPhase.Live, run.State.Phase);
    }

    [Fact]
    [Trait("Requirement", "A5.4")]
    public void A_stage_that_is_put_before_the_present_one_is_passed_first()
    {
        OnboardingRun run = OnboardingRun.Of(s_small).Complete("call", "plan").Verify("sso");
        run.Pass(4);
        MigrationPlan plan = Migrate(run, With(Plans.Task("audit", "security")) with
        {
            Stages = [s_small.Stages[0], Plans.Stage("security", "impl"), .. s_small.Stages[1..]],
        });

        Assert.Equal("security", run.State.CurrentStage.Key);
        Assert.Equal(TaskPhase.Locked, run.State.Task("provision")!.Phase);
        Assert.Contains(plan.Conflicts, conflict => conflict.Key == "setup");

        run.Pass(2);
        run.Complete("audit");
        StageState present = run.State.CurrentStage;
        Assert.Equal(("setup", run.Today.AddDays(10)), (present.Key, present.SlaDueOn!.Value));
        TaskState provision = run.State.Task("provision")!;
        Assert.Equal((TaskPhase.Open, run.Today.AddDays(5)), (provision.Phase, provision.DueOn!.Value));
    }

    [Fact]
    [Trait("Requirement", "A5.4")]
    public void The_present_stage_that_the_revision_lacks_is_passed_by_its_own_gate()
    {
        OnboardingRun run = OnboardingRun.Of(s_small).Complete("call", "plan").Verify("sso");
        MigrationPlan plan = Migrate(run, s_small with
        {
            Stages = [s_small.Stages[0], s_small.Stages[2]],
            Tasks = [.. s_small.Tasks.Where(task => task.Stage != "setup"), s_small.Tasks[2] with { Stage = "training" }],
        });

        Assert.Equal("setup", run.State.CurrentStage.Key);
        Assert.Contains(plan.Conflicts, conflict => conflict.Key == "setup");
        run.Observe("first_login_on", run.Today);
        Assert.Equal("training", run.State.CurrentStage.Key);
        Assert.Equal(TaskPhase.Open, run.State.Task("provision")!.Phase);
    }

    [Fact]
    [Trait("Requirement", "A3.4")]
    public void A_stage_that_is_added_when_all_are_passed_is_passed_before_going_live()
    {
        OnboardingRun run = OnboardingRun.Of(s_small).ToLastGate();
        MigrationPlan plan = Migrate(run, With(Plans.Task("review", "quality")) with
        {
            Stages = [Plans.Stage("quality", "csm"), .. s_small.Stages],
        });
        Assert.Equal("quality", Assert.Single(plan.Conflicts).Key);
        run.Observe("first_value_on", run.Today);
        Assert.Equal((OnboardingPhase.Active, "quality"), (run.State.Phase, run.State.CurrentStage.Key));

        run.Complete("review");
        Assert.Equal(OnboardingPhase.Live, run.State.Phase);
    }

    [Fact]
    public void Another_stay_moves_the_last_day_of_the_present_stage()
    {
        OnboardingRun run = OnboardingRun.Of(s_small);
        run.Pass(11);
        Assert.True(run.State.CurrentStage.SlaBreached);
        Migrate(run, s_small with { Stages = [s_small.Stages[0] with { SlaDays = 20 }, .. s_small.Stages[1..]] });

        StageState present = run.State.CurrentStage;
        Assert.Equal((new DateOnly(2026, 3, 22), false), (present.SlaDueOn!.Value, present.SlaBreached));
    }

    [Fact]
    [Trait("Requirement", "A9.4")]
    public void First_value_that_was_reached_stays_reached_and_is_named_when_the_revision_measures_another()
    {
        OnboardingRun run = OnboardingRun.Of(s_small);
        run.Pass(3);
        run.Observe("first_value_on", run.Today);
        MigrationPlan plan = Migrate(run, s_small with
        {
            Milestones = [Plans.Milestone("activated", "first_feature_adopted_on", 30) with { FirstValue = true }],
            Stages = [.. s_small.Stages.Select(stage => stage with { GateMilestones = [] })],
        });

        Assert.Equal(3, run.State.TimeToValueDays);
        Assert.NotNull(run.State.Milestone("first_value")!.AchievedOn);
        Assert.Null(run.State.Milestone("first_login"));
        Assert.Equal(["first_login", "activated"], plan.Conflicts.Select(conflict => conflict.Key));
    }

    [Fact]
    public void Facts_that_a_new_milestone_asks_for_are_taken_and_prove_it_at_once()
    {
        OnboardingRun run = OnboardingRun.Of(s_small);
        PlaybookPlan revision = s_small with
        {
            Milestones = [.. s_small.Milestones, Plans.Milestone("activated", "activated_on", 30)],
        };
        run.Do(new OnboardingCommand.Migrate(
            RandomEdits.TargetOf(run.State, revision) with
            {
                Facts = FieldMap.Of(
                    ("activated_on", new FieldValue.Date(run.Today)), ("industry", FieldValue.OfText("Steel"))),
            },
            "ops@vendor.example"));

        Assert.Equal(run.Today, run.State.Milestone("activated")!.AchievedOn);
        Assert.Null(run.State.Facts.Get("industry"));
    }

    [Fact]
    public void What_was_handed_in_stays_although_the_revision_does_not_ask_for_it()
    {
        OnboardingRun run = OnboardingRun.Of(s_small).Verify("sso");
        Migrate(run, s_small with
        {
            Inputs = [],
            Tasks = [.. s_small.Tasks.Select(task => task with { NeedsInputs = [] })],
        });
        Assert.Equal((InputPhase.Verified, "here"), (run.State.Input("sso")!.Phase, run.State.Input("sso")!.Content));
    }

    [Fact]
    [Trait("Requirement", "A5.5")]
    public void A_role_that_nobody_holds_keeps_the_revision_out()
    {
        OnboardingRun run = OnboardingRun.Of(s_small);
        PlaybookPlan revision = With(Plans.Task("greet", "welcome") with { OwnerRole = "ae" });
        MigrationTarget target = RandomEdits.TargetOf(run.State, revision) with
        {
            Owners = ImmutableSortedDictionary<string, string>.Empty,
        };
        Refusal refusal = run.Try(new OnboardingCommand.Migrate(target, "ops@vendor.example"))!;

        Assert.Equal((RefusalReason.OwnerRequired, "ae"), (refusal.Reason, Assert.Single(refusal.Details)));
    }

    [Fact]
    public void What_has_ended_stays_with_its_revision()
    {
        OnboardingRun run = OnboardingRun.Of(s_small);
        run.Do(new OnboardingCommand.Cancel("gone"));
        Assert.Equal(
            RefusalReason.StateConflict,
            run.Try(new OnboardingCommand.Migrate(RandomEdits.TargetOf(run.State, s_small), "ops@vendor.example"))!.Reason);
    }

    [Fact]
    public void The_last_open_work_that_the_revision_lacks_lets_the_customer_go_live()
    {
        OnboardingRun run = OnboardingRun.Of(s_small).ToLastGate();
        run.Observe("first_value_on", run.Today);
        Assert.Equal(OnboardingPhase.Live, run.State.Phase);

        run = OnboardingRun.Of(s_small);
        run.Complete("call", "plan").Verify("sso").Complete("provision", "connect");
        run.Observe("first_login_on", run.Today);
        run.Observe("first_value_on", run.Today);
        Assert.Equal(OnboardingPhase.Active, run.State.Phase);
        Migrate(run, Without("train"));
        Assert.Equal(OnboardingPhase.Live, run.State.Phase);
    }

    [Fact]
    public void A_shorter_escalation_path_leaves_the_alarm_with_whoever_was_told_last()
    {
        OnboardingRun run = OnboardingRun.Of(s_small);
        run.Pass(30);
        Assert.Contains(run.State.Escalations, escalation => escalation.Step == 2);
        Migrate(run, s_small with { Escalation = [.. Plans.Path[..1]] });

        Assert.All(
            run.State.Escalations,
            escalation => Assert.Equal((0, null), (escalation.Step, escalation.AcknowledgeBy)));
        run.Pass(10);
    }

    [Fact]
    public void A_state_from_before_there_were_migrations_is_read()
    {
        OnboardingRun run = OnboardingRun.Of(s_small);
        string json = Histories.Json(run.State);
        Assert.DoesNotContain("followed", json, StringComparison.Ordinal);
        Assert.Equal(1, Aggregates.Onboarding.ReadState(json).Revision);
    }

    private static MigrationPlan Migrate(OnboardingRun run, PlaybookPlan revision)
    {
        MigrationTarget target = RandomEdits.TargetOf(run.State, revision);
        MigrationPlan plan = Migration.Plan(run.State, target);
        run.Do(new OnboardingCommand.Migrate(target, "ops@vendor.example"));
        return plan;
    }

    private static PlaybookPlan With(
        TaskDefinition added, string without = "", Func<TaskDefinition, TaskDefinition>? change = null) => s_small with
    {
        Tasks = [added, .. Without(without).Tasks.Select(change ?? (task => task))],
    };

    private static PlaybookPlan Changed(string key, Func<TaskDefinition, TaskDefinition> change) => s_small with
    {
        Tasks = [.. s_small.Tasks.Select(task => task.Key == key ? change(task) : task)],
    };

    private static PlaybookPlan Without(string key) => s_small with
    {
        Tasks =
        [
            .. s_small.Tasks.Where(task => task.Key != key).Select(task => task with
            {
                DependsOn = task.DependsOn.Remove(key),
                Due = task.Due.Key == key ? Plans.Task("", "").Due : task.Due,
            }),
        ],
    };
}
