using Onboarding.Model.Definitions;
using Onboarding.Model.Definitions.Files;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Definitions;

public sealed class DefinitionsFileTests
{
    private const string Small = """
        approvers: [vp_cs, vp_sales]
        terms:
          go_live:
            title: Go-live
            meaning: The customer works with it.
        milestones:
          first_value:
            title: First value
            meaning: Something came of it.
            approvers: [cs_ops]

        """;

    [Fact]
    public void A_file_gives_definitions_with_the_roles_that_must_approve()
    {
        DefinitionsReading reading = DefinitionsFile.Read(Small, "definitions.yaml");

        Assert.Empty(reading.Faults);
        Assert.Equal(["term-go-live", "milestone-first-value"], reading.Definitions.Select(one => one.Id.Value), StringComparer.Ordinal);
        Assert.Equal(["vp_cs", "vp_sales"], reading.Definitions[0].Text.Approvers, StringComparer.Ordinal);
        Assert.Equal(["cs_ops"], reading.Definitions[1].Text.Approvers, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("approvers: [vp_cs, vp_sales]\n", "", "1:1: 'approvers' is missing")]
    [InlineData("[vp_cs, vp_sales]", "[]", "1:12: approvers: at least one role that must approve is needed here")]
    [InlineData("[vp_cs, vp_sales]", "[vp_cs, vp_cs]", "1:20: approvers[2]: 'vp_cs' stands here twice")]
    [InlineData("    meaning: The customer works with it.\n", "", "3:3: terms.go_live: 'meaning' is missing")]
    [InlineData("    title: Go-live\n", "    titel: Go-live\n", "3:3: terms.go_live: 'title' is missing\n"
        + "4:5: terms.go_live: 'titel' is no key here; known are title, meaning, approvers")]
    [InlineData("  go_live:\n", "  go-live:\n", "3:3: terms: 'go-live' is not spelt as a key: lower-case letters, "
        + "digits and underscores, a letter first, at most 60 characters")]
    [InlineData("terms:\n", "words:\n", "2:1: 'words' is no key here; known are approvers, terms, tiers, milestones, inputs")]
    public void A_fault_is_found_at_its_place(string line, string instead, string expected)
    {
        Assert.Contains(line, Small, StringComparison.Ordinal);
        DefinitionsReading reading = DefinitionsFile.Read(Small.Replace(line, instead, StringComparison.Ordinal), "d.yaml");

        Assert.Empty(reading.Definitions);
        Assert.Equal(
            string.Join('\n', expected.Split('\n').Select(fault => $"d.yaml:{fault}")), string.Join('\n', reading.Faults));
    }

    [Theory]
    [Trait("Requirement", "A3.1")]
    [InlineData("term-time-to-value", "Time-to-Value")]
    [InlineData("term-aha-moment", "Aha! Moment")]
    [InlineData("term-onboarding-milestone", "Onboarding Milestone")]
    [InlineData("term-onboarding-complete", "Onboarding Complete")]
    [InlineData("tier-high-touch", "High-Touch")]
    [InlineData("tier-tech-touch", "Tech-Touch")]
    [InlineData("tier-self-service", "Self-Service")]
    [InlineData("term-handoff-checklist", "Handoff Checklist")]
    [InlineData("term-handoff-complete", "Handoff Complete")]
    [InlineData("term-playbook", "Playbook")]
    public void The_shipped_register_has_every_term_for_both_leaders_to_approve(string id, string title)
    {
        ProposedDefinition shipped = Shipped(id);
        Assert.Equal(title, shipped.Text.Title);
        Assert.Equal(["vp_cs", "vp_sales"], shipped.Text.Approvers, StringComparer.Ordinal);
    }

    [Theory]
    [Trait("Requirement", "A3.2")]
    [InlineData("term-time-to-value", "Days from closed-won")]
    [InlineData("term-time-to-value", "first value milestone")]
    public void Time_to_value_means_the_days_from_closed_won_to_first_value(string id, string words) =>
        Assert.Contains(words, Shipped(id).Text.Meaning, StringComparison.Ordinal);

    [Theory]
    [Trait("Requirement", "A3.3")]
    [InlineData("All mandatory CRM fields")]
    [InlineData("assignment to customer success is triggered")]
    public void Handoff_complete_means_fields_and_assignment(string words) =>
        Assert.Contains(words, Shipped("term-handoff-complete").Text.Meaning, StringComparison.Ordinal);

    [Theory]
    [Trait("Requirement", "A3.4")]
    [InlineData("achieved the defined value milestone")]
    [InlineData("moved to business-as-usual")]
    public void Onboarding_complete_means_value_and_business_as_usual(string words) =>
        Assert.Contains(words, Shipped("term-onboarding-complete").Text.Meaning, StringComparison.Ordinal);

    [Fact]
    [Trait("Requirement", "A3.6")]
    public void Everything_that_the_shipped_playbook_uses_is_in_the_shipped_register()
    {
        var shipped = ShippedFiles.Definitions.Select(one => one.Id).ToHashSet();
        Assert.DoesNotContain(Alignment.UsedBy(ShippedFiles.Playbook), id => !shipped.Contains(id));
        Assert.Equal(shipped.Count, Alignment.UsedBy(ShippedFiles.Playbook).Length);
    }

    private static ProposedDefinition Shipped(string id) =>
        Assert.Single(ShippedFiles.Definitions, one => one.Id.Value == id);
}
