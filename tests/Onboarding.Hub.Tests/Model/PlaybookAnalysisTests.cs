using System.Collections.Immutable;

using Onboarding.Model.Playbooks.Analysis;
using Onboarding.Model.Playbooks.Files;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

public sealed class PlaybookAnalysisTests
{
    private const string FewMilestones =
        "small.yaml:44:3: warning: high_touch: it has 1 milestones; from 4 to 6 are advised";

    [Theory]
    [InlineData("area: setup", "after: [mail]", "23:3: error: high_touch: these tasks wait for each other and none can "
        + "begin: call -> mail -> call")]
    [InlineData("area: setup", "area: setup\n    after: [close]",
        "23:3: error: high_touch: it waits for 'close' of the later "
        + "stage 'second', which is entered only when 'first' is done")]
    [InlineData("    stage: first\n    owner: csm\n    due: 1", "    stage: first\n    owner: pilot\n    due: 1",
        "23:3: error: high_touch: the workspace has no role 'pilot'; known are csm")]
    [InlineData("tell: csm", "tell: boss", "44:3: error: high_touch: the workspace has no role 'boss'; known are csm")]
    [InlineData("    first_value: true\n", "", "43:3: error: high_touch: no milestone is marked as first_value, so "
        + "time-to-value would never end")]
    [InlineData("    first_value: true\n",
        "    first_value: true\n  more: {title: M, target: on start, confirmed_by: csm, "
        + "first_value: true}\n",
        "45:3: error: high_touch: time-to-value can end only once, and value, more are marked as "
        + "first_value")]
    [InlineData("    proof: first_value_on is filled\n", "",
        "17:3: error: high_touch: it has neither a proof nor anybody who confirms it")]
    [InlineData("proof: first_value_on is filled", "proof: onboarding_live_on is filled",
        "17:3: error: high_touch: its proof waits for onboarding_live_on, which the hub itself sets: it proves "
        + "nothing")]
    [InlineData("proof: first_value_on is filled", "proof: {all: [active_user_share > 0.8, active_user_share < 0.5]}",
        "17:3: error: high_touch: its proof can never hold: active_user_share cannot be > 0.8 and < 0.5 at once")]
    [InlineData("area: handoff", "area: handoff\n    when: complexity = high",
        "45:3: error: high_touch: no task without a "
        + "condition has the area handoff, so going live would prove nothing about it")]
    [InlineData("due: 2 days after start", "due: 1 day after task close",
        "29:3: error: high_touch: these dates count from "
        + "each other and none can be known: task mail -> task close -> task mail")]
    [InlineData("due: 1 day after start", "due: 1 day before stage second",
        "23:3: warning: high_touch: its date counts from "
        + "the entry of 'second', which comes only when 'first' is done")]
    [InlineData("due: 1 day after start", "due: 3 days after start",
        "29:3: warning: high_touch: it is due before 'call', for "
        + "which it waits")]
    [InlineData("due: 4 days after stage entry", "due: 5 business days after stage entry",
        "10:3: warning: high_touch: its SLA is 5 calendar days, and the dates of its tasks take 7")]
    [InlineData("  second:\n", "  empty: {title: E, owner: csm, sla: 1 day}\n  second:\n",
        "10:3: warning: high_touch: it has no task and no gate, so it is left in the moment it is entered")]
    [InlineData("  high_touch:", "  high:",
        "1:1: error: high_touch: there is no variant for the tier 'high_touch', so its "
        + "customers could not start")]
    [InlineData("  high_touch:", "  high:",
        "44:3: warning: high: no tier of the workspace has this name, so no customer gets "
        + "this variant")]
    public void A_playbook_that_would_go_wrong_is_found_out(string line, string instead, string expected) =>
        Assert.Contains(
            $"small.yaml:{expected}",
            SmallPlaybook.Findings(SmallPlaybook.With(line, instead)).Split('\n'),
            StringComparer.Ordinal);

    [Fact]
    public void The_small_playbook_has_only_too_few_milestones() =>
        Assert.Equal(FewMilestones, SmallPlaybook.Findings(SmallPlaybook.Text));

    [Fact]
    public void What_is_wrong_in_the_base_is_said_once_for_all_its_variants()
    {
        string text = SmallPlaybook.With("area: setup",
        "area: setup\n    after: [close]") + "  other:\n    title: Other\n";
        Assert.Single(SmallPlaybook.Findings(text).Split('\n'), finding =>
            finding.StartsWith("small.yaml:23:3: error: high_touch, other: it waits", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_variant_spoils_is_said_at_the_line_of_the_variant()
    {
        string text = $"{SmallPlaybook.Text}    change:\n      tasks:\n        mail: {{owner: robot}}\n";
        Assert.Contains("small.yaml:48:9: error: high_touch: the workspace has no role 'robot'",
            SmallPlaybook.Findings(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_can_be_published_and_errors_cannot()
    {
        PlaybookReading reading = PlaybookFile.Read(SmallPlaybook.Text, "small.yaml");
        ImmutableArray<PlaybookFinding> warnings =
            PlaybookAnalysis.Findings(reading.Definition!, SmallPlaybook.Workspace, reading.Sources);
        ImmutableArray<PlaybookFinding> errors = PlaybookAnalysis.Findings(
            reading.Definition!, SmallPlaybook.Workspace with { Roles = [] }, reading.Sources);

        Assert.NotEmpty(warnings);
        Assert.True(PlaybookAnalysis.IsPublishable(warnings));
        Assert.False(PlaybookAnalysis.IsPublishable(errors));
    }

    [Fact]
    public void A_role_that_nobody_holds_in_the_tier_is_found()
    {
        PlaybookReading reading = PlaybookFile.Read(SmallPlaybook.Text, "small.yaml");
        var elsewhere = SmallPlaybook.Workspace with { Roles = [new("csm", "tech_touch", ["csm@example.com"])] };

        Assert.Contains(
            PlaybookAnalysis.Findings(reading.Definition!, elsewhere, reading.Sources),
            finding => finding.Message == "nobody holds the role 'csm' in this tier");
    }

    [Fact]
    public void A_long_chain_of_tasks_is_walked_without_recursion()
    {
        string chain = string.Concat(Enumerable.Range(0, 190).Select(i =>
            $"  t{i}: {{title: T, stage: first, owner: csm, due: on start, after: [t{(i + 1) % 190}]}}\n"));
        Assert.Contains("t189 -> t0", SmallPlaybook.Findings(SmallPlaybook.With("tasks:\n", $"tasks:\n{chain}")),
            StringComparison.Ordinal);
    }
}
