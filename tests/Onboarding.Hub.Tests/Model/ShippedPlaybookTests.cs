using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Analysis;
using Onboarding.Model.Workspaces.Files;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

public sealed class ShippedPlaybookTests
{
    private static readonly string[] s_tiers = ["high_touch", "tech_touch", "self_service"];

    [Fact]
    [Trait("Requirement", "A8.1")]
    public void The_shipped_files_have_no_fault()
    {
        Assert.Empty(ShippedFiles.PlaybookReading.Faults);
        Assert.Empty(WorkspaceFile.Read(ShippedFiles.WorkspaceText, ShippedFiles.WorkspaceName).Faults);
        Assert.Equal(ShippedFiles.Playbook.Name, ShippedFiles.Workspace.Playbook);
    }

    [Fact]
    [Trait("Requirement", "A5.5")]
    [Trait("Requirement", "A5.9")]
    [Trait("Requirement", "A5.11")]
    [Trait("Requirement", "A8.4")]
    public void The_analysis_of_the_shipped_playbook_finds_nothing_so_every_stage_and_task_has_a_holder()
    {
        ImmutableArray<PlaybookFinding> findings = PlaybookAnalysis.Findings(
            ShippedFiles.Playbook, ShippedFiles.Workspace, ShippedFiles.PlaybookReading.Sources);

        Assert.Equal("", string.Join('\n', findings));
    }

    [Fact]
    [Trait("Requirement", "A5.1")]
    [Trait("Requirement", "A5.2")]
    public void Every_variant_has_the_five_stages_with_owner_and_sla()
    {
        Assert.All(ShippedFiles.Playbook.Plans, plan =>
        {
            Assert.Equal(
                ["Welcome", "Technical Setup", "Training", "Adoption", "Handoff to BAU"],
                plan.Stages.Select(stage => stage.Title),
                StringComparer.Ordinal);
            Assert.All(plan.Stages, stage => Assert.True(stage.SlaDays > 0 && stage.OwnerRole.Length > 0));
        });
    }

    [Theory]
    [Trait("Requirement", "A5.7")]
    [Trait("Requirement", "A5.8")]
    [Trait("Requirement", "A5.10")]
    [InlineData("Pre-kickoff", -7, 0,
        "legal_documents_executed payment_terms_confirmed technical_requirements_documented "
        + "account_transferred_to_cs requirements_shared_with_engineering implementation_plan_drafted "
        + "welcome_email_sent "
        + "kickoff_scheduled timeline_shared")]
    [InlineData("Kickoff", 0, 3, "kickoff_meeting stakeholders_introduced success_criteria_confirmed timeline_agreed "
        + "communication_protocols_established")]
    [InlineData("Discovery", 3, 7, "environment_assessed integration_requirements_finalized security_review_completed "
        + "access_provisioned")]
    [InlineData("Setup", 8, 28, "production_environment_provisioned security_configuration_applied data_migrated "
        + "api_connections_established custom_integrations_built test_environment_configured")]
    [InlineData("Configuration", 29, 42, "core_features_configured access_and_permissions_set initial_data_loaded "
        + "unit_tests_completed uat_initiated performance_benchmarks_met")]
    [InlineData("Training", 43, 56, "admin_training_completed end_user_training_completed documentation_provided "
        + "support_process_explained")]
    [InlineData("Soft launch", 57, 70, "pilot_launched pilot_monitored pilot_feedback_collected pilot_issues_resolved")]
    [InlineData("Full launch", 71, 84, "all_users_activated full_features_enabled monitoring_dashboards_live "
        + "success_baseline_established")]
    [InlineData("Review", 85, 90, "success_criteria_assessed performance_optimized feedback_incorporated "
        + "roadmap_discussed")]
    public void Each_element_of_the_template_is_a_task_due_in_its_block(string block, int from, int to, string keys)
    {
        PlaybookPlan plan = Plan("high_touch");
        Assert.All(keys.Split(' '), key =>
        {
            TaskDefinition? task = plan.Tasks.FirstOrDefault(task => task.Key == key);
            Assert.True(task is not null, $"{block} lacks {key}");
            Assert.Equal((DueAnchor.Kickoff, DayUnit.Calendar), (task.Due.Anchor, task.Due.Unit));
            Assert.InRange(task.Due.Offset, from, to);
        });
    }

    [Theory]
    [Trait("Requirement", "A5.9")]
    [InlineData("legal_documents_executed", "ae")]
    [InlineData("kickoff_meeting", "csm")]
    [InlineData("production_environment_provisioned", "implementation")]
    [InlineData("access_and_permissions_set", "customer_technical")]
    [InlineData("admin_training_completed", "training")]
    [InlineData("pilot_launched", "csm")]
    [InlineData("all_users_activated", "csm")]
    public void Each_block_is_owned_by_its_function(string task, string role) =>
        Assert.Equal(role, Plan("high_touch").Tasks.Single(one => one.Key == task).OwnerRole);

