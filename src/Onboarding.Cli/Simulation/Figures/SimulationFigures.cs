using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Onboarding.Cli.Simulation.Figures;

/// <summary>
/// What a simulation comes to, as one JSON object. Only the last member differs between two runs of a seed.
/// </summary>
internal sealed record SimulationFigures
{
    public required int Seed { get; init; }

    public required int Days { get; init; }

    /// <summary>Onboardings that were started.</summary>
    public required int Onboardings { get; init; }

    /// <summary>Deals that were won and whose handoff is not complete yet.</summary>
    public required int NotStarted { get; init; }

    public required int Live { get; init; }

    public required int Cancelled { get; init; }

    /// <summary>Handoffs that lacked a field at some time.</summary>
    public required int BlockedHandoffs { get; init; }

    public required int InputsRefused { get; init; }

    public required int Blockers { get; init; }

    public required int SlaBreaches { get; init; }

    public required int Escalations { get; init; }

    /// <summary>Median days from closed-won to first value, by tier.</summary>
    public required IReadOnlyDictionary<string, decimal> TimeToValueDays { get; init; }

    public required int PeopleLeft { get; init; }

    /// <summary>Onboardings that were under way and were handed over to a successor.</summary>
    public required int HandedOver { get; init; }

    /// <summary>Revisions that were published on the way.</summary>
    public required int Revisions { get; init; }

    /// <summary>Moves of an onboarding to another revision.</summary>
    public required int Moved { get; init; }

    /// <summary>Moves that were not made because work and revision did not fit together.</summary>
    public required int NotMoved { get; init; }

    public required ImmutableArray<MonthFigures> Months { get; init; }

    /// <summary>Events in the journal.</summary>
    public required long Events { get; init; }

    /// <summary>How often an invariant was held against an event or an onboarding.</summary>
    public required long Checks { get; init; }

    /// <summary>Calls that a platform answered badly, by connection.</summary>
    public required IReadOnlyDictionary<string, long> Faults { get; init; }

    /// <summary>Calls that the platforms count, by connection.</summary>
    public required IReadOnlyDictionary<string, long> ApiCalls { get; init; }

    /// <summary>The fewest by the vendors' rules, by connection.</summary>
    public required IReadOnlyDictionary<string, long> ApiCallsMinimum { get; init; }

    public required int Lost { get; init; }

    public required int Duplicated { get; init; }

    public required int InconsistentFields { get; init; }

    /// <summary>SHA-256 of the canonical text of all that hub and platforms hold at the end.</summary>
    public required string EndState { get; init; }

    public required double WallSeconds { get; init; }
}

/// <summary>How the figures are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SimulationFigures))]
internal sealed partial class SimulationJson : JsonSerializerContext;
