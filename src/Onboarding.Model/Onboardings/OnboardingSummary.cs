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

    public required int OpenEscalations { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required int? TimeToValueDays { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required DateTimeOffset? EndedAt { get; init; }
}
