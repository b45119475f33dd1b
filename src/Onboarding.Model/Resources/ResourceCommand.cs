using System.Collections.Immutable;

using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Resources;

/// <summary>What can be asked of an account, opportunity or contact.</summary>
public abstract record ResourceCommand
{
    private ResourceCommand()
    {
    }

    /// <summary>Takes in fields that a source changed; makes the resource where it does not exist.</summary>
    /// <param name="Kind">Kind of the resource.</param>
    /// <param name="Key">Its key.</param>
    /// <param name="Source">"connection:{name}", a person's mail address, or "hub".</param>
    /// <param name="Changes">One for each field.</param>
    public sealed record Merge(ResourceKind Kind, string Key, string Source, ImmutableArray<FieldChange> Changes)
        : ResourceCommand;

    /// <summary>Makes a resource, or is refused when it exists.</summary>
    public sealed record Create(ResourceKind Kind, string Key, string Source, ImmutableArray<FieldChange> Changes)
        : ResourceCommand;

    /// <summary>Decides an open conflict: the field takes the value, whatever the ranks say.</summary>
    public sealed record Settle(string Source, FieldChange Change) : ResourceCommand;

    /// <summary>Names a stakeholder of an opportunity, or takes the one away that the record named (null).</summary>
    public sealed record NameStakeholder(string RecordKey, string? Stakeholder) : ResourceCommand;

    /// <summary>Puts an account into the tier that the rules give.</summary>
    public sealed record Classify(WorkspaceSettings Settings) : ResourceCommand;

    /// <summary>The record is gone on the platform of authority, perhaps merged into another.</summary>
    public sealed record Delete(string? MergedInto) : ResourceCommand;

    /// <summary>The record is back.</summary>
    public sealed record Restore : ResourceCommand;
}
