using System.Collections.Immutable;

using Onboarding.Model.Onboardings;

namespace Onboarding.Model.Maintenance;

/// <summary>What reviews and reports look at in one onboarding.</summary>
public sealed record PortfolioEntry
{
    /// <summary>Name of the customer, for people.</summary>
    public required string Title { get; init; }

    public required string Tier { get; init; }

    /// <summary>Day of closed-won; its month is the cohort.</summary>
    public required DateOnly WonOn { get; init; }

    public required DateOnly StartedOn { get; init; }

    public required OnboardingPhase Phase { get; init; }

    public required bool IsStalled { get; init; }

    /// <summary>Days from closed-won to first value; null until it is reached.</summary>
    public int? TimeToValueDays { get; init; }

    /// <summary>Day on which first value was reached.</summary>
    public DateOnly? FirstValueOn { get; init; }

    /// <summary>Milestones with their target days and the days on which they were reached.</summary>
    public required ImmutableArray<(DateOnly? TargetOn, DateOnly? AchievedOn)> Milestones { get; init; }

    /// <summary>Calendar days in each stage that was passed, by the stage's key.</summary>
    public required ImmutableArray<(string Stage, int Days)> StagesPassed { get; init; }

    /// <summary>Titles of the tasks that were skipped, with the day.</summary>
    public required ImmutableArray<(string Title, DateOnly On)> Skipped { get; init; }

    /// <summary>Key of the stage it is in; the last one once all are passed.</summary>
    public required string Stage { get; init; }

    /// <summary>How many tasks were completed.</summary>
    public required int TasksCompleted { get; init; }

    /// <summary>Most of them that were completed on one day.</summary>
    public required int CompletedOnOneDay { get; init; }

    /// <summary>Whether it follows a plan that no other has, with pieces kept from an earlier revision.</summary>
    public required bool IsOnItsOwn { get; init; }

    /// <summary>How many tasks apply to the customer.</summary>
    public required int Tasks { get; init; }

    /// <summary>Last target day of its milestones; null while one has none.</summary>
    public DateOnly? TargetOn => Milestones.Length == 0 || Milestones.Any(milestone => milestone.TargetOn is null)
        ? null
        : Milestones.Max(milestone => milestone.TargetOn);

    /// <summary>Whether every milestone was reached by the last target day.</summary>
    public bool IsInTime => TargetOn is { } target && Milestones.All(milestone => milestone.AchievedOn <= target);

    public static PortfolioEntry Of(OnboardingState state)
    {
        string? firstValue = state.Plan.Milestones.FirstOrDefault(milestone => milestone.FirstValue)?.Key;
        DateOnly Day(DateTimeOffset at) => state.Start.Calendar.DayOf(at);
        DateOnly[] completed =
        [
            .. state.Tasks
                .Where(task => task is { Phase: TaskPhase.Completed, ClosedAt: not null })
                .Select(task => Day(task.ClosedAt!.Value)),
        ];
        return new PortfolioEntry
        {
            Title = state.Start.Title,
            Tier = state.Start.Tier,
            WonOn = Day(state.Start.ClosedWonAt),
            StartedOn = Day(state.StartedAt),
            Phase = state.Phase,
            IsStalled = state is { Phase: OnboardingPhase.Active, Health: OnboardingHealth.Stalled },
            TimeToValueDays = state.TimeToValueDays,
            FirstValueOn = firstValue is null ? null : state.Milestone(firstValue)?.AchievedOn,
            Milestones = [.. state.Milestones.Select(milestone => (milestone.TargetOn, milestone.AchievedOn))],
            StagesPassed =
            [
                .. state.Stages
                    .Where(stage => stage is { EnteredAt: not null, CompletedAt: not null })
                    .Select(stage => (stage.Key, Day(stage.CompletedAt!.Value).DayNumber - Day(stage.EnteredAt!.Value).DayNumber)),
            ],
            Skipped =
            [
                .. state.Tasks
                    .Where(task => task is { Phase: TaskPhase.Skipped, ClosedAt: not null })
                    .Select(task => (TitleOf(state, task.Key), Day(task.ClosedAt!.Value))),
            ],
            Tasks = state.Tasks.Length,
            Stage = state.CurrentStage.Key,
            TasksCompleted = completed.Length,
            CompletedOnOneDay = completed.GroupBy(day => day).Select(day => day.Count()).DefaultIfEmpty().Max(),
            IsOnItsOwn = state.Followed is { Kept.IsEmpty: false },
        };
    }

    // A migration can leave a skipped task behind that the plan followed now has no words for.
    private static string TitleOf(OnboardingState state, string key) =>
        state.Plan.Tasks.FirstOrDefault(task => task.Key == key)?.Title ?? key;
}
