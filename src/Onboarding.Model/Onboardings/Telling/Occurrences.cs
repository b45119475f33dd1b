using System.Collections.Immutable;

using Onboarding.Model.Messages;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Telling;

/// <summary>What events mean to those who write messages.</summary>
internal static class Occurrences
{
    private static readonly ImmutableDictionary<string, string> s_none = ImmutableDictionary<string, string>.Empty;

    /// <summary>What an event is an occasion for.</summary>
    /// <param name="state">The onboarding after the decision that the event belongs to.</param>
    /// <param name="event">The event.</param>
    public static IEnumerable<Occurrence> Of(OnboardingState state, OnboardingEvent @event)
    {
        switch (@event)
        {
            case OnboardingEvent.Started started:
                yield return new(MessageOccasion.Start, null, "start", state.Owner, s_none);
                if (started.Start.Handoff is { } handoff)
                {
                    yield return new(MessageOccasion.HandoffComplete, null, $"handoff:{handoff}", state.Owner, s_none);
                }

                break;
            case OnboardingEvent.KickoffMoved moved:
                yield return new(
                    MessageOccasion.KickoffMoved, null, $"kickoff:{moved.On:yyyy-MM-dd}", state.Owner, s_none);
                break;
            case OnboardingEvent.StageEntered entered:
                yield return new(
                    MessageOccasion.StageEntered, entered.Key, $"stage:{entered.Key}", state.Owner, s_none);
                break;
            case OnboardingEvent.MilestoneAchieved achieved:
                yield return OfMilestone(state, achieved);
                break;
            case OnboardingEvent.TaskCompleted done:
                yield return OfTask(state, MessageOccasion.TaskDone, done.Key, $"task:{done.Key}");
                break;
            case OnboardingEvent.TaskReminded reminded:
                yield return OfTask(state, MessageOccasion.TaskReminder, reminded.Key,
                    $"reminder:{reminded.Key}:{reminded.DaysBefore}");
                break;
            case OnboardingEvent.TaskFellOverdue overdue:
                yield return OfTask(state, MessageOccasion.TaskOverdue, overdue.Key, $"overdue:{overdue.Key}");
                break;
            case OnboardingEvent.WentLive:
                yield return new(MessageOccasion.Live, null, "live", state.Owner, s_none);
                break;
            default:
                foreach (Occurrence alarm in Alarm(state, @event))
                {
                    yield return alarm;
                }

                break;
        }
    }

    private static IEnumerable<Occurrence> Alarm(OnboardingState state, OnboardingEvent @event) => @event switch
    {
        OnboardingEvent.BlockerRaised raised =>
            [new(MessageOccasion.BlockerRaised, null, $"blocker:{raised.Key}", raised.Owner, Why(
                $"{Words(raised.Kind)}: {raised.Description}"))],
        OnboardingEvent.EscalationRaised raised =>
            [new(OccasionOf(raised.Cause), null, raised.Cause, raised.Owner, Why(raised.Why))],
        OnboardingEvent.EscalationPassedOn passed =>
            [new(MessageOccasion.EscalationRaised, null, passed.Cause, passed.Owner, Why(
                $"nobody took it on in time: {state.Escalations.First(one => one.Cause == passed.Cause).Why}"))],
        OnboardingEvent.Cancelled cancelled =>
            [new(MessageOccasion.Cancelled, null, "cancelled", state.Owner, Why(cancelled.Reason))],
        _ => [],
    };

    private static MessageOccasion OccasionOf(string cause) => cause.Split(':', 2)[0] switch
    {
        "stalled" or "golive" => MessageOccasion.Stalled,
        "sla" => MessageOccasion.SlaBreached,
        _ => MessageOccasion.EscalationRaised,
    };

    private static Occurrence OfMilestone(OnboardingState state, OnboardingEvent.MilestoneAchieved achieved)
    {
        MilestoneDefinition? definition = state.Plan.Milestones.FirstOrDefault(known => known.Key == achieved.Key);
        return new(MessageOccasion.MilestoneReached, achieved.Key, $"milestone:{achieved.Key}", state.Owner, s_none
            .Add("milestone", MessageText.OneLine(definition?.Title ?? achieved.Key))
            .Add("reached_on", MessageFacts.Day(achieved.On)));
    }

    private static Occurrence OfTask(OnboardingState state, MessageOccasion occasion, string key, string cause)
    {
        TaskState? task = state.Task(key);
        string title = state.Plan.Tasks.FirstOrDefault(known => known.Key == key)?.Title ?? key;
        return new(occasion, key, cause, task?.Owner ?? state.Owner, s_none
            .Add("task", MessageText.OneLine(title))
            .Add("due_on", task?.DueOn is { } due ? MessageFacts.Day(due) : "no day"));
    }

    private static ImmutableDictionary<string, string> Why(string why) => s_none.Add("why", MessageText.OneLine(why));

    private static string Words(BlockerKind kind) => kind switch
    {
        BlockerKind.MissingCustomerInput => "missing input of the customer",
        BlockerKind.InternalApproval => "internal approval",
        BlockerKind.ProvisioningStep => "provisioning step",
        BlockerKind.Technical => "technical",
        _ => "other",
    };
}
