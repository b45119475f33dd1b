using System.Collections.Immutable;
using System.Text.Json.Serialization;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;

namespace Onboarding.Model.Handoffs;

/// <summary>
/// What sales owes to customer success at closed-won. Complete means: every mandatory field is filled in and customer
/// success is assigned.
/// </summary>
public sealed record HandoffState
{
    public required HandoffId Id { get; init; }

    public required string OpportunityKey { get; init; }

    public required string AccountKey { get; init; }

    public required string Tier { get; init; }

    /// <summary>Names of the mandatory fields, in the order of the checklist.</summary>
    public required ImmutableArray<string> Required { get; init; }

    /// <summary>The opportunity's fields that matter here, as last seen.</summary>
    public required FieldMap Fields { get; init; }

    /// <summary>When the deal was closed-won.</summary>
    public required DateTimeOffset WonAt { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Whether a mandatory field was missing at any time since the request.</summary>
    public required bool WasBlocked { get; init; }

    /// <summary>Mail address of the customer-success manager; null until assigned.</summary>
    public string? CsOwner { get; init; }

    /// <summary>When it became complete; null until then.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Why the onboarding could not be started though the handoff is complete; null when it could.</summary>
    public string? StartRefusedBecause { get; init; }

    /// <summary>When the start is tried again; null unless it was refused.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>How often the start was tried again.</summary>
    public int StartTries { get; init; }

    /// <summary>When it was called off because the deal was reopened; null otherwise.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Mandatory fields that are not filled in, in the order of the checklist.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Missing => MissingOf(Required, Fields);

    /// <summary>Those of the required fields that are not filled in, in their order.</summary>
    public static ImmutableArray<string> MissingOf(ImmutableArray<string> required, FieldMap fields) =>
        [.. required.Where(name => !(fields.Get(name)?.IsFilled ?? false))];
}
