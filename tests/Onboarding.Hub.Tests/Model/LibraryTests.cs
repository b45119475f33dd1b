using System.Text.RegularExpressions;

using Onboarding.Model.Maintenance;
using Onboarding.Model.NextActions;
using Onboarding.Model.Playbooks;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

/// <summary>The library: what people read beside the playbooks is there, and speaks of what there is.</summary>
public sealed partial class LibraryTests
{
    private static readonly string s_folder = Path.Combine(ShippedFiles.Folder, "library");

    private static IEnumerable<string> Files =>
        Directory.GetFiles(s_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    [Fact]
    public void Every_file_that_a_playbook_names_is_there()
    {
        string[] named = [.. Named().Matches(ShippedFiles.PlaybookText + ShippedFiles.RolloutText)
            .Select(match => match.Groups["file"].Value).Distinct()];
        Assert.Contains("kickoff-call.md", named);
        Assert.Subset(Files.ToHashSet(StringComparer.Ordinal), named.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void The_guide_lists_every_file_and_no_other()
    {
        string guide = File.ReadAllText(Path.Combine(Repository(), "playbooks", "README.md"));
        Assert.Equal(
            Files, Listed().Matches(guide).Select(match => match.Groups["file"].Value).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [Fact]
    public void Every_link_between_files_leads_somewhere() => Assert.All(Files, file => Assert.Subset(
        Files.ToHashSet(StringComparer.Ordinal),
        Link().Matches(Text(file)).Select(match => match.Groups["file"].Value).ToHashSet(StringComparer.Ordinal)));

    [Fact]
    public void A_call_or_key_that_a_file_speaks_of_exists()
    {
        var known = Api.Rpcs.All.Select(method => method.Name)
            .Concat(Keys(ShippedFiles.Playbook)).Concat(Keys(ShippedFiles.RolloutReading.Definition!))
            .Concat(Role.Usual.Select(role => role.Key))
            .Concat(Onboarding.Model.Signals.SignalCatalogue.All.Select(signal => signal.Name))
            .Concat(Onboarding.Model.Fields.FieldCatalogue.Of(Onboarding.Model.Resources.ResourceKind.Opportunity)
                .Select(field => field.Name))
            .Concat(Rules())
            .Concat(["starts_from", "validate_only"])
            .ToHashSet(StringComparer.Ordinal);
        Assert.All(Files, file => Assert.All(Code().Matches(Text(file)), match =>
            Assert.True(known.Contains(match.Groups["word"].Value), $"{file}: {match.Value}")));
    }

    [Fact]
    [Trait("Requirement", "A6.6")]
    [Trait("Requirement", "A21.2")]
    public void The_kickoff_task_names_the_script_which_validates_what_the_customer_expects()
    {
        TaskDefinition kickoff = ShippedFiles.Playbook.PlanFor("high_touch")!.Tasks.Single(task =>
            task.Key == "kickoff_meeting");
        Assert.Contains("library/kickoff-call.md", kickoff.Description, StringComparison.Ordinal);
        string script = Text("kickoff-call.md");
        Assert.Contains("## Discovery questions", script, StringComparison.Ordinal);
        Assert.All(ShippedFiles.Workspace.RequiredHandoffFields("high_touch"), field =>
            Assert.Contains($"`{field}`", script, StringComparison.Ordinal));
        Assert.All(
            new[]
            {
                "**confirmed**", "**corrected**", "**contested**", "**Goals.**", "**Success criteria.**", "**Promises.**",
            },
            words => Assert.Contains(words, script, StringComparison.Ordinal));
    }

    [Theory]
    [Trait("Requirement", "A12.9")]
    [Trait("Requirement", "A21.2")]
    [InlineData("check-ins.md", "\n## {0}\n")]
    [InlineData("escalation.md", "\n| {0} | ")]
    public void Each_stage_has_its_check_in_and_says_whom_to_involve(string file, string form)
    {
        string text = Text(file);
        Assert.All(ShippedFiles.Playbook.Plans[0].Stages, stage => Assert.Contains(
            form.Replace("{0}", stage.Title, StringComparison.Ordinal), text, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "A21.2")]
    public void The_objections_have_an_answer_and_what_the_hub_does_about_each()
    {
        string[] rows = [.. Text("objections.md").Split('\n').Where(row =>
            row.StartsWith("| \"", StringComparison.Ordinal))];
        Assert.InRange(rows.Length, 8, 20);
        Assert.All(rows, row => Assert.All(row.Trim('|').Split('|'), cell => Assert.NotEmpty(cell.Trim())));
    }

    [Fact]
    [Trait("Requirement", "A12.12")]
    [Trait("Requirement", "A21.1")]
    public void The_guide_for_stalled_cases_has_a_pattern_for_each_kind_of_blocker_and_collects_new_ones()
    {
        string guide = Text("troubleshooting.md");
        Assert.All(
            new[] { "missing customer input", "internal approval", "provisioning step", "technical", "other" },
            kind => Assert.Contains($"| {kind} |", guide, StringComparison.Ordinal));
        Assert.Contains("## Collect the pattern", guide, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A8.12")]
    [Trait("Requirement", "A21.1")]
    public void The_runbook_has_every_rule_of_the_reviews_with_what_to_do_and_how_a_playbook_is_changed()
    {
        string runbook = Text("maintenance.md");
        Assert.All(Rules(), rule => Assert.Contains($"`{rule}`", runbook, StringComparison.Ordinal));
        Assert.All(
            new[] { "PublishPlaybookRevision", "PreviewMigration", "**Structural**" },
            word => Assert.Contains(word, runbook, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "A4.9")]
    public void Each_persona_has_its_content_and_its_role()
    {
        string personas = Text("personas.md");
        Assert.All(new[] { "Executive", "Team lead", "Power user" }, persona =>
            Assert.Contains($"\n| {persona} | `customer_", personas, StringComparison.Ordinal));
        Assert.All(Role.Usual.Where(role => role.AtCustomer), role =>
            Assert.Contains($"`{role.Key}`", personas, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "A21.4")]
    public void The_training_plan_has_each_session_of_the_rollout_with_its_minutes()
    {
        string plan = Text("training-plan.md");
        foreach (TaskDefinition session in ShippedFiles.RolloutReading.Definition!.Plans[0].Tasks.Where(task =>
            task.Key.EndsWith("_training_delivered", StringComparison.Ordinal)))
        {
            string minutes = Minutes().Match(session.Title).Groups["minutes"].Value;
            string row = plan.Split('\n').Single(line =>
                line.StartsWith($"| `{session.Key}` |", StringComparison.Ordinal));
            Assert.Contains($"| {minutes}", row, StringComparison.Ordinal);
            Assert.Contains("library/training-plan.md", session.Description, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Requirement", "A2.11")]
    public void The_intake_form_explains_each_input_that_the_rollout_asks_for()
    {
        string form = Text("intake-form.md");
        TaskDefinition task = ShippedFiles.RolloutReading.Definition!.Plans[0].Tasks.Single(one =>
            one.Key == "intake_form_completed");
        Assert.All(task.NeedsInputs, input => Assert.Contains($"\n| `{input}` | ", form, StringComparison.Ordinal));
    }

    /// <summary>The rules by which months, quarters and half-years are reviewed.</summary>
    private static IEnumerable<string> Rules() => new[] { 1, 3, 6 }
        .SelectMany(months => new MaintenanceWatch([], [], ShippedFiles.Workspace, null).Findings(
            new ReviewPeriod(months, new DateOnly(2026, 1, 1))))
        .Select(finding => finding.Rule)
        .Append("completion_in_time:{tier}");

    private static IEnumerable<string> Keys(PlaybookDefinition playbook) => playbook.Plans.SelectMany(plan =>
        plan.Tasks.Select(task => task.Key).Concat(plan.Inputs.Select(input => input.Key)));

    private static string Text(string file) => File.ReadAllText(Path.Combine(s_folder, file));

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Onboarding.Hub.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }

    [GeneratedRegex(@"library/(?<file>[a-z-]+\.md)", RegexOptions.None, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"^\| \[(?<file>[a-z-]+\.md)\]\(library/\k<file>\) \|", RegexOptions.Multiline, 1000)]
    private static partial Regex Listed();

    [GeneratedRegex(@"\]\((?<file>[a-z-]+\.md)\)", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("`(?<word>[^`]+)`", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\((?<minutes>\d+) minutes", RegexOptions.None, 1000)]
    private static partial Regex Minutes();
}
