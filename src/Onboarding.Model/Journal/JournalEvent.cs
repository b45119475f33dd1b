using Onboarding.Model.Ids;

namespace Onboarding.Model.Journal;

/// <summary>One event as the journal keeps it.</summary>
public sealed record JournalEvent
{
    /// <summary>Place in the whole journal; grows, with gaps. Unique over all workspaces.</summary>
    public required long Position { get; init; }

    public required WorkspaceId Workspace { get; init; }

    public required StreamId Stream { get; init; }

    /// <summary>Place in its stream, from 1, without gaps.</summary>
    public required int Version { get; init; }

    /// <summary>Name of the event's case, such as "task_completed".</summary>
    public required string Type { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Payload { get; init; }

    public required Origin Origin { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>SHA-256 of the event's own content, lower-case hexadecimal; see <c>EventHash</c>.</summary>
    public required string Hash { get; init; }
}
