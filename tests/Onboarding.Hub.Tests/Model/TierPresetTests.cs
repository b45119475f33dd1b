using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Analysis;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;
using Onboarding.Model.Workspaces.Files;
using Onboarding.Testing.Simulation;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

/// <summary>Tiers are content: a preset is named, or tiers are written, and nothing is programmed.</summary>
public sealed class TierPresetTests
{
    private static readonly ImmutableDictionary<string, ImmutableArray<TierRule>> s_presets = Directory
        .GetFiles(Path.Combine(ShippedFiles.Folder, "tiers"), "*.yaml")
        .ToImmutableDictionary(file => Path.GetFileNameWithoutExtension(file)!, Read, StringComparer.Ordinal);

    [Theory]
    [Trait("Requirement", "A4.5")]
    [Trait("Requirement", "A4.6")]
    [InlineData("high-touch-only", "high_touch")]
    [InlineData("two-tier", "high_touch tech_touch")]
    [InlineData("three-tier", "high_touch tech_touch self_service")]
    [InlineData("hybrid", "high_touch self_service")]
    public void Each_methodology_is_a_preset_that_a_workspace_names_and_the_shipped_playbook_serves(
        string preset, string tiers)
    {
        WorkspaceSettings settings = Named(preset, tiers.Split(' '));
        Assert.Equal(tiers.Split(' '), settings.Tiers.Select(rule => rule.Tier), StringComparer.Ordinal);
        Assert.All(
            PlaybookAnalysis.Findings(ShippedFiles.Playbook, settings, ShippedFiles.PlaybookReading.Sources),
            finding => Assert.Equal(PlaybookSeverity.Warning, finding.Severity));
    }

    [Theory]
    [Trait("Requirement", "A4.1")]
    [Trait("Requirement", "A4.2")]
    [Trait("Requirement", "A4.4")]
    [InlineData("high-touch-only", 500, "smb", "high_touch")]
    [InlineData("two-tier", 49_999, "smb", "tech_touch")]
    [InlineData("two-tier", 50_000, "smb", "high_touch")]
    [InlineData("two-tier", 500, "enterprise", "high_touch")]
    [InlineData("three-tier", 9_999, "smb", "self_service")]
    [InlineData("three-tier", 10_000, "smb", "tech_touch")]
    [InlineData("three-tier", 500, "partner_led", "tech_touch")]
    [InlineData("three-tier", 500, "enterprise", "high_touch")]
    [InlineData("hybrid", 99_999, "smb", "self_service")]
    [InlineData("hybrid", 100_000, "smb", "high_touch")]
    [InlineData("hybrid", 500, "partner_led", "high_touch")]
    public void A_preset_puts_every_account_into_one_of_its_tiers(string preset, int revenue, string path, string tier)
    {
        FieldMap account = FieldMap.Of(
            ("annual_recurring_revenue", new FieldValue.Number(revenue)), ("path", FieldValue.OfText(path)));
        WorkspaceSettings settings = ShippedFiles.Workspace with { Tiers = s_presets[preset] };
        Assert.Equal(tier, settings.Classify(account).Tier);
    }

    [Fact]
    public void A_preset_that_is_not_there_is_a_fault_at_its_place_and_no_other()
    {
        WorkspaceReading reading = WorkspaceFile.Read(Text("four-tier", ["high_touch"]), "w.yaml", s_presets);
        Assert.Equal(
            "w.yaml:4:11: tiers.preset: 'four-tier' is no preset of tiers; known are "
            + "high-touch-only, hybrid, three-tier, two-tier",
            string.Join('\n', reading.Faults));
    }

    [Fact]
    public void A_preset_is_not_mixed_with_tiers_of_ones_own()
    {
        string text = Text("two-tier", ["high_touch", "tech_touch"]).Replace(
            "  preset: two-tier\n", "  preset: two-tier\n  vip: {title: VIP}\n", StringComparison.Ordinal);
        Assert.Equal(
            "w.yaml:5:3: tiers: 'vip' is no key here; known are preset",
            string.Join('\n', WorkspaceFile.Read(text, "w.yaml", s_presets).Faults));
    }

    [Theory]
    [InlineData("tier: {}\n", "1:1: 'tier' is no key here; known are tiers\np.yaml:1:1: 'tiers' is missing")]
    [InlineData("tiers: {}\n", "1:8: tiers: at least one tier is needed here")]
    [InlineData("tiers:\n  other_tiers: {title: Rest}\n", "2:3: tiers.other_tiers: 'other_tiers' stands for the tiers "
        + "that are not named; name the tier otherwise")]
    public void A_preset_file_is_read_strictly(string text, string fault) =>
        Assert.Equal($"p.yaml:{fault}", string.Join('\n', TierPresetFile.Read(text, "p.yaml").Faults));

    [Fact]
    [Trait("Requirement", "A4.14")]
    [Trait("Requirement", "A20.2")]
    public void A_new_tier_is_two_edited_files_and_the_next_deal_takes_it()
    {
        string workspace = ShippedFiles.WorkspaceText
            .Replace("tiers:\n", "tiers:\n  plg:\n    title: Product-led\n    when: industry = Software\n",
                StringComparison.Ordinal)
            .Replace("handoff:\n", "handoff:\n  plg: [goals]\n", StringComparison.Ordinal);
        string playbook = ShippedFiles.PlaybookText.Replace(
            "variants:\n",
            "variants:\n  plg:\n    title: Product-led\n    remove: {tasks: [executive_sponsor_engaged]}\n",
            StringComparison.Ordinal);
        WorkspaceSettings settings = WorkspaceFile.Read(workspace, "w.yaml").Settings!;
        PlaybookReading reading = PlaybookFile.Read(playbook, "p.yaml");
        Assert.Equal("", string.Join('\n', PlaybookAnalysis.Findings(reading.Definition!, settings, reading.Sources)));

        OnboardingTierIs("plg", Won(settings, reading.Definition!, "Software"));
        OnboardingTierIs("self_service", Won(settings, reading.Definition!, "Shipping"));
    }