    [Fact]
    [Trait("Requirement", "A6.12")]
    [Trait("Requirement", "A6.13")]
    public void The_handoff_to_ongoing_success_comes_last_and_waits_for_its_criteria()
    {
        PlaybookPlan plan = Plan("high_touch");
        TaskDefinition handoff = plan.Tasks.Single(task => task.Key == "success_handoff_meeting");

        Assert.Equal("handoff_to_bau", plan.Stages[^1].Key);
        Assert.Equal(plan.Stages[^1].Key, handoff.Stage);
        Assert.Contains("regular_cadence_scheduled", handoff.DependsOn, StringComparer.Ordinal);
        Assert.Contains("expansion_roadmap_identified", handoff.DependsOn, StringComparer.Ordinal);
        Assert.Contains("health_monitoring_automated", handoff.DependsOn, StringComparer.Ordinal);
        Assert.Contains("recap and lessons learned", handoff.Description, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Requirement", "A9.10")]
    [Trait("Requirement", "A9.11")]
    [Trait("Requirement", "A9.12")]
    [InlineData("technical_criteria_met", "Integrations work|benchmarks are met|security|trained and activated")]
    [InlineData("business_criteria_met", "criteria are achieved|on its timeline|above 8 of 10|expansion opportunity")]
    [InlineData("relationship_criteria_met", "champion|executive sponsor|regular cadence|feedback")]
    public void The_success_handoff_waits_for_the_technical_business_and_relationship_criteria(string key, string criteria)
    {
        PlaybookPlan plan = Plan("high_touch");
        TaskDefinition task = plan.Tasks.Single(one => one.Key == key);
        Assert.Equal(plan.Stages[^1].Key, task.Stage);
        Assert.All(criteria.Split('|'), one => Assert.Contains(one, task.Description, StringComparison.Ordinal));
        Assert.Contains(
            key, plan.Tasks.Single(one => one.Key == "success_handoff_meeting").DependsOn, StringComparer.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A6.7")]
    public void Sales_records_the_late_calls_that_customer_success_joined_before_the_account_is_handed_over()
    {
        InputDefinition record = Plan("high_touch").Inputs.Single(input => input.Key == "late_sales_calls");
        Assert.Equal("ae", record.OwnerRole);
        Assert.Contains(
            record.Key, Plan("high_touch").Tasks.Single(task => task.Key == "account_transferred_to_cs").NeedsInputs,
            StringComparer.Ordinal);
        Assert.DoesNotContain(Plan("self_service").Inputs, input => input.Key == record.Key);
    }

    [Fact]
    [Trait("Requirement", "A9.1")]
    [Trait("Requirement", "A9.2")]
    [Trait("Requirement", "A9.3")]
    [Trait("Requirement", "A9.4")]
    [Trait("Requirement", "A9.5")]
    public void Every_variant_has_four_to_six_milestones_with_a_target_and_a_proof_at_the_customer()
    {
        Assert.All(ShippedFiles.Playbook.Plans, plan =>
        {
            Assert.InRange(plan.Milestones.Length, 4, 6);
            Assert.All(plan.Milestones, milestone => Assert.NotNull(milestone.Proof));
            Assert.All(plan.Milestones, milestone => Assert.True(milestone.Target.Offset > 0));
        });
    }

    [Fact]
    [Trait("Requirement", "A3.2")]
    [Trait("Requirement", "A9.6")]
    [Trait("Requirement", "A9.13")]
    public void Time_to_value_ends_at_first_value_five_to_ten_business_days_after_closed_won()
    {
        Assert.All(ShippedFiles.Playbook.Plans, plan =>
        {
            MilestoneDefinition end = Assert.Single(plan.Milestones, milestone => milestone.FirstValue);
            Assert.Equal("first_value", end.Key);
            Assert.Equal((DueAnchor.ClosedWon, DayUnit.Business), (end.Target.Anchor, end.Target.Unit));
            Assert.InRange(end.Target.Offset, 5, 10);
        });
    }

    [Theory]
    [Trait("Requirement", "A9.4")]
    [InlineData("0.75", false)]
    [InlineData("0.76", true)]
    public void Active_usage_is_proven_above_three_quarters_of_the_users(string share, bool proven)
    {
        Condition proof = Plan("high_touch").Milestones.Single(milestone => milestone.Key == "active_usage").Proof!;
        decimal number = decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(proven, proof.Evaluate(FieldMap.Of(("active_user_share", new FieldValue.Number(number)))).Holds);
    }

    [Fact]
    [Trait("Requirement", "A4.1")]
    [Trait("Requirement", "A20.12")]
    public void The_three_tiers_get_three_different_plans()
    {
        Assert.Equal(s_tiers, ShippedFiles.Workspace.Tiers.Select(tier => tier.Tier), StringComparer.Ordinal);
        Assert.Equal(s_tiers, ShippedFiles.Playbook.Plans.Select(plan => plan.Variant), StringComparer.Ordinal);
        Assert.Equal(3, ShippedFiles.Playbook.Plans.Select(plan => plan.Tasks.Length).Distinct().Count());
        var ends = ShippedFiles.Playbook.Plans.Select(plan => plan.Milestones.Single(one => one.FirstValue));
        Assert.Equal(3, ends.Select(end => end.Target.Offset).Distinct().Count());
    }

    [Theory]
    [Trait("Requirement", "A4.10")]
    [Trait("Requirement", "A4.13")]
    [Trait("Requirement", "A14.13")]
    [InlineData("tech_touch")]
    [InlineData("self_service")]
    public void A_variant_without_calls_has_no_meeting_and_nothing_for_a_csm_to_do(string variant)
    {
        PlaybookPlan plan = Plan(variant);
        Assert.DoesNotContain(plan.Tasks, task => task.Title.Contains("meeting", StringComparison.OrdinalIgnoreCase)
            && !task.Title.Contains("schedule", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(plan.Tasks, task => task.OwnerRole == "csm");
        Assert.Contains(Plan("high_touch").Tasks, task => task.Key == "kickoff_meeting");
    }

    [Theory]
    [Trait("Requirement", "A4.2")]
    [Trait("Requirement", "A4.11")]
    [Trait("Requirement", "A5.3")]
    [Trait("Requirement", "A9.15")]
    [InlineData("enterprise", "executive_sponsor_engaged")]
    [InlineData("partner_led", "partner_knowledge_transferred")]
    [InlineData("smb", "")]
    public void Each_path_has_the_tasks_that_only_it_needs(string path, string expected)
    {
        FieldMap account = FieldMap.Of(("path", FieldValue.OfText(path)), ("complexity", FieldValue.OfText("low")));
        IEnumerable<string> own = Plan("high_touch").Tasks
            .Where(task => task.AppliesWhen?.Evaluate(account).Holds == true).Select(task => task.Key);
        Assert.Equal(expected, string.Join(' ', own));
    }

    [Fact]
    [Trait("Requirement", "A4.12")]
    [Trait("Requirement", "A8.2")]
    public void Every_task_of_a_variant_comes_from_the_one_base()
    {
        var shared = Plan("high_touch").Tasks.Select(task => task.Key).ToHashSet(StringComparer.Ordinal);
        Assert.All(ShippedFiles.Playbook.Plans, plan =>
            Assert.Subset(shared, plan.Tasks.Select(task => task.Key).ToHashSet(StringComparer.Ordinal)));
    }

    [Fact]
    [Trait("Requirement", "A7.3")]
    public void Provisioning_waits_for_verified_inputs()
    {
        TaskDefinition task = Plan("high_touch").Tasks.Single(one => one.Key == "production_environment_provisioned");
        Assert.Contains("signed_contract", task.NeedsInputs, StringComparer.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A7.1")]
    public void The_checklist_asks_for_documents_account_details_prerequisites_and_approvals() =>
        Assert.Equal(
            Enum.GetValues<InputKind>(), Plan("high_touch").Inputs.Select(input => input.Kind).Distinct().Order());

    [Theory]
    [Trait("Requirement", "A4.3")]
    [InlineData(50_000, "low", false, "high_touch")]
    [InlineData(49_999, "low", false, "tech_touch")]
    [InlineData(10_000, "low", false, "tech_touch")]
    [InlineData(9_999, "low", false, "self_service")]
    [InlineData(100, "high", false, "high_touch")]
    [InlineData(100, "medium", false, "tech_touch")]
    [InlineData(100, "low", true, "high_touch")]
    public void An_account_gets_its_tier_by_revenue_complexity_and_strategic_value(
        int revenue, string complexity, bool strategic, string tier)
    {
        FieldMap account = FieldMap.Of(
            ("annual_recurring_revenue", new FieldValue.Number(revenue)),
            ("complexity", FieldValue.OfText(complexity)),
            ("strategic", new FieldValue.Flag(strategic)));
        Assert.Equal(tier, ShippedFiles.Workspace.Classify(account).Tier);
    }

    [Fact]
    [Trait("Requirement", "A6.3")]
    public void Every_tier_asks_sales_for_something_and_high_touch_for_everything_the_handoff_needs()
    {
        Assert.All(s_tiers, tier => Assert.NotEmpty(ShippedFiles.Workspace.RequiredHandoffFields(tier)));
        ImmutableArray<string> required = ShippedFiles.Workspace.RequiredHandoffFields("high_touch");
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal)
            {
                "goals", "technical_requirements", "stakeholders", "promises_made",
            },
            required.ToHashSet(StringComparer.Ordinal));
    }

    private static PlaybookPlan Plan(string variant) => ShippedFiles.Playbook.PlanFor(variant)!;
}
