using System.Text.RegularExpressions;

using Onboarding.Hub.Tests.Api;
using Onboarding.Model.Definitions;
using Onboarding.Model.Documents;
using Onboarding.Model.Fields;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Documents;

/// <summary>The documents that are made from a playbook, the settings and the register.</summary>
public sealed partial class PlaybookDocumentTests
{
    [Fact]
    [Trait("Requirement", "A3.15")]
    public void The_specification_has_the_configuration_of_every_variant()
    {
        string text = DocumentScene.Render(DocumentKind.Specification, DocumentScene.Shipped);
        Assert.Contains("A closed-won deal starts it", text, StringComparison.Ordinal);
        foreach (PlaybookPlan plan in ShippedFiles.Playbook.Plans)
        {
            string chapter = Chapter(text, $"## Variant {plan.Title}");
            Assert.Equal(plan.Stages.Length, Rows(chapter, "### Stages"));
            Assert.Equal(plan.Tasks.Length, Rows(chapter, "### Tasks"));
            Assert.Equal(plan.Milestones.Length, Rows(chapter, "### Milestone objects"));
            Assert.Equal(plan.Inputs.Length, Rows(chapter, "### Inputs"));
            Assert.Equal(plan.SetupActions.Length, Rows(chapter, "### Set-up actions"));
            Assert.Equal(plan.Alerts.Length, Rows(chapter, "### Alerts"));
        }

        Assert.Contains(
            "| Account transferred to Customer Success (`account_transferred_to_cs`) | `welcome` | Account executive "
            + "| `5 days before kickoff` | `legal_documents_executed`, `payment_terms_confirmed`, "
            + "`technical_requirements_documented` | `late_sales_calls` | always | - | no | handoff |",
            text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A3.15")]
    public void The_specification_says_what_differs_by_variant()
    {
        string text = DocumentScene.Render(DocumentKind.Specification, DocumentScene.Shipped);
        string[] rows = [.. Chapter(text, "## What differs by variant").Split('\n').Where(row =>
            row.StartsWith("| `", StringComparison.Ordinal))];
        Assert.Equal(["tech_touch", "self_service"], rows.Select(row => row.Split('`')[1]), StringComparer.Ordinal);
        Assert.All(rows, row => Assert.Contains("`kickoff_meeting`", row, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "A3.15")]
    public void The_specification_lists_every_mandatory_CRM_field_with_its_rule()
    {
        string text = Chapter(
            DocumentScene.Render(DocumentKind.Specification, DocumentScene.Shipped), "## CRM fields and validation rules");
        Assert.All(ShippedFiles.Workspace.Handoff.SelectMany(policy => policy.Required), field =>
            Assert.Contains($"\n| `{field}` | ", text, StringComparison.Ordinal));
        Assert.Contains(
            "| `promises_made` | text | sales | High touch, Tech touch | at most 32768 characters |", text,
            StringComparison.Ordinal);
        Assert.Contains(
            "| `complexity` | text | sales | - | one of `low`, `medium`, `high` |", text, StringComparison.Ordinal);
        Assert.All(
            Enum.GetValues<ResourceKind>().SelectMany(kind => FieldCatalogue.Of(kind)).Where(field => field.SetByHub),
            field => Assert.Contains($"\n| `{field.Name}` | ", text, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "A3.15")]
    public void The_specification_has_messages_dashboards_reports_and_connections()
    {
        string text = DocumentScene.Render(DocumentKind.Specification, DocumentScene.Shipped);
        Assert.Contains(
            "| Kickoff meeting held | `on kickoff` | customer, by Customer success manager |", Chapter(text, "## Messages"),
            StringComparison.Ordinal);
        string views = Chapter(text, "## Dashboards and reports");
        string[] calls = [.. Call().Matches(views).Select(match => match.Value.Trim('`'))];
        Assert.Subset(
            Rpcs.All.Select(method => method.Name).ToHashSet(StringComparer.Ordinal),
            calls.ToHashSet(StringComparer.Ordinal));
        Assert.Contains("ListReviews", calls);
        string connections = Chapter(text, "## Connections");
        Assert.Contains("`first_value_on`", connections, StringComparison.Ordinal);
        Assert.Contains("`engagement_score`", connections, StringComparison.Ordinal);
        Assert.Contains("`handoff_missing`", connections, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A4.8")]
    [Trait("Requirement", "A4.10")]
    [Trait("Requirement", "A21.1")]
    public void The_tier_guide_tells_timeline_and_frequency_of_touchpoints_for_each_tier()
    {
        string text = DocumentScene.Render(DocumentKind.TierGuide, DocumentScene.Shipped);
        foreach (TierRule rule in ShippedFiles.Workspace.Tiers)
        {
            PlaybookPlan plan = DocumentScene.Plan(rule.Tier);
            string chapter = Chapter(text, $"## {rule.Title}");
            Assert.Equal(plan.Stages.Length, Rows(chapter, "### Timeline"));
            Assert.Contains(
                $"In all at most {plan.Stages.Sum(stage => stage.SlaDays)} days.", chapter, StringComparison.Ordinal);
            int seen = plan.Tasks.Count(task => task is { CustomerVisible: true, OnAlert: null });
            Assert.Equal(plan.Stages.Length + seen, Rows(chapter, "### Touchpoints"));
        }

        Assert.Contains("led by a CSM, with scheduled calls, live walkthroughs", Chapter(text, "## High touch"),
            StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Requirement", "A4.8")]
    [InlineData(14, 7, "one in 2 days")]
    [InlineData(5, 2, "one in 2.5 days")]
    [InlineData(3, 3, "one in 1 day")]
    [InlineData(9, 0, "none planned")]
    public void Touchpoints_are_told_by_how_often_they_come(int sla, int count, string expected)
    {
        PlaybookPlan plan = ShippedFiles.Playbook.Plans[0];
        PlaybookDefinition playbook = ShippedFiles.Playbook with
        {
            Plans =
            [
                plan with
                {
                    Stages = [plan.Stages[0] with { SlaDays = sla }],
                    Tasks = [.. plan.Tasks.Where(task => task.CustomerVisible && task.Stage == "welcome").Take(count)],
                },
            ],
        };
        Assert.Contains(
            $"| Welcome | {count} | {expected} |",
            DocumentScene.Render(
                DocumentKind.TierGuide, DocumentScene.Shipped with { Playbook = playbook, Tier = "high_touch" }),
            StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A6.11")]
    [Trait("Requirement", "A21.1")]
    public void Sales_is_told_for_each_tier_which_fields_are_needed_and_why()
    {
        string text = DocumentScene.Render(DocumentKind.HandoffGuide, DocumentScene.Shipped);
        Assert.Contains("Assigning customer success to the deal", Chapter(text, "## What is refused until then"),
            StringComparison.Ordinal);
        foreach (TierRule rule in ShippedFiles.Workspace.Tiers)
        {
            string[] rows = [.. Chapter(text, $"## Fields for {rule.Title}").Split('\n').Where(row =>
                row.StartsWith("| `", StringComparison.Ordinal))];
            Assert.Equal(
                ShippedFiles.Workspace.RequiredHandoffFields(rule.Tier), rows.Select(row => row.Split('`')[1]),
                StringComparer.Ordinal);
            Assert.All(rows, row => Assert.DoesNotContain(
                "The settings of the workspace ask for it", row, StringComparison.Ordinal));
        }
    }

    [Fact]
    [Trait("Requirement", "A21.1")]
    public void The_milestone_framework_has_meaning_state_target_and_proof_by_tier()
    {
        string text = DocumentScene.Render(DocumentKind.MilestoneFramework, DocumentScene.Shipped);
        string chapter = Chapter(text, "## First value achieved");
        Assert.Contains("State: ASSUMED, v0.", chapter, StringComparison.Ordinal);
        Assert.Contains(
            "| Self-service | `5 business days after closed_won` | `first_value_on is filled` | `first_value_on` | - |",
            chapter, StringComparison.Ordinal);
        Assert.Contains(
            "| Self-service | not in this tier |", Chapter(text, "## Integrations carry production traffic"),
            StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A21.1")]
    public void The_register_shows_the_final_words_with_who_agreed()
    {
        DefinitionId id = DefinitionId.Of(DefinitionKind.Term, "time_to_value");
        string text = DocumentScene.Render(DocumentKind.DefinitionRegister, DocumentScene.After(
            id, new DefinitionCommand.Approve("vp_cs", "victor.lang@example.com")));
        string chapter = Chapter(text, "## Time-to-Value");
        Assert.Contains(
            "Approved by VP Customer Success (victor.lang@example.com) on 2026-03-02", chapter, StringComparison.Ordinal);
        Assert.Contains("Still to approve: VP Sales", chapter, StringComparison.Ordinal);
        Assert.Equal(
            Alignment.UsedBy(ShippedFiles.Playbook).Length,
            text.Split('\n').Count(line => line.StartsWith("## ", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Requirement", "A21.1")]
    public void The_contact_list_names_who_holds_each_role_and_who_is_told()
    {
        string text = DocumentScene.Render(DocumentKind.ContactList, DocumentScene.Shipped with { Tier = "tech_touch" });
        Assert.Contains(
            "| Customer success operations (`cs_ops`) | all others | olivia.reiter@example.com |", text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("carla.berger", text, StringComparison.Ordinal);
        Assert.Contains("1. Customer success operations, who has 2 days to answer", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_document_of_the_rollout_can_be_made_too()
    {
        DocumentSources rollout = DocumentScene.Shipped with
        {
            Playbook = ShippedFiles.RolloutReading.Definition!,
            Tier = "tech_touch",
        };
        Assert.All(Enum.GetValues<DocumentKind>().Except([DocumentKind.CurrentJourneyMap]), kind => Assert.Contains(
            "Roll out structured onboarding", DocumentScene.Render(kind, rollout), StringComparison.Ordinal));

        Assert.Contains(
            "It is started by name, and by no deal.", DocumentScene.Render(DocumentKind.Specification, rollout),
            StringComparison.Ordinal);
    }

    private static string Chapter(string text, string heading)
    {
        int from = text.IndexOf($"{heading}\n", StringComparison.Ordinal);
        Assert.True(from >= 0, heading);
        int to = text.IndexOf("\n## ", from + 1, StringComparison.Ordinal);
        return to < 0 ? text[from..] : text[from..to];
    }

    /// <summary>Rows of the tables under a heading, without their heads.</summary>
    private static int Rows(string chapter, string heading)
    {
        int from = chapter.IndexOf($"{heading}\n", StringComparison.Ordinal);
        Assert.True(from >= 0, heading);
        int to = chapter.IndexOf("\n### ", from + 1, StringComparison.Ordinal);
        string[] lines = (to < 0 ? chapter[from..] : chapter[from..to]).Split('\n');
        return lines.Count(line => line.StartsWith("| ", StringComparison.Ordinal))
            - (2 * lines.Count(line => line.StartsWith("| ---", StringComparison.Ordinal)));
    }

    [GeneratedRegex("`[A-Z][A-Za-z]+`", RegexOptions.None, 1000)]
    private static partial Regex Call();
}
