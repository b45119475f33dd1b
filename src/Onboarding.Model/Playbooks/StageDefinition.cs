using System.Collections.Immutable;

using Onboarding.Model.Calendars;

namespace Onboarding.Model.Playbooks;

/// <summary>An ordered phase. It is left when its required tasks are done and its gate is open.</summary>
public sealed record StageDefinition
{
    public required string Key { get; init; }

    public required string Title { get; init; }

    /// <summary>The role that owns the onboarding while it is in this stage.</summary>
    public required string OwnerRole { get; init; }

    /// <summary>Longest planned stay, in days of <see cref="SlaUnit"/>.</summary>
    public required int SlaDays { get; init; }

    public DayUnit SlaUnit { get; init; } = DayUnit.Calendar;

    /// <summary>
    /// Calendar days in the stage after which the onboarding counts as stalled; null takes the plan's. A stage that is
    /// planned to take longer than that says so here, or every onboarding would be stalled by plan.
    /// </summary>
    public int? StalledAfterDays { get; init; }

    /// <summary>Milestones that must be achieved before the stage is left.</summary>
    public ImmutableArray<string> GateMilestones { get; init; } = [];

    /// <summary>Inputs that must be verified before the stage is left.</summary>
    public ImmutableArray<string> GateInputs { get; init; } = [];
}
