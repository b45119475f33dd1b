using Onboarding.Model.Ids;

namespace Onboarding.Storage.Databases;

/// <summary>The workspace whose rows a statement may touch; the row rules of PostgreSQL hold it to that.</summary>
internal readonly record struct Scope(string Workspace)
{
    /// <summary>
    /// Every workspace: for work that belongs to none, such as claiming timers. No workspace has this name.
    /// </summary>
    public static Scope Everywhere { get; } = new("*");

    public static implicit operator Scope(WorkspaceId workspace) => new(workspace.Value);
}
