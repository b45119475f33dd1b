using System.Collections.Immutable;

using Onboarding.Model.Ids;

namespace Onboarding.Sync.Runs;

/// <summary>One pass over one connection.</summary>
public sealed record SyncRun
{
    public required Guid Id { get; init; }

    public required ConnectionId Connection { get; init; }

    public required SyncRunState State { get; init; }

    /// <summary>What started it: "schedule", "call:{request id}" or "webhook:{delivery id}".</summary>
    public required string StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Records read, per stream.</summary>
    public ImmutableSortedDictionary<string, int> Read { get; init; } = Counts;

    /// <summary>Records that changed something in the hub, per stream.</summary>
    public ImmutableSortedDictionary<string, int> Applied { get; init; } = Counts;

    /// <summary>Records written to the platform, per stream.</summary>
    public ImmutableSortedDictionary<string, int> Written { get; init; } = Counts;

    /// <summary>Records put aside as dead letters.</summary>
    public int DeadLetters { get; init; }

    /// <summary>Calls made to the platform, sign-in included.</summary>
    public int Calls { get; init; }

    /// <summary>Why it failed and what to do, without secrets; null unless <see cref="SyncRunState.Failed"/>.</summary>
    public string? Failure { get; init; }

    /// <summary>No counts.</summary>
    public static ImmutableSortedDictionary<string, int> Counts { get; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);
}
