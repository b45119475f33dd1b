using System.Text.Json.Serialization;

namespace Onboarding.Model.Onboardings;

/// <summary>What a list shows of an onboarding.</summary>
public sealed record OnboardingSummary
{
    public required string AccountKey { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? OpportunityKey { get; init; }

    public required OnboardingHealth Health { get; init; }

    /// <summary>Key of the current stage.</summary>
    public required string Stage { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required int TasksDone { get; init; }

    public required int TasksTotal { get; init; }

    public required int MilestonesAchieved { get; init; }

    public required int MilestonesTotal { get; init; }

    /// <summary>Inputs that were found good. 0 of 0 in what was written before this was counted.</summary>
    public int InputsVerified { get; init; }

    public int InputsTotal { get; init; }

    /// <summary>Set-up actions confirmed or put aside.</summary>
    public int SetupActionsDone { get; init; }

    public int SetupActionsTotal { get; init; }

    public required int OpenEscalations { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required int? TimeToValueDays { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required DateTimeOffset? EndedAt { get; init; }
}
