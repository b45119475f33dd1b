using System.Collections.Immutable;

using Onboarding.Model.Messages;
using Onboarding.Model.NextActions;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Telling;

/// <summary>
/// Which messages a decision makes. Each event is an occasion once, in the decision that it belongs to, so none is made
/// twice and none is lost; what a day brings is marked in the state.
/// </summary>
internal static class MessageRules
{
    /// <summary>Calendar days after the start before anything weekly begins: the welcome comes first.</summary>
    private const int WeeklyAfterDays = 4;

    /// <summary>The messages of a decision and what it means for those that wait for a recipient.</summary>
    /// <param name="state">The onboarding after everything else of the decision.</param>
    /// <param name="happened">The events of the decision.</param>
    /// <param name="now">When it was decided.</param>
    public static IEnumerable<OnboardingEvent> Of(
        OnboardingState state, IReadOnlyCollection<OnboardingEvent> happened, DateTimeOffset now)
    {
        foreach (OnboardingEvent @event in Addressed(state, now))
        {
            yield return @event;
            state = OnboardingEvolution.Evolve(state, @event);
        }

        if (Made(state, happened, now) is { } made)
        {
            yield return made;
            state = OnboardingEvolution.Evolve(state, made);
        }

        // Nobody is named any more once it has ended, so what waits then, made just now or not, would wait for ever.
        if (state.Phase != OnboardingPhase.Active && !state.MessageGaps.IsEmpty)
        {
            string how = state.Phase == OnboardingPhase.Live ? "went live" : "was cancelled";
            yield return new OnboardingEvent.MessagesWithdrawn(
                [.. state.MessageGaps.Select(gap => gap.Number)],
                $"The onboarding {how} before anybody was known who could get it.", now);
        }
    }

    /// <summary>The next day that brings a message by itself; null when none does.</summary>
    public static DateOnly? NextDay(OnboardingState state)
    {
        if (state.Plan.Messages.IsEmpty)
        {
            return null;
        }

        IEnumerable<DateOnly?> days = state.Plan.Messages
            .Where(definition => IsAwaited(state, definition))
            .Select(definition => OnboardingTimes.DayOf(state, definition.On.Due!, null));
        return days.Append(NextWeekly(state)).Min();
    }

    /// <summary>
    /// Keys of the dated messages of a plan whose day was past when the plan came: another revision tells nobody of what
    /// is long over.
    /// </summary>
    public static ImmutableArray<string> PastOn(OnboardingState state, DateOnly day) =>
    [
        .. state.Plan.Messages.Where(definition => IsAwaited(state, definition)
            && OnboardingTimes.DayOf(state, definition.On.Due!, null) < day).Select(definition => definition.Key),
    ];

    private static IEnumerable<OnboardingEvent> Addressed(OnboardingState state, DateTimeOffset now)
    {
        foreach (IGrouping<string, MessageGap> role in state.MessageGaps.GroupBy(gap => gap.Role, StringComparer.Ordinal))
        {
            if (Audience.Of(state, role.Key, "") is { } found)
            {
                yield return new OnboardingEvent.MessagesAddressed(
                    [.. role.Select(gap => gap.Number)], role.Key, found.Address, found.Name, now);
            }
        }
    }

    private static OnboardingEvent.MessagesIntended? Made(
        OnboardingState state, IReadOnlyCollection<OnboardingEvent> happened, DateTimeOffset now)
    {
        if (state.Plan.Messages.IsEmpty)
        {
            return null;
        }

        DateOnly today = state.Start.Calendar.DayOf(now);
        // What fell due in the moment of the end is not told any more; what brought the end about is.
        bool runs = state.Phase == OnboardingPhase.Active;
        ImmutableArray<MessageDefinition> dated = runs ? DatedOn(state, today) : [];
        bool week = runs && NextWeekly(state) <= today;
        ImmutableArray<MessageIntent> intents = Intents(state, [.. Told(state, happened, dated, week, today)], now);
        return intents.IsEmpty && dated.IsEmpty && !week
            ? null
            : new OnboardingEvent.MessagesIntended(
                state.Start.Title, intents, now, today, [.. dated.Select(definition => definition.Key)]);
    }

    private static IEnumerable<(MessageDefinition Definition, Occurrence Occurrence)> Told(
        OnboardingState state, IEnumerable<OnboardingEvent> happened, ImmutableArray<MessageDefinition> dated,
        bool week, DateOnly today)
    {
        foreach (Occurrence occurrence in happened.SelectMany(@event => Occurrences.Of(state, @event)))
        {
            foreach (MessageDefinition definition in state.Plan.Messages.Where(one => IsAbout(one.On, occurrence)))
            {
                yield return (definition, occurrence);
            }
        }

        foreach (MessageDefinition definition in dated)
        {
            yield return (definition, Plain(state, definition.On.Occasion, $"day:{definition.Key}"));
        }

        DateOnly from = WeeklyFrom(state);
        foreach (MessageDefinition definition in state.Plan.Messages.Where(
            one => week && one.On.IsWeekly && NextWeekday(from, one.On.Weekday!.Value) <= today))
        {
            yield return (definition, Plain(state, definition.On.Occasion, $"week:{today:yyyy-MM-dd}"));
        }
    }

