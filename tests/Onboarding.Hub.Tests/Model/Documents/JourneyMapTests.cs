using Onboarding.Model.Definitions;
using Onboarding.Model.Documents;
using Onboarding.Model.Playbooks;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Documents;

/// <summary>The pictures of how a customer goes and went through onboarding.</summary>
public sealed class JourneyMapTests
{
    public static TheoryData<string> Tiers { get; } = new(ShippedFiles.Workspace.Tiers.Select(rule => rule.Tier));

    [Theory]
    [Trait("Requirement", "A5.6")]
    [Trait("Requirement", "A21.1")]
    [MemberData(nameof(Tiers))]
    public void The_future_map_of_a_segment_has_every_stage_task_gate_and_milestone_of_its_variant(string tier)
    {
        string map = DocumentScene.Map(tier);
        PlaybookPlan plan = DocumentScene.Plan(tier);

        Assert.StartsWith("flowchart TB\n", map, StringComparison.Ordinal);
        Assert.Equal(plan.Stages.Length, Lines(map, "subgraph s"));
        Assert.Equal(plan.Milestones.Length, map.Split("Milestone: ").Length - 1);
        Assert.Equal(
            plan.Stages.Sum(stage => stage.GateMilestones.Length),
            map.Split('\n').Count(line =>
                line.TrimStart().StartsWith('m') && line.Contains(" --> g", StringComparison.Ordinal)));
        string seen = MermaidText.Seen(map);
        Assert.All(plan.Tasks, task => Assert.Contains(task.Title, seen, StringComparison.Ordinal));
        Assert.All(plan.SetupActions, action =>
            Assert.Contains($"- {action.Title}: {action.System} (", seen, StringComparison.Ordinal));
        Assert.All(plan.Inputs.Where(IsGate), input =>
            Assert.Contains($"- {input.Title} (", seen, StringComparison.Ordinal));

        bool IsGate(InputDefinition input) =>
            plan.Stages.Any(stage => stage.GateInputs.Contains(input.Key, StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "A5.6")]
    public void Each_segment_has_a_map_of_its_own() =>
        Assert.Equal(3, ShippedFiles.Workspace.Tiers.Select(rule => DocumentScene.Map(rule.Tier)).Distinct().Count());

    [Theory]
    [Trait("Requirement", "A2.14")]
    [MemberData(nameof(Tiers))]
    public void Before_anybody_has_spoken_every_milestone_is_marked_assumed(string tier)
    {
        foreach (DocumentSources sources in new[] { DocumentScene.Shipped, DocumentScene.Shipped with { Definitions = [] } })
        {
            string[] milestones = [.. DocumentScene.Map(tier, sources).Split('\n').Where(line =>
                line.Contains("Milestone: ", StringComparison.Ordinal))];
            Assert.Equal(DocumentScene.Plan(tier).Milestones.Length, milestones.Length);
            Assert.All(milestones, line => Assert.EndsWith("ASSUMED\"}}:::ASSUMED", line, StringComparison.Ordinal));
        }
    }

    [Fact]
    [Trait("Requirement", "A2.14")]
    [Trait("Requirement", "A3.6")]
    public void A_milestone_shows_how_far_it_is_agreed()
    {
        DefinitionId id = DefinitionId.Of(DefinitionKind.Milestone, "first_value");
        DefinitionCommand[] both =
        [
            new DefinitionCommand.Approve("vp_cs", "victor.lang@example.com"),
            new DefinitionCommand.Approve("vp_sales", "sarah.winter@example.com"),
        ];
        Assert.Equal("CONFIRMED", StateOf(DocumentScene.After(id, both)));
        Assert.Equal("CONTESTED", StateOf(DocumentScene.After(
            id, new DefinitionCommand.Contest("vp_sales", "sarah.winter@example.com", "Too late."))));
        Assert.Equal("CORRECTED", StateOf(DocumentScene.After(id, new DefinitionCommand.Correct(
            new DefinitionText("First value", "The first invoice went out.", ["vp_cs", "vp_sales"]), "hub", "Clearer."))));

        static string StateOf(DocumentSources sources)
        {
            string line = DocumentScene.Map("high_touch", sources).Split('\n').Single(one =>
                one.Contains("time-to-value ends here", StringComparison.Ordinal));
            return line[(line.LastIndexOf(":::", StringComparison.Ordinal) + 3)..];
        }
    }

    [Fact]
    [Trait("Requirement", "A2.14")]
    public void With_an_audit_the_assumed_map_says_what_was_measured_before()
    {
        DocumentSources sources = DocumentScene.Shipped with { Audit = DocumentScene.Audit("high_touch") };
        Assert.Contains(
            "before: median 39.5 days of 40, half of them 29.8 to 49.3",
            MermaidText.Seen(DocumentScene.Map("high_touch", sources)), StringComparison.Ordinal);
        Assert.DoesNotContain("before: median", DocumentScene.Map("tech_touch", sources), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A5.6")]
    public void The_current_map_of_a_segment_says_what_the_audit_measured_and_why_the_rest_is_not_known()
    {
        string map = DocumentScene.Render(DocumentKind.CurrentJourneyMap, DocumentScene.Shipped with
        {
            Tier = "high_touch",
            Audit = DocumentScene.Audit("high_touch"),
        });
        string seen = MermaidText.Seen(map);
        Assert.StartsWith("flowchart LR\n", map, StringComparison.Ordinal);
        Assert.Contains("40 deals, 2025-01-01 to 2025-12-31", seen, StringComparison.Ordinal);
        Assert.Contains("First activity<br/>median 3 days of 40", seen, StringComparison.Ordinal);
        Assert.Contains("within 90 days: 25 %, 10 of 40", seen, StringComparison.Ordinal);
        Assert.Contains(
            "Customers who left, all tiers<br/>not known: no churn was imported", seen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_playbook_without_definitions_shows_no_states_of_them()
    {
        PlaybookDefinition own = ShippedFiles.Playbook with { UsesNone = true };
        string map = DocumentScene.Map("high_touch", DocumentScene.Shipped with { Playbook = own });
        Assert.DoesNotContain(":::", map, StringComparison.Ordinal);
        Assert.DoesNotContain("<br/>ASSUMED", map, StringComparison.Ordinal);
    }

    private static int Lines(string map, string start) =>
        map.Split('\n').Count(line => line.TrimStart().StartsWith(start, StringComparison.Ordinal));
}
