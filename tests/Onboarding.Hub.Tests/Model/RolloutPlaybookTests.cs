using System.Collections.Immutable;

using Onboarding.Model.Definitions;
using Onboarding.Model.NextActions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Analysis;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

/// <summary>The shipped playbook by which a team introduces structured onboarding.</summary>
public sealed class RolloutPlaybookTests
{
    private static readonly PlaybookReading s_reading = ShippedFiles.RolloutReading;

    private static PlaybookPlan Plan => s_reading.Definition!.PlanFor("high_touch")!;

    [Fact]
    [Trait("Requirement", "A3.12")]
    public void It_reads_and_the_analysis_finds_nothing()
    {
        Assert.Equal("", string.Join('\n', s_reading.Faults));
        Assert.Equal("", string.Join('\n', PlaybookAnalysis.Findings(
            s_reading.Definition!, ShippedFiles.Workspace, s_reading.Sources)));
    }

    [Fact]
    [Trait("Requirement", "A3.12")]
    public void It_serves_the_teams_own_account_whatever_its_tier() =>
        Assert.All(ShippedFiles.Workspace.Tiers, tier => Assert.Same(Plan, s_reading.Definition!.PlanFor(tier.Tier)));

    [Fact]
    public void It_is_the_work_that_makes_the_definitions_so_it_waits_for_none() =>
        Assert.Empty(Alignment.UsedBy(s_reading.Definition!));

    [Theory]
    [Trait("Requirement", "A3.12")]
    [InlineData("strategy", "framework_signed_off")]
    [InlineData("engineering", "system_accepted")]
    [InlineData("enablement", "pilot_beats_baseline")]
    [InlineData("handoff", "full_rollout_live ownership_transferred")]
    public void Each_of_the_four_phases_ends_at_a_gate_that_a_person_confirms(string stage, string milestones)
    {
        Assert.Equal(["strategy", "engineering", "enablement", "handoff"], Plan.Stages.Select(one => one.Key),
            StringComparer.Ordinal);
        string[] gate = milestones.Split(' ');
        Assert.Equal(gate, Plan.Stages.Single(one => one.Key == stage).GateMilestones, StringComparer.Ordinal);
        Assert.All(gate, key => Assert.NotNull(Plan.Milestones.Single(one => one.Key == key).ConfirmedBy));
    }

    [Theory]
    [Trait("Requirement", "A3.12")]
    [InlineData("1a", "strategy", "intro_watched intake_form_completed definitions_reviewed churn_reasons_gathered "
        + "access_provided crm_history_pulled artifacts_audited current_handoff_mapped journey_v0_built "
        + "current_state_assessed")]
    [InlineData("1b", "strategy", "kickoff_call_held")]
    [InlineData("1c", "strategy", "journey_v1_made journey_v2_made journey_v3_made")]
    [InlineData("1d", "strategy", "package_approved_by_vp_cs package_approved_by_vp_sales strategic_gate_decided")]
    [InlineData("2a", "engineering", "tech_spec_created platform_constraints_listed")]
    [InlineData("2b", "engineering", "engineering_handoff_held")]
    [InlineData("2c", "engineering", "journey_program_created automated_reports_built")]
    [InlineData("2d", "engineering", "technical_tests_run admin_walkthrough_held test_customer_run daily_use_tested "
        + "test_feedback_fixed build_gate_decided")]
    [InlineData("3a", "enablement", "csm_training_deck_made sales_training_deck_made leadership_training_deck_made "
        + "quick_reference_made faq_drafted kickoff_script_written")]
    [InlineData("3b", "enablement", "csm_training_delivered sales_training_delivered leadership_training_delivered")]
    [InlineData("3c", "enablement", "pilot_cohort_selected office_hours_held pilot_monitored pilot_lessons_written")]
    [InlineData("3d", "enablement", "enablement_gate_decided")]
    [InlineData("4a", "handoff", "maintenance_schedule_handed_off")]
    [InlineData("4b", "handoff", "internal_handoff_held")]
    [InlineData("4c", "handoff", "final_meeting_held new_customers_moved admin_access_transferred check_ins_scheduled")]
    [InlineData("4d", "handoff", "project_archived")]
    public void Each_sub_phase_is_on_the_checklist(string subPhase, string stage, string tasks) =>
        Assert.All(tasks.Split(' '), key => Assert.Equal((subPhase, stage), (subPhase, Task(key).Stage)));

    [Fact]
    [Trait("Requirement", "A3.9")]
    public void The_strategic_gate_has_its_nine_checks_and_the_approval_of_both_leaders()
    {
        ImmutableArray<string> nine = Plan.Stages[0].GateInputs;
        Assert.Equal(
            [
                "definitions_signed", "milestones_defined", "tiers_confirmed", "handoff_designed", "journey_map_approved",
                "automation_documented", "dashboards_agreed", "critical_inputs_confirmed", "engineering_unblocked",
            ],
            nine,
            StringComparer.Ordinal);
        foreach (string leader in new[] { "vp_cs", "vp_sales" })
        {
            TaskDefinition approval = Task($"package_approved_by_{leader}");
            Assert.Equal(leader, approval.OwnerRole);
            Assert.Equal(nine, approval.NeedsInputs, StringComparer.Ordinal);
            Assert.Contains(approval.Key, Task("strategic_gate_decided").DependsOn, StringComparer.Ordinal);
        }
    }

