using System.Collections.Immutable;

namespace Onboarding.Model.Pilots;

/// <summary>What a pilot begins with.</summary>
public sealed record PilotPlan
{
    public required string Key { get; init; }

    /// <summary>Name for people.</summary>
    public required string Title { get; init; }

    /// <summary>Segment, product line or path, in words.</summary>
    public required string Scope { get; init; }

    public required ImmutableArray<PilotCustomer> Customers { get; init; }

    public required ImmutableArray<PilotCsm> Csms { get; init; }

    /// <summary>Last day of close monitoring.</summary>
    public required DateOnly MonitorUntil { get; init; }

    public required PilotBaseline Baseline { get; init; }
}
