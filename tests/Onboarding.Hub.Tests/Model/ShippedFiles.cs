using System.Collections.Immutable;

using Onboarding.Model.Definitions.Files;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Files;
using Onboarding.Model.Workspaces;
using Onboarding.Model.Workspaces.Files;

namespace Onboarding.Hub.Tests.Model;

/// <summary>The playbook and the workspace as they are shipped beside the hub.</summary>
internal static class ShippedFiles
{
    public const string PlaybookName = "ninety-day-onboarding.yaml";
    public const string WorkspaceName = "workspace.yaml";
    public const string RolloutName = "structured-onboarding-rollout.yaml";

    /// <summary>The folder with everything that is shipped.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "playbooks");

    public static string PlaybookText { get; } = File.ReadAllText(Path.Combine(Folder, PlaybookName));

    public static string WorkspaceText { get; } = File.ReadAllText(Path.Combine(Folder, WorkspaceName));

    public static PlaybookReading PlaybookReading { get; } = PlaybookFile.Read(PlaybookText, PlaybookName);

    public static PlaybookDefinition Playbook => PlaybookReading.Definition!;

    public static string RolloutText { get; } = File.ReadAllText(Path.Combine(Folder, RolloutName));

    /// <summary>The playbook by which a team introduces structured onboarding.</summary>
    public static PlaybookReading RolloutReading { get; } = PlaybookFile.Read(RolloutText, RolloutName);

    public static ImmutableArray<ProposedDefinition> Definitions { get; } = DefinitionsFile.Read(
        File.ReadAllText(Path.Combine(Folder, "definitions.yaml")), "definitions.yaml").Definitions;

    public static WorkspaceSettings Workspace { get; } = WorkspaceFile.Read(WorkspaceText, WorkspaceName).Settings!;
}