    [Fact]
    [Trait("Requirement", "A3.10")]
    public void The_outcomes_of_the_strategic_gate_stand_with_its_decision()
    {
        string outcomes = Task("strategic_gate_decided").Description;
        Assert.Contains("Proceed", outcomes, StringComparison.Ordinal);
        Assert.Contains("Partial: playbooks and handoff only", outcomes, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A3.10")]
    public void After_a_partial_outcome_the_dashboards_are_skipped_and_the_build_goes_on()
    {
        var run = OnboardingRun.Of(Plan);
        Pass(run, Plan.Stages[0]);
        string[] dashboards = Components()[10..];
        Work(run, task => !dashboards.Contains(task.Key, StringComparer.Ordinal));
        Assert.Equal(TaskPhase.Locked, PhaseOf(run, "technical_tests_run"));

        foreach (string dashboard in dashboards)
        {
            run.Do(new OnboardingCommand.SkipTask(dashboard, "victor@example.com", "Partial: no dashboards."));
        }

        Assert.Equal(TaskPhase.Open, PhaseOf(run, "technical_tests_run"));
    }

    [Fact]
    [Trait("Requirement", "A3.8")]
    [Trait("Requirement", "A3.11")]
    public void The_build_gate_asks_for_spec_tests_and_the_approval_of_CS_Ops()
    {
        TaskDefinition decision = Task("build_gate_decided");
        Assert.Equal(
            ["build_matches_spec", "technical_tests_pass", "build_approved"], decision.NeedsInputs, StringComparer.Ordinal);
        Assert.Equal(decision.NeedsInputs, Plan.Stages[1].GateInputs, StringComparer.Ordinal);
        Assert.Equal("cs_ops", Plan.Inputs.Single(input => input.Key == "build_approved").OwnerRole);
        Assert.Contains("loop back", decision.Description, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A3.18")]
    public void The_fourteen_components_are_tracked_each_as_a_task()
    {
        Assert.Equal(
            Enumerable.Range(1, 14).Select(number => $"Component {number} - "),
            Components().Select(key => Task(key).Title[..(Task(key).Title.IndexOf('-', StringComparison.Ordinal) + 2)]),
            StringComparer.Ordinal);
        Assert.All(Components(), key => Assert.Equal("engineering", Task(key).Stage));
    }

    [Fact]
    [Trait("Requirement", "A3.17")]
    public void Playbooks_come_before_automations_before_handoff_fields_before_dashboards()
    {
        string[] all = Components();
        string[][] order = [all[..6], all[6..9], all[9..10], all[10..]];
        for (int block = 1; block < order.Length; block++)
        {
            Assert.All(order[block], key => Assert.Equal(
                order[block - 1], Task(key).DependsOn, StringComparer.Ordinal));
        }
    }

    [Fact]
    [Trait("Requirement", "A3.9")]
    [Trait("Requirement", "A3.12")]
    public void A_phase_is_not_left_before_its_gate_is_open()
    {
        var run = OnboardingRun.Of(Plan);
        foreach (string input in Plan.Inputs.Select(input => input.Key).Where(key => key != "tiers_confirmed"))
        {
            run.Verify(input);
        }

        Work(run, _ => true);
        Confirm(run, "framework_signed_off");
        Assert.Equal(TaskPhase.Locked, PhaseOf(run, "strategic_gate_decided"));
        Assert.Equal("strategy", run.State.CurrentStage.Key);

        run.Verify("tiers_confirmed");
        Work(run, task => task.Stage == "strategy");
        Assert.Equal("engineering", run.State.CurrentStage.Key);
    }

    [Fact]
    [Trait("Requirement", "A3.16")]
    public void The_constraints_of_the_platforms_are_known_before_anything_is_built()
    {
        Assert.Contains("platform_constraints_listed", Task("engineering_handoff_held").DependsOn, StringComparer.Ordinal);
        Assert.Equal("engineering_handoff_held", Assert.Single(Task(Components()[0]).DependsOn));
    }

    [Fact]
    [Trait("Requirement", "A2.11")]
    public void The_intake_form_is_complete_when_each_of_its_fields_is_verified()
    {
        string[] fields = [.. Task("intake_form_completed").NeedsInputs];
        Assert.Equal(
            [
                "intake_process", "intake_tools", "intake_team_size", "intake_segments", "intake_pain_points",
                "intake_platform",
            ],
            fields, StringComparer.Ordinal);
        var run = OnboardingRun.Of(Plan);
        foreach (string field in fields)
        {
            Assert.Equal(TaskPhase.Locked, PhaseOf(run, "intake_form_completed"));
            run.Verify(field);
        }

        Assert.Equal(TaskPhase.Open, PhaseOf(run, "intake_form_completed"));
    }

    [Fact]
    [Trait("Requirement", "A2.12")]
    public void Homework_that_is_missing_is_chased_and_holds_up_v1_but_not_the_kickoff()
    {
        string[] owed =
        [
            .. Plan.Tasks
                .Where(task => task.Key is "intake_form_completed" or "churn_reasons_gathered" or "access_provided")
                .SelectMany(task => task.NeedsInputs),
        ];
        var run = OnboardingRun.Of(Plan);
        Assert.Equal(9, owed.Length);
        Assert.Subset(
            OnboardingActions.Of(run.State, run.Now).Select(action => action.Key).ToHashSet(StringComparer.Ordinal),
            owed.ToHashSet(StringComparer.Ordinal));

        run.Complete("journey_v0_built", "kickoff_call_held");
        Assert.Equal(TaskPhase.Locked, PhaseOf(run, "journey_v1_made"));
        run.Pass(14);
        string[] chased = ["homework_chased", "intro_watched", "definitions_reviewed"];
        Assert.All(chased, key => Assert.Contains(
            run.Events.OfType<OnboardingEvent.TaskReminded>(), reminded => reminded.Key == key));
        Assert.All(chased, key => Assert.Contains(run.State.Escalations, raised => raised.Cause == $"overdue:{key}"));
        Assert.All(chased, key => Assert.Contains(key, Task("journey_v1_made").DependsOn));
    }

    [Fact]
    [Trait("Requirement", "A2.13")]
    public void What_the_CSMs_say_is_verified_before_v1_is_made()
    {
        TaskDefinition interviews = Task("csm_interviews_held");
        Assert.Equal(["interview_findings"], interviews.NeedsInputs, StringComparer.Ordinal);
        Assert.Contains(
            "3 to 5", Plan.Inputs.Single(input => input.Key == "interview_findings").Title, StringComparison.Ordinal);
        Assert.Contains(interviews.Key, Task("journey_v1_made").DependsOn, StringComparer.Ordinal);
    }

    [Theory]
    [Trait("Requirement", "A21.4")]
    [InlineData("csm_training_delivered", "60 minutes")]
    [InlineData("sales_training_delivered", "30 minutes")]
    [InlineData("leadership_training_delivered", "30 minutes")]
    public void Each_training_session_is_planned_completed_and_recorded(string key, string length)
    {
        TaskDefinition session = Task(key);
        Assert.Contains(length, session.Title, StringComparison.Ordinal);
        Assert.Contains("Recorded.", session.Description, StringComparison.Ordinal);
        Assert.Contains("training_recorded", Task("enablement_gate_decided").NeedsInputs, StringComparer.Ordinal);
        Assert.Contains(key, Task("pilot_cohort_selected").DependsOn, StringComparer.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A3.12")]
    public void A_team_can_run_it_to_its_end()
    {
        var run = OnboardingRun.Of(Plan);
        foreach (StageDefinition stage in Plan.Stages)
        {
            Assert.Equal(stage.Key, run.State.CurrentStage.Key);
            Pass(run, stage);
        }

        Assert.Equal(OnboardingPhase.Live, run.State.Phase);
    }

    private static void Pass(OnboardingRun run, StageDefinition stage)
    {
        IEnumerable<string> inputs = Plan.Tasks.Where(task => task.Stage == stage.Key).SelectMany(task => task.NeedsInputs);
        foreach (string input in inputs.Concat(stage.GateInputs).Distinct(StringComparer.Ordinal))
        {
            run.Verify(input);
        }

        foreach (string milestone in stage.GateMilestones)
        {
            Confirm(run, milestone);
        }

        Work(run, task => task.Stage == stage.Key);
    }

    private static void Confirm(OnboardingRun run, string milestone) => run.Do(
        new OnboardingCommand.ConfirmMilestone(milestone, run.Today, "victor@example.com", "Minutes of the meeting."));

    /// <summary>Completes what is open, and what opens by that, as far as it is chosen.</summary>
    private static void Work(OnboardingRun run, Func<TaskDefinition, bool> chosen)
    {
        while (Plan.Tasks.FirstOrDefault(task => chosen(task) && PhaseOf(run, task.Key) == TaskPhase.Open) is { } open)
        {
            run.Complete(open.Key);
        }
    }

    private static TaskPhase PhaseOf(OnboardingRun run, string key) =>
        run.State.Tasks.Single(task => task.Key == key).Phase;

    private static string[] Components() =>
    [
        .. Plan.Tasks.Where(task => task.Title.StartsWith("Component ", StringComparison.Ordinal)).Select(task => task.Key),
    ];

    private static TaskDefinition Task(string key) => Assert.Single(Plan.Tasks, task => task.Key == key);
}