    [Fact]
    [Trait("Requirement", "A4.14")]
    public void A_new_tier_can_be_served_by_the_variant_for_other_tiers()
    {
        PlaybookDefinition playbook = SmallPlaybook.Read(
            SmallPlaybook.Text + "  other_tiers:\n    title: Rest\n");
        WorkspaceSettings settings = SmallPlaybook.Workspace with
        {
            Tiers = [new TierRule("high_touch", "High touch", ShippedFiles.Workspace.Tiers[0].When),
                new TierRule("plg", "Product-led", null)],
            Handoff = [new HandoffPolicy("high_touch", ["goals"]), new HandoffPolicy("plg", ["goals"])],
        };
        Assert.DoesNotContain(
            PlaybookAnalysis.Findings(playbook, settings, PlaybookSources.None),
            finding => finding.Message.Contains("tier", StringComparison.Ordinal));
        Assert.Equal("other_tiers", Won(settings, playbook, "Software").TheOnboarding.Start.Plan.Variant);
        Assert.Equal("plg", Won(settings, playbook, "Software").TheOnboarding.Start.Tier);
    }

    [Fact]
    [Trait("Requirement", "A4.15")]
    public void One_plan_for_all_customers_is_warned_of_but_not_for_the_teams_own_work()
    {
        string text = SmallPlaybook.With("  high_touch:", "  other_tiers:");
        WorkspaceSettings settings = ShippedFiles.Workspace with { Playbook = "small" };
        const string warning = "every customer gets this one plan";
        Assert.Contains(
            PlaybookAnalysis.Findings(SmallPlaybook.Read(text), settings, PlaybookSources.None),
            finding => finding.Message.StartsWith(warning, StringComparison.Ordinal));
        Assert.DoesNotContain(
            PlaybookAnalysis.Findings(SmallPlaybook.Read(text), ShippedFiles.Workspace, PlaybookSources.None),
            finding => finding.Message.StartsWith(warning, StringComparison.Ordinal));
    }

    [Fact]
    public void A_variant_for_other_tiers_needs_holders_in_each_of_them()
    {
        string text = SmallPlaybook.With("  high_touch:", "  other_tiers:");
        WorkspaceSettings settings = ShippedFiles.Workspace with
        {
            Roles = [new RoleAssignment("csm", "high_touch", ["a@example.com"])],
        };
        Assert.Contains(
            PlaybookAnalysis.Findings(SmallPlaybook.Read(text), settings, PlaybookSources.None),
            finding => finding.Message == "nobody holds the role 'csm' in the tier 'tech_touch'");
    }

    private static void OnboardingTierIs(string tier, PureHub hub) => Assert.Equal(
        (tier, tier), (hub.TheOnboarding.Start.Tier, hub.TheOnboarding.Start.Plan.Variant));

    private static PureHub Won(WorkspaceSettings settings, PlaybookDefinition playbook, string industry)
    {
        var hub = new PureHub
        {
            Settings = settings with { Playbook = playbook.Name },
            Playbook = new PlaybookState
            {
                Id = new PlaybookId(playbook.Name),
                Revisions = [new PlaybookRevision(1, "", playbook, "hub", DateTimeOffset.UnixEpoch)],
            },
        };
        hub.Change(
            ResourceKind.Account, "acme", ("name", FieldValue.OfText("Acme")), ("industry", FieldValue.OfText(industry)));
        hub.Change(
            ResourceKind.Opportunity, "deal",
            ("account_key", FieldValue.OfText("acme")), ("is_won", new FieldValue.Flag(true)),
            ("goals", FieldValue.OfText("Go live")), ("stakeholders", FieldValue.OfTexts(["Champion: Ann"])));
        hub.Settle();
        Assert.Empty(hub.Refusals);
        return hub;
    }

    private static WorkspaceSettings Named(string preset, string[] tiers)
    {
        WorkspaceReading reading = WorkspaceFile.Read(Text(preset, tiers), "w.yaml", s_presets);
        Assert.Equal("", string.Join('\n', reading.Faults));
        return reading.Settings! with
        {
            Roles = [.. ShippedFiles.Workspace.Roles.Select(role => role with { Tier = null }).DistinctBy(role => role.Role)],
        };
    }

    private static string Text(string preset, string[] tiers) =>
        "display_name: Example\nplaybook: ninety-day-onboarding\ntiers:\n  preset: " + preset + "\nhandoff:\n"
        + string.Concat(tiers.Select(tier => $"  {tier}: [goals]\n")) + "roles:\n  csm: [a@example.com]\n";

    private static ImmutableArray<TierRule> Read(string file)
    {
        TierPresetReading reading = TierPresetFile.Read(File.ReadAllText(file), Path.GetFileName(file));
        Assert.Equal("", string.Join('\n', reading.Faults));
        return reading.Tiers;
    }
}
