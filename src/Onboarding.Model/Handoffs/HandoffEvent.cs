using System.Collections.Immutable;
using System.Text.Json.Serialization;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;

namespace Onboarding.Model.Handoffs;

/// <summary>What happened to a handoff.</summary>
[JsonDerivedType(typeof(Requested), "handoff_requested")]
[JsonDerivedType(typeof(FieldsTaken), "handoff_fields_taken")]
[JsonDerivedType(typeof(TierChanged), "handoff_tier_changed")]
[JsonDerivedType(typeof(CsOwnerAssigned), "cs_owner_assigned")]
[JsonDerivedType(typeof(Completed), "handoff_completed")]
[JsonDerivedType(typeof(StartRefused), "onboarding_start_refused")]
[JsonDerivedType(typeof(StartRetried), "onboarding_start_retried")]
[JsonDerivedType(typeof(Withdrawn), "handoff_withdrawn")]
public abstract record HandoffEvent
{
    private HandoffEvent()
    {
    }

    /// <param name="Missing">Mandatory fields that are not filled in at the request.</param>
    public sealed record Requested(
        HandoffId Id, string OpportunityKey, string AccountKey, string Tier, ImmutableArray<string> Required, FieldMap Fields,
        DateTimeOffset WonAt, DateTimeOffset At, ImmutableArray<string> Missing) : HandoffEvent;

    /// <param name="Missing">Mandatory fields that are still not filled in.</param>
    public sealed record FieldsTaken(FieldMap Fields, ImmutableArray<string> Missing) : HandoffEvent;

    /// <param name="Missing">Fields mandatory for the new tier that are not filled in.</param>
    public sealed record TierChanged(string Tier, ImmutableArray<string> Required, ImmutableArray<string> Missing)
        : HandoffEvent;

    public sealed record CsOwnerAssigned(string Email) : HandoffEvent;

    public sealed record Completed(DateTimeOffset At) : HandoffEvent;

    /// <param name="Reason">What keeps the onboarding from starting and what to do.</param>
    /// <param name="RetryAt">When it is tried again.</param>
    public sealed record StartRefused(string Reason, DateTimeOffset RetryAt) : HandoffEvent;

    /// <param name="At">When.</param>
    public sealed record StartRetried(DateTimeOffset At) : HandoffEvent;

    public sealed record Withdrawn(DateTimeOffset At) : HandoffEvent;
}
