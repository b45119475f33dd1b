using Onboarding.Model.Ids;
using Onboarding.Model.Journal;

namespace Onboarding.Sync.Journal;

/// <summary>A due timer claimed by a sweep. The token grows with every claim: an older holder cannot act any more.</summary>
public sealed record TimerLease(WorkspaceId Workspace, StreamId Stream, DateTimeOffset Due, long Token);
