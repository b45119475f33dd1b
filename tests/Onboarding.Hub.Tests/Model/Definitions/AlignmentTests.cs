using System.Collections.Immutable;

using Onboarding.Model.Definitions;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Workspaces;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Definitions;

/// <summary>What keeps a playbook from being published where the workspace asks for sign-off.</summary>
[Trait("Requirement", "A3.5")]
public sealed class AlignmentTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly WorkspaceSettings s_required = SmallPlaybook.Workspace with { SignOffRequired = true };
    private static readonly string s_text = SmallPlaybook.With("    sla: 5 days\n  second:", "    sla: 5 days\n"
        + "    gate_inputs: [paper]\n  second:") + "uses: [time_to_value]\n";

    private readonly Dictionary<DefinitionId, DefinitionState> _register = [];

    public AlignmentTests()
    {
        foreach ((DefinitionKind kind, string key) in new[]
        {
            (DefinitionKind.Term, "time_to_value"), (DefinitionKind.Tier, "high_touch"),
            (DefinitionKind.Milestone, "value"), (DefinitionKind.CriticalInput, "paper"),
        })
        {
            Do(DefinitionId.Of(kind, key), new DefinitionCommand.Propose(
                kind, key, new DefinitionText(key, "Meaning.", ["vp_cs"]), "hub"));
            Do(DefinitionId.Of(kind, key), new DefinitionCommand.Approve("vp_cs", "victor@example.com"));
        }
    }

    [Fact]
    public void A_playbook_uses_its_tiers_milestones_gate_inputs_and_terms() => Assert.Equal(
        ["input-paper", "milestone-value", "term-time-to-value", "tier-high-touch"],
        Alignment.UsedBy(SmallPlaybook.Read(s_text)).Select(id => id.Value), StringComparer.Ordinal);

    [Fact]
    public void Nothing_is_missing_when_all_are_confirmed() => Assert.Empty(Missing(s_text));

    [Fact]
    public void An_input_on_which_no_stage_waits_is_not_critical() => Assert.DoesNotContain(
        Alignment.UsedBy(SmallPlaybook.Read(SmallPlaybook.Text)), id => id.Value == "input-paper");

    [Fact]
    public void Each_definition_that_is_not_agreed_is_named_with_what_it_lacks()
    {
        _register.Remove(DefinitionId.Of(DefinitionKind.Milestone, "value"));
        Do(DefinitionId.Of(DefinitionKind.Tier, "high_touch"), new DefinitionCommand.Contest(
            "vp_sales", "sarah@example.com", "No calls were sold."));
        Do(DefinitionId.Of(DefinitionKind.CriticalInput, "paper"), new DefinitionCommand.Correct(
            new DefinitionText("paper", "Signed.", ["vp_cs", "vp_sales"]), "rita@example.com", "Unclear."));

        Assert.Equal(
            [
                "input-paper is corrected: v1 is not approved by vp_cs and vp_sales",
                "milestone-value is not in the register of definitions; propose it",
                "tier-high-touch is contested: vp_sales (sarah@example.com): No calls were sold.",
            ],
            Missing(s_text),
            StringComparer.Ordinal);
    }

    [Fact]
    public void A_workspace_that_asks_for_no_sign_off_is_not_held_up()
    {
        _register.Clear();
        Assert.Empty(Alignment.Missing(SmallPlaybook.Read(s_text), SmallPlaybook.Workspace, Find));
    }

    [Fact]
    public void A_playbook_for_the_teams_own_work_can_use_none_but_not_the_one_that_customers_get()
    {
        _register.Clear();
        string none = SmallPlaybook.Text + "uses: none\n";
        Assert.Empty(Missing(none.Replace("name: small", "name: own-work", StringComparison.Ordinal)));
        Assert.Contains("cannot say 'uses: none'", Assert.Single(Missing(none)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_refusal_names_them_and_nothing_is_published()
    {
        PlaybookDefinition playbook = SmallPlaybook.Read(s_text);
        var publish = new PlaybookCommand.Publish(new PlaybookId("small"), s_text, playbook, "olivia@example.com")
        {
            NotAligned = ["tier-high-touch is contested"],
        };
        var refused = Assert.IsType<Decision<PlaybookEvent>.Refused>(Playbook.Decide(null, publish, s_now));
        Assert.Equal(RefusalReason.DefinitionsNotAligned, refused.Refusal.Reason);
        Assert.Equal("tier-high-touch is contested", Assert.Single(refused.Refusal.Details));
    }

    [Theory]
    [InlineData("uses: some\n", "46:7: uses: a list of terms is expected here, or 'none'")]
    [InlineData("uses: [Time to value]\n", "46:8: uses[1]: 'Time to value' is not spelt as a key: lower-case letters, "
        + "digits and underscores, a letter first, at most 60 characters")]
    [InlineData("uses: [ttv, ttv]\n", "46:13: uses[2]: 'ttv' stands here twice")]
    public void Terms_are_listed_by_their_keys(string line, string fault) =>
        Assert.Equal($"small.yaml:{fault}", SmallPlaybook.Faults(SmallPlaybook.Text + line));

    [Fact]
    public void A_playbook_that_an_earlier_build_kept_uses_no_terms()
    {
        const string kept = """{"name":"small","title":"Small","plans":[]}""";
        PlaybookDefinition playbook = System.Text.Json.JsonSerializer.Deserialize(
            kept, Onboarding.Model.ModelJson.Default.PlaybookDefinition)!;
        Assert.Empty(Alignment.UsedBy(playbook));
        Assert.False(playbook.UsesNone);
    }

    private ImmutableArray<string> Missing(string text) =>
        Alignment.Missing(SmallPlaybook.Read(text), s_required, Find);

    private DefinitionState? Find(DefinitionId id) => _register.GetValueOrDefault(id);

    private void Do(DefinitionId id, DefinitionCommand command)
    {
        var accepted = Assert.IsType<Decision<DefinitionEvent>.Accepted>(Definition.Decide(Find(id), command, s_now));
        _register[id] = accepted.Events.Aggregate(Find(id), Definition.Evolve)!;
    }
}
