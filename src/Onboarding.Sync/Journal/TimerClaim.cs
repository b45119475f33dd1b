using System.Collections.Immutable;

namespace Onboarding.Sync.Journal;

/// <summary>Which due timers somebody wants to deal with.</summary>
public sealed record TimerClaim
{
    /// <summary>Kinds of aggregates.</summary>
    public required ImmutableArray<string> Kinds { get; init; }

    /// <summary>The instant at which they are due.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Most timers.</summary>
    public required int Max { get; init; }

    /// <summary>How long the claim holds.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>Lanes whose timers are left to be claimed later.</summary>
    public ImmutableArray<TimerLane> Busy { get => field.IsDefault ? [] : field; init; } = [];
}
