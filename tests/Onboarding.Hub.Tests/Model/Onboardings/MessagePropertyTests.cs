using Onboarding.Model.Fields;
using Onboarding.Model.Journal;
using Onboarding.Model.Messages;
using Onboarding.Model.NextActions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Testing.Builders;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Model.Onboardings;

/// <summary>What holds of messages for every playbook and whatever is asked of an onboarding.</summary>
public sealed class MessagePropertyTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Requirement", "A14.3")]
    public void Each_is_made_once_for_its_cause_and_none_is_lost() => Hold(history =>
    {
        int reached = 0;
        foreach (OnboardingHistory.Step step in history.Steps)
        {
            List<MessageIntent> made = Made(step);
            Assert.Equal(made.Count, made.DistinctBy(one => (one.Key, one.Cause, one.Role)).Count());
            Assert.Equal(
                made.Where(one => one.To is not null).Count(),
                made.Where(one => one.To is not null).DistinctBy(one => (one.Key, one.Cause, one.To)).Count());

            // The plan of every history has this message for its manager, unless it has none at all.
            if (step.After.Plan.Messages.Any(message => message.Key == "always"))
            {
                string[] milestones = [.. step.Events.OfType<OnboardingEvent.MilestoneAchieved>()
                    .Where(achieved => !HasOwn(step.After.Plan, achieved.Key))
                    .Select(achieved => $"milestone:{achieved.Key}")];
                Assert.Equal(milestones, made.Where(one => one.Key == "always").Select(one => one.Cause));
                reached += milestones.Length;
            }
        }

        List<MessageIntent> all = [.. history.Steps.SelectMany(Made)];
        Assert.Equal(Enumerable.Range(1, all.Count), all.Select(one => one.Number));
        return reached;
    });

    [Fact]
    [Trait("Requirement", "A14.6")]
    public void What_a_day_brings_comes_once_whatever_is_moved() => Hold(history =>
    {
        List<MessageIntent> byDay = [.. history.Steps.SelectMany(Made)
            .Where(one => one.Cause.StartsWith("week:", StringComparison.Ordinal))];
        Assert.Equal(byDay.Count, byDay.DistinctBy(one => (one.Key, one.Cause, one.Role)).Count());
        // A revision may bring another message of the same key; within one plan there is one of each.
        if (history.Last.Revision == 1)
        {
            List<MessageIntent> dated = [.. history.Steps.SelectMany(Made)
                .Where(one => one.Cause.StartsWith("day:", StringComparison.Ordinal))];
            Assert.Equal(dated.Count, dated.DistinctBy(one => (one.Key, one.Role)).Count());
        }

        return byDay.Count;
    });

    [Fact]
    public void Nothing_is_made_after_the_end() => Hold(history =>
    {
        int ended = 0;
        foreach (OnboardingHistory.Step step in history.Steps.Where(one => one.Before is { Phase: not OnboardingPhase.Active }))
        {
            Assert.Empty(Made(step));
            ended++;
        }

        return ended;
    });

    [Fact]
    [Trait("Requirement", "A14.1")]
    [Trait("Requirement", "A20.5")]
    public void Every_text_is_filled_and_no_alarm_leaves_the_house() => Hold(history =>
    {
        int made = 0;
        foreach (OnboardingHistory.Step step in history.Steps)
        {
            foreach (MessageIntent message in Made(step))
            {
                Assert.DoesNotContain('\n', message.Subject);
                Assert.DoesNotContain("{{", message.Text.Replace("{{recipient}}", "", StringComparison.Ordinal));
                MessageDefinition definition = step.After.Plan.Messages.Single(known => known.Key == message.Key);
                Assert.False(definition.On.IsAlarm && Role.IsAtCustomer(message.Role));
                Assert.NotEqual("", message.To);
                made++;
            }
        }

        return made;
    });

    [Fact]
    public void One_without_a_recipient_waits_until_it_is_addressed_or_withdrawn() => Hold(history =>
    {
        var waiting = new HashSet<int>();
        int waited = 0;
        foreach (OnboardingHistory.Step step in history.Steps)
        {
            foreach (OnboardingEvent @event in step.Events)
            {
                waiting.ExceptWith(@event switch
                {
                    OnboardingEvent.MessagesAddressed addressed => addressed.Numbers,
                    OnboardingEvent.MessagesWithdrawn withdrawn => withdrawn.Numbers,
                    _ => [],
                });
                waiting.UnionWith(@event is OnboardingEvent.MessagesIntended intended
                    ? intended.Messages.Where(one => one.To is null).Select(one => one.Number)
                    : []);
            }

            Assert.Equal(waiting.Order(), step.After.MessageGaps.Select(gap => gap.Number).Order());
            waited += waiting.Count;
        }

        return waited;
    });

    [Theory]
    [InlineData(OnboardingPhase.Cancelled)]
    [InlineData(OnboardingPhase.Live)]
    public void None_waits_for_a_recipient_once_the_onboarding_has_ended(OnboardingPhase end) => Hold(history =>
    {
        OnboardingState state = history.Last;
        List<OnboardingEvent> events = [.. history.Events];
        DateTimeOffset now = history.Steps[^1].Now;
        IEnumerable<OnboardingCommand> commands =
            end == OnboardingPhase.Live ? ToLive(state) : [new OnboardingCommand.Cancel("Sold.")];
        foreach (OnboardingCommand command in commands)
        {
            if (OnboardingDecisions.Decide(state, command, now) is Decision<OnboardingEvent>.Accepted accepted)
            {
                state = accepted.Events.Aggregate(
                    state, (before, @event) => OnboardingEvolution.Evolve(before, @event)!);
                events.AddRange(accepted.Events);
            }
        }

        if (state.Phase != end)
        {
            return 0;
        }

        Assert.Empty(state.MessageGaps);
        List<MessageState> messages = Messages(state, events);
        Assert.DoesNotContain(messages, message => message.Phase == MessagePhase.Unaddressed);
        return messages.Count(message => message.Phase == MessagePhase.Withdrawn);
    });

    /// <summary>Everything that is open, done as often as one thing can wait for another.</summary>
    private static IEnumerable<OnboardingCommand> ToLive(OnboardingState state) => Enumerable.Range(0, 20).SelectMany(
        IEnumerable<OnboardingCommand> (_) =>
        [
            .. state.Blockers.Select(blocker => new OnboardingCommand.ResolveBlocker(blocker.Key)),
            .. state.Inputs.Select(input => new OnboardingCommand.ReceiveInput(input.Key, "here")),
            .. state.Inputs.Select(input => new OnboardingCommand.VerifyInput(input.Key)),
            .. state.Tasks.Select(task => new OnboardingCommand.SkipTask(task.Key, "ann@vendor.example", "Done.")),
            .. state.SetupActions.Select(
                action => new OnboardingCommand.SkipSetupAction(action.Key, "Not needed.", "ann@vendor.example")),
            .. state.Milestones.Select(milestone => new OnboardingCommand.ConfirmMilestone(
                milestone.Key, state.Start.Calendar.DayOf(state.StartedAt), "ann@vendor.example", "seen")),
            new OnboardingCommand.ObserveFacts(FieldMap.Of([.. new[]
            {
                "first_login_on", "setup_completed_on", "first_feature_adopted_on", "first_value_on",
            }.Select(name => (name, (FieldValue)new FieldValue.Date(state.Start.Calendar.DayOf(state.StartedAt))))])),
        ]);

    /// <summary>The messages that the events of an onboarding make, as they are in the end.</summary>
    private static List<MessageState> Messages(OnboardingState onboarding, IEnumerable<OnboardingEvent> events)
    {
        var messages = new Dictionary<int, MessageState>();
        foreach ((int number, MessageCommand command) in events.SelectMany(
            IEnumerable<(int, MessageCommand)> (@event) => @event switch
            {
                OnboardingEvent.MessagesIntended made => made.Messages.Select(one => (one.Number,
                    (MessageCommand)new MessageCommand.Begin(onboarding.Start.Id, made.Customer, one, made.At))),
                OnboardingEvent.MessagesAddressed addressed => addressed.Numbers.Select(
                    one => (one, (MessageCommand)new MessageCommand.Address(addressed.To, addressed.Name))),
                OnboardingEvent.MessagesWithdrawn withdrawn => withdrawn.Numbers.Select(
                    one => (one, (MessageCommand)new MessageCommand.Withdraw(withdrawn.Reason))),
                _ => [],
            }))
        {
            MessageState? before = messages.GetValueOrDefault(number);
            var decided = Assert.IsType<Decision<MessageEvent>.Accepted>(
                Message.Decide(before, command, onboarding.StartedAt));
            messages[number] = decided.Events.Aggregate(before, Message.Evolve)!;
        }

        return [.. messages.Values];
    }

    private static bool HasOwn(PlaybookPlan plan, string milestone) => plan.Messages.Any(message =>
        message.On is { Occasion: MessageOccasion.MilestoneReached, Key: { } key } && key == milestone
        && message.To.Contains("csm"));

    private static List<MessageIntent> Made(OnboardingHistory.Step step) =>
        [.. step.Events.OfType<OnboardingEvent.MessagesIntended>().SelectMany(intended => intended.Messages)];

    private void Hold(Func<OnboardingHistory, int> promise)
    {
        int seen = 0;
        Histories.Hold(output, history => seen += promise(history), count: 300);
        // A promise about what never comes would hold of itself.
        Assert.InRange(seen, 30, int.MaxValue);
    }
}
