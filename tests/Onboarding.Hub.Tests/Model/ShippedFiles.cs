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

    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "playbooks");

    public static string PlaybookText { get; } = File.ReadAllText(Path.Combine(s_folder, PlaybookName));

    public static string WorkspaceText { get; } = File.ReadAllText(Path.Combine(s_folder, WorkspaceName));

    public static PlaybookReading PlaybookReading { get; } = PlaybookFile.Read(PlaybookText, PlaybookName);

    public static PlaybookDefinition Playbook => PlaybookReading.Definition!;

    public static WorkspaceSettings Workspace { get; } = WorkspaceFile.Read(WorkspaceText, WorkspaceName).Settings!;
}