    private static ImmutableArray<MessageIntent> Intents(
        OnboardingState state, ImmutableArray<(MessageDefinition Definition, Occurrence Occurrence)> told,
        DateTimeOffset now)
    {
        var facts = new MessageFacts(state, now);
        var intents = ImmutableArray.CreateBuilder<MessageIntent>();
        // The alarm that somebody is told of last in a decision is the gravest: an overdue task that is escalated.
        var alarmed = new Dictionary<(string Cause, string To), int>();
        foreach ((MessageDefinition definition, Occurrence occurrence) in told)
        {
            if ((definition.PilotOnly && !state.InPilot) || !(definition.When?.Evaluate(state.Facts).Holds ?? true))
            {
                continue;
            }

            var reached = new HashSet<string>(StringComparer.Ordinal);
            foreach (string role in definition.To.Where(role => IsFor(state, definition, occurrence, role)))
            {
                Addressee? to = Audience.Of(state, role, occurrence.Concerned);
                if (to is not null && !reached.Add(to.Address))
                {
                    continue;
                }

                MessageIntent intent = Intent(definition, occurrence, role, to, facts);
                if (to is not null && (definition.On.IsAlarm || occurrence.Occasion == MessageOccasion.TaskOverdue))
                {
                    if (alarmed.TryGetValue((occurrence.Cause, to.Address), out int at))
                    {
                        intents[at] = intent;
                        continue;
                    }

                    alarmed[(occurrence.Cause, to.Address)] = intents.Count;
                }

                intents.Add(intent);
            }
        }

        return [.. intents.Select((intent, at) => intent with { Number = state.MessagesIntended + at + 1 })];
    }

    private static MessageIntent Intent(
        MessageDefinition definition, Occurrence occurrence, string role, Addressee? to, MessageFacts facts)
    {
        ImmutableSortedDictionary<string, string> filled = MessageText.Tokens(definition.Subject)
            .Union(MessageText.Tokens(definition.Body), StringComparer.Ordinal)
            .Where(token => token != MessageToken.Recipient
                && MessageToken.Find(token)?.IsFilledBy(definition.On.Occasion) == true)
            .ToImmutableSortedDictionary(
                token => token, token => facts.Of(token, role, to, occurrence), StringComparer.Ordinal);
        return new MessageIntent
        {
            Number = 0,
            Key = definition.Key,
            Title = definition.Title,
            Cause = occurrence.Cause,
            Role = role,
            To = to?.Address,
            ToName = to?.Name,
            Subject = MessageText.Fill(definition.Subject, filled).ReplaceLineEndings(" "),
            Text = MessageText.Fill(definition.Body, filled),
            Facts = filled,
        };
    }

    private static bool IsAbout(MessageTrigger on, Occurrence occurrence) =>
        on.Occasion == occurrence.Occasion && (on.Key is null || on.Key == occurrence.Key);

    private static bool IsFor(OnboardingState state, MessageDefinition definition, Occurrence occurrence, string role)
    {
        // Who has a message for just this stage or milestone does not get the one for any as well.
        if (definition.On.Key is null && occurrence.Key is not null && state.Plan.Messages.Any(
            other => other.On.Occasion == occurrence.Occasion && other.On.Key == occurrence.Key
                && other.To.Contains(role, StringComparer.Ordinal)))
        {
            return false;
        }

        if (occurrence.Occasion == MessageOccasion.InputsOpen)
        {
            return MessageFacts.OpenInputs(state, role).Any();
        }

        if (!Role.IsAtCustomer(role))
        {
            return true;
        }

        // The customer is reminded of their own work, and hears only of work that they may see.
        TaskDefinition? task = occurrence.Occasion is MessageOccasion.TaskDone or MessageOccasion.TaskReminder
            or MessageOccasion.TaskOverdue
            ? state.Plan.Tasks.FirstOrDefault(known => known.Key == occurrence.Key)
            : null;
        return !definition.On.IsAlarm && (task is null || (task.CustomerVisible
            && (occurrence.Occasion == MessageOccasion.TaskDone || task.OwnerRole == role)));
    }

    private static Occurrence Plain(OnboardingState state, MessageOccasion occasion, string cause) =>
        new(occasion, null, cause, state.Owner, ImmutableDictionary<string, string>.Empty);

    private static ImmutableArray<MessageDefinition> DatedOn(OnboardingState state, DateOnly today) =>
    [
        .. state.Plan.Messages.Where(definition => IsAwaited(state, definition)
            && OnboardingTimes.DayOf(state, definition.On.Due!, null) <= today),
    ];

    private static bool IsAwaited(OnboardingState state, MessageDefinition definition) =>
        definition.On.Occasion == MessageOccasion.Dated
        && !state.MessagesDated.Contains(definition.Key, StringComparer.Ordinal);

    private static DateOnly? NextWeekly(OnboardingState state)
    {
        DateOnly from = WeeklyFrom(state);
        return state.Plan.Messages.Where(definition => definition.On.IsWeekly)
            .Select(definition => (DateOnly?)NextWeekday(from, definition.On.Weekday!.Value))
            .Min();
    }

    private static DateOnly WeeklyFrom(OnboardingState state)
    {
        DateOnly first = state.Start.Calendar.DayOf(state.StartedAt).AddDays(WeeklyAfterDays - 1);
        return state.MessagesOn is { } on && on > first ? on : first;
    }

    private static DateOnly NextWeekday(DateOnly after, DayOfWeek day) =>
        after.AddDays(1 + ((7 + (int)day - (int)after.AddDays(1).DayOfWeek) % 7));
}
