using Onboarding.Model.Fields;
using Onboarding.Model.Ids;

namespace Onboarding.Sync.Runs;

/// <summary>Both sides changed one field since they last agreed; the loser's value is kept here.</summary>
public sealed record Conflict
{
    /// <summary>Given by resource, field and the two values, so that a repeat finds it.</summary>
    public required Guid Id { get; init; }

    public required ConnectionId Connection { get; init; }

    public required string Stream { get; init; }

    public required string ResourceKey { get; init; }

    public required string Field { get; init; }

    public required FieldValue Kept { get; init; }

    public required FieldValue Lost { get; init; }

    /// <summary>Who gave the value that was kept: "connection:{name}" or a person.</summary>
    public required string KeptFrom { get; init; }

    public required string LostFrom { get; init; }

    public required ConflictState State { get; init; }

    public required DateTimeOffset FoundAt { get; init; }
}
