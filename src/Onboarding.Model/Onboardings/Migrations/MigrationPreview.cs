using System.Collections.Immutable;

using Onboarding.Model.Messages;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Playbooks.Files;

namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>
/// All that comes of a migration: the merge, and what follows from it in the same decision. It is read off the events
/// of that decision, so what is shown before it is done and what is told afterwards are one.
/// </summary>
public sealed record MigrationPreview
{
    /// <summary>The merge.</summary>
    public required MigrationPlan Plan { get; init; }

    /// <summary>The onboarding once it is moved.</summary>
    public required OnboardingState After { get; init; }

    /// <summary>Keys of unfinished tasks, there before and afterwards, that are due on another day or none.</summary>
    public required ImmutableArray<string> TasksRedated { get; init; }

    /// <summary>Keys of milestones not reached, there before and afterwards, with another target or none.</summary>
    public required ImmutableArray<string> MilestonesRedated { get; init; }

    /// <summary>Messages that are made in the same moment.</summary>
    public required ImmutableArray<MessageIntent> MessagesMade { get; init; }

    /// <summary>Messages that waited for a recipient and get one, those of a role together.</summary>
    public required ImmutableArray<OnboardingEvent.MessagesAddressed> MessagesAddressed { get; init; }

    /// <summary>Messages that do not come: the revision has none, or what they tell of is past.</summary>
    public required ImmutableArray<DroppedMessage> MessagesDropped { get; init; }

    /// <param name="before">The onboarding as it is.</param>
    /// <param name="target">The revision that it is to follow.</param>
    /// <param name="events">What was decided on the command that moves it; none where it follows the revision.</param>
    public static MigrationPreview Of(
        OnboardingState before, MigrationTarget target, ImmutableArray<OnboardingEvent> events)
    {
        OnboardingState after = events.Aggregate(before, OnboardingEvolution.Evolve);
        return new MigrationPreview
        {
            Plan = Migration.Plan(before, target),
            After = after,
            TasksRedated =
            [
                .. after.Tasks.Where(task => task.Phase is TaskPhase.Locked or TaskPhase.Open
                    && before.Task(task.Key) is { } was && was.DueOn != task.DueOn).Select(task => task.Key),
            ],
            MilestonesRedated =
            [
                .. after.Milestones.Where(milestone => milestone.AchievedOn is null
                    && before.Milestone(milestone.Key) is { } was && was.TargetOn != milestone.TargetOn)
                    .Select(milestone => milestone.Key),
            ],
            MessagesMade =
            [
                .. events.OfType<OnboardingEvent.MessagesIntended>().SelectMany(intended => intended.Messages),
            ],
            MessagesAddressed = [.. events.OfType<OnboardingEvent.MessagesAddressed>()],
            MessagesDropped = [.. DroppedMessages.Of(before, after, events)],
        };
    }

    /// <summary>How many tasks something happens to.</summary>
    public int Tasks(MigrationAct act) =>
        Plan.Changes.Count(change => change.Part == PlaybookPart.Task && change.Act == act);
}
