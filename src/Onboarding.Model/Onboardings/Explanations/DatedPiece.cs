using System.Diagnostics;

using Onboarding.Model.Calendars;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Onboardings.Explanations;

/// <summary>A task, a milestone, or the SLA of a stage: something of an onboarding that has a day.</summary>
/// <param name="Part">Which of the three.</param>
/// <param name="Key">Its key in the plan.</param>
public readonly record struct DatedPiece(PlaybookPart Part, string Key)
{
    /// <summary>Whether the onboarding has such a thing.</summary>
    public bool IsIn(OnboardingState state)
    {
        string key = Key;
        return Part switch
        {
            PlaybookPart.Task => state.Task(key) is not null,
            PlaybookPart.Milestone => state.Milestone(key) is not null,
            PlaybookPart.Stage => state.Stages.Any(stage => stage.Key == key),
            _ => false,
        };
    }

    /// <summary>The day that it has; null when it has none, or is not there.</summary>
    public DateOnly? DayIn(OnboardingState state)
    {
        string key = Key;
        return Part switch
        {
            PlaybookPart.Task => state.Task(key)?.DueOn,
            PlaybookPart.Milestone => state.Milestone(key)?.TargetOn,
            PlaybookPart.Stage => state.Stage(key)?.SlaDueOn,
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Its rule, with the stage that the rule means named.</summary>
    internal DueRule RuleIn(PlaybookPlan plan)
    {
        string key = Key;
        switch (Part)
        {
            case PlaybookPart.Task:
                TaskDefinition task = plan.Tasks.First(known => known.Key == key);
                return task.Due is { Anchor: DueAnchor.StageEntry, Key: null }
                    ? task.Due with { Key = task.Stage }
                    : task.Due;
            case PlaybookPart.Milestone:
                return plan.Milestones.First(known => known.Key == key).Target;
            case PlaybookPart.Stage:
                StageDefinition stage = plan.Stages.First(known => known.Key == key);
                return new DueRule(stage.SlaDays, stage.SlaUnit, DueAnchor.StageEntry, key);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Whether its day stands for good, and why: "it is completed".</summary>
    internal string? FinishedIn(OnboardingState state)
    {
        string key = Key;
        return Part switch
        {
            PlaybookPart.Task when state.Task(key) is { Phase: TaskPhase.Completed or TaskPhase.Skipped } task =>
                $"it is {task.Phase.ToString().ToLowerInvariant()}",
            PlaybookPart.Milestone when state.Milestone(key)?.AchievedOn is { } on =>
                $"it was reached on {on:yyyy-MM-dd}",
            PlaybookPart.Stage when state.Stage(key)!.CompletedAt is not null =>
                "it is passed",
            _ => null,
        };
    }

    public override string ToString() => Part == PlaybookPart.Stage
        ? $"the SLA of stage {Key}"
        : $"{Part.ToString().ToLowerInvariant()} {Key}";
}
