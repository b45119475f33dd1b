using System.Collections.Immutable;

using Onboarding.Model.Handoffs;

namespace Onboarding.Model.Maintenance;

/// <summary>What maintenance looks at in one handoff.</summary>
/// <param name="Deal">Name of the deal, for people.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="WasBlocked">Whether a mandatory field was missing at any time.</param>
/// <param name="Missing">Mandatory fields that are missing still.</param>
public sealed record HandoffEntry(string Deal, DateTimeOffset RequestedAt, bool WasBlocked, ImmutableArray<string> Missing)
{
    public static HandoffEntry Of(HandoffState state) => new(
        state.Fields.TextOf("name") ?? state.OpportunityKey, state.RequestedAt, state.WasBlocked, state.Missing);
}
