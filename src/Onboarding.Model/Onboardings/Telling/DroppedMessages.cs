using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Telling;

/// <summary>
/// Finds the messages that a migration leaves this customer without: those that the revision has no more, and those of
/// the revision whose one occasion is past. What still may come, or has come in the same decision, is none of them.
/// </summary>
internal static class DroppedMessages
{
    public static IEnumerable<DroppedMessage> Of(
        OnboardingState before, OnboardingState after, IReadOnlyCollection<OnboardingEvent> events)
    {
        foreach (MessageDefinition gone in before.Plan.Messages.Where(
            known => Find(after.Plan, known.Key) is null && !IsPast(before, known)))
        {
            yield return new DroppedMessage(gone.Key, gone.Title, "the revision has none");
        }

        foreach (MessageDefinition definition in after.Plan.Messages.Where(known => IsPast(after, known)))
        {
            bool wasPast = Find(before.Plan, definition.Key) is { } was && was.On == definition.On
                && IsPast(before, was);
            if (!wasPast && !HappensIn(events, definition))
            {
                yield return new DroppedMessage(definition.Key, definition.Title, Why(before, definition));
            }
        }
    }

    private static string Why(OnboardingState before, MessageDefinition definition) => definition.On.Occasion switch
    {
        MessageOccasion.Dated when before.MessagesDated.Contains(definition.Key, StringComparer.Ordinal) =>
            "its day has come once already, and a message comes once",
        MessageOccasion.Dated => "its day is past by now",
        MessageOccasion.Start or MessageOccasion.HandoffComplete => "the onboarding has begun already",
        _ => "what it tells of is past",
    };

    // Only what comes once at most can be past; any stage or milestone, a weekday or an alarm may come again.
    private static bool IsPast(OnboardingState state, MessageDefinition definition) => definition.On switch
    {
        { Occasion: MessageOccasion.Dated } => state.MessagesDated.Contains(definition.Key, StringComparer.Ordinal),
        { Occasion: MessageOccasion.Start or MessageOccasion.HandoffComplete } => true,
        { Occasion: MessageOccasion.StageEntered, Key: { } key } =>
            state.Stages.Any(stage => stage.Key == key && stage.EnteredAt is not null),
        { Occasion: MessageOccasion.MilestoneReached, Key: { } key } => state.Milestone(key)?.AchievedOn is not null,
        { Occasion: MessageOccasion.TaskDone, Key: { } key } =>
            state.Task(key)?.Phase is TaskPhase.Completed or TaskPhase.Skipped,
        _ => false,
    };

    private static bool HappensIn(IEnumerable<OnboardingEvent> events, MessageDefinition definition) =>
        events.Any(@event => @event switch
        {
            OnboardingEvent.MessagesIntended intended =>
                intended.Dated.Contains(definition.Key, StringComparer.Ordinal),
            OnboardingEvent.StageEntered entered =>
                definition.On.Occasion == MessageOccasion.StageEntered && entered.Key == definition.On.Key,
            OnboardingEvent.MilestoneAchieved achieved =>
                definition.On.Occasion == MessageOccasion.MilestoneReached && achieved.Key == definition.On.Key,
            OnboardingEvent.TaskCompleted done =>
                definition.On.Occasion == MessageOccasion.TaskDone && done.Key == definition.On.Key,
            _ => false,
        });

    private static MessageDefinition? Find(PlaybookPlan plan, string key) =>
        plan.Messages.FirstOrDefault(known => known.Key == key);
}
