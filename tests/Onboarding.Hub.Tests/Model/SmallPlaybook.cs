using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Analysis;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Model.Workspaces;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

/// <summary>The smallest playbook that reads without a fault, to be spoilt one line at a time.</summary>
internal static class SmallPlaybook
{
    public const string Text = """
        name: small
        title: Small
        escalation:
          - {tell: csm, acknowledge_within: 1 day}
        stages:
          first:
            title: First
            owner: csm
            sla: 5 days
          second:
            title: Second
            owner: csm
            sla: 5 days
        inputs:
          paper: {title: Paper, kind: document, owner: csm}
        milestones:
          value:
            title: Value
            target: 5 business days after closed_won
            proof: first_value_on is filled
            first_value: true
        tasks:
          call:
            title: Call
            stage: first
            owner: csm
            due: 1 day after start
            area: setup
          mail:
            title: Mail
            stage: first
            owner: csm
            due: 2 days after start
            after: [call]
            area: communication
          close:
            title: Close
            stage: second
            owner: csm
            due: 4 days after stage entry
            after: [mail]
            area: handoff
        variants:
          high_touch:
            title: All

        """;

    public static WorkspaceSettings Workspace { get; } = new()
    {
        DisplayName = "Example",
        Playbook = "small",
        Tiers = [new TierRule("high_touch", "High touch", null)],
        Handoff = [new HandoffPolicy("high_touch", ["goals"])],
        Roles = [new RoleAssignment("csm", null, ["csm@example.com"])],
    };

    public static string With(string line, string instead)
    {
        Assert.Contains(line, Text, StringComparison.Ordinal);
        return Text.Replace(line, instead, StringComparison.Ordinal);
    }

    public static string Faults(string text) =>
        string.Join('\n', PlaybookFile.Read(text, "small.yaml").Faults);

    public static PlaybookDefinition Read(string text)
    {
        PlaybookReading reading = PlaybookFile.Read(text, "small.yaml");
        Assert.Equal("", string.Join('\n', reading.Faults));
        return reading.Definition!;
    }

    public static string Findings(string text)
    {
        PlaybookReading reading = PlaybookFile.Read(text, "small.yaml");
        Assert.Equal("", string.Join('\n', reading.Faults));
        return string.Join('\n', PlaybookAnalysis.Findings(reading.Definition!, Workspace, reading.Sources));
    }
}
