using System.Collections.Immutable;

using Onboarding.Model.Ids;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Journal;

/// <summary>
/// Everything that one transaction writes, in one workspace: events and states, and the rows that must not be seen
/// without them. All of it is committed, or none.
/// </summary>
public sealed record WriteSet
{
    public required WorkspaceId Workspace { get; init; }

    public ImmutableArray<StreamWrite> Streams { get; init; } = [];

    /// <summary>The call that is being answered; null for work that no call asked for.</summary>
    public RequestStamp? Request { get; init; }

    /// <summary>Links inserted, or replaced by (connection, stream, resource key).</summary>
    public ImmutableArray<Link> Links { get; init; } = [];

    /// <summary>Links removed, by (connection, stream, resource key).</summary>
    public ImmutableArray<LinkKey> LinksRemoved { get; init; } = [];

    public ImmutableArray<Checkpoint> Checkpoints { get; init; } = [];

    /// <summary>Dead letters inserted, or replaced by id.</summary>
    public ImmutableArray<DeadLetter> DeadLetters { get; init; } = [];

    /// <summary>Conflicts inserted, or replaced by id.</summary>
    public ImmutableArray<Conflict> Conflicts { get; init; } = [];

    /// <summary>The sync run inserted or replaced by id; null when none is concerned.</summary>
    public SyncRun? Run { get; init; }

    public ImmutableArray<FollowerPosition> Followers { get; init; } = [];

    /// <summary>Leases on timers that this work was done under; the commit fails when one has passed to somebody else.</summary>
    public ImmutableArray<TimerLease> Leases { get; init; } = [];
}
