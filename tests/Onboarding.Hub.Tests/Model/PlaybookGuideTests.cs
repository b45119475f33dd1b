using Onboarding.Model.Definitions.Files;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Analysis;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Model.Workspaces.Files;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

/// <summary>Every snippet of playbooks/README.md is read as the hub reads it.</summary>
public sealed class PlaybookGuideTests
{
    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, Snippets().Count)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Every_snippet_of_the_guide_reads_without_a_fault(int block)
    {
        string snippet = Snippets()[block];
        string faults = snippet switch
        {
            _ when snippet.StartsWith("name:", StringComparison.Ordinal) =>
                string.Join('\n', PlaybookFile.Read(snippet, "README.md").Faults),
            _ when snippet.StartsWith("display_name:", StringComparison.Ordinal) =>
                string.Join('\n', WorkspaceFile.Read(snippet, "README.md").Faults),
            _ when snippet.StartsWith("approvers:", StringComparison.Ordinal) =>
                string.Join('\n', DefinitionsFile.Read(snippet, "README.md").Faults),
            _ => string.Join('\n', PlaybookFile.Read(LaidIntoShipped(snippet), "README.md").Faults),
        };
        Assert.Equal("", faults);
    }

    [Fact]
    public void The_playbook_and_the_workspace_of_the_guide_fit_each_other()
    {
        PlaybookReading reading = PlaybookFile.Read(Snippets()[0], "README.md");
        PlaybookDefinition playbook = reading.Definition!;
        var workspace = WorkspaceFile.Read(Snippets()[^1], "README.md").Settings!;

        Assert.Equal(playbook.Name, workspace.Playbook);
        Assert.Equal("", string.Join('\n', PlaybookAnalysis.Findings(playbook, workspace, reading.Sources)));
    }

    [Fact]
    public void The_guide_lists_every_alert_and_every_signal()
    {
        string guide = File.ReadAllText(Path.Combine(Repository(), "playbooks", "README.md"));
        string[] names =
        [
            .. ShippedFiles.Playbook.Plans.SelectMany(plan => plan.Alerts).Select(alert => alert.Key)
                .Where(key => key is not ("progress_phase_2" or "progress_phase_3")),
            .. Onboarding.Model.Signals.SignalCatalogue.All.Select(signal => signal.Name),
        ];
        Assert.All(names, name => Assert.Contains($"`{name}`", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void The_guide_has_its_snippets() => Assert.InRange(Snippets().Count, 8, 20);

    // A snippet shows lines under one key of a playbook; they must fit under that key of the shipped one.
    private static string LaidIntoShipped(string snippet)
    {
        string key = snippet[..(snippet.IndexOf('\n', StringComparison.Ordinal) + 1)];
        Assert.Contains($"\n{key}", ShippedFiles.PlaybookText, StringComparison.Ordinal);
        return ShippedFiles.PlaybookText.Replace($"\n{key}", $"\n{snippet}", StringComparison.Ordinal);
    }

    private static List<string> Snippets()
    {
        string guide = File.ReadAllText(Path.Combine(Repository(), "playbooks", "README.md"));
        return
        [
            .. guide.Split("```yaml\n").Skip(1)
                .Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]),
        ];
    }

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Onboarding.Hub.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
