using System.Collections.Immutable;
using System.Text.Json.Serialization;

using Onboarding.Model.Fields;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model.Resources;

/// <summary>What happened to an account, opportunity or contact.</summary>
[JsonDerivedType(typeof(Revised), "resource_revised")]
[JsonDerivedType(typeof(FieldConflicted), "field_conflicted")]
[JsonDerivedType(typeof(StakeholderNamed), "stakeholder_named")]
[JsonDerivedType(typeof(StakeholderRemoved), "stakeholder_removed")]
[JsonDerivedType(typeof(TierAssigned), "tier_assigned")]
[JsonDerivedType(typeof(OpportunityWon), "opportunity_won")]
[JsonDerivedType(typeof(OpportunityReopened), "opportunity_reopened")]
[JsonDerivedType(typeof(Deleted), "resource_deleted")]
[JsonDerivedType(typeof(Restored), "resource_restored")]
public abstract record ResourceEvent
{
    private ResourceEvent()
    {
    }

    /// <summary>Fields took new values; the first event of every resource.</summary>
    public sealed record Revised(
        ResourceKind Kind, string Key, string Source, ImmutableSortedDictionary<string, FieldState> Fields) : ResourceEvent;

    /// <summary>
    /// Two sides changed one field. The field holds <see cref="Kept"/> afterwards; <see cref="Lost"/> is kept in a
    /// conflict record. <see cref="Asked"/>: a person is to decide, and the field is as it was.
    /// </summary>
    public sealed record FieldConflicted(string Field, FieldState Kept, FieldState Lost, bool Asked) : ResourceEvent;

    public sealed record StakeholderNamed(string RecordKey, string Stakeholder) : ResourceEvent;

    public sealed record StakeholderRemoved(string RecordKey) : ResourceEvent;

    public sealed record TierAssigned(Classification Classification) : ResourceEvent;

    /// <summary>
    /// The deal became closed-won, for the <see cref="Time"/>th time. <see cref="Arrived"/>: it was won when the hub first
    /// saw it, so it may have been for years.
    /// </summary>
    public sealed record OpportunityWon(int Time, DateTimeOffset WonAt, bool Arrived = false) : ResourceEvent;

    /// <summary>The deal is not closed-won any more.</summary>
    public sealed record OpportunityReopened : ResourceEvent;

    public sealed record Deleted(string? MergedInto) : ResourceEvent;

    public sealed record Restored : ResourceEvent;
}
