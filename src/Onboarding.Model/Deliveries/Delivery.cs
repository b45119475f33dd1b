using System.Diagnostics;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;

namespace Onboarding.Model.Deliveries;

/// <summary>The rules of a delivery: it is sent until it is taken, refused, not needed any more, or too often in vain.</summary>
public static class Delivery
{
    private const int TitleLengthMax = 300;

    /// <summary>Key of the delivery of a request: its id on the wire, in every attempt.</summary>
    public static string KeyOf(OnboardingId onboarding, string action, int request) =>
        IdSource.From("delivery", $"{onboarding}", action, $"{request}").ToString("D");

    public static Decision<DeliveryEvent> Decide(DeliveryState? state, DeliveryCommand command, DateTimeOffset now)
    {
        if (command is DeliveryCommand.Begin begin)
        {
            return state is null ? Of(new DeliveryEvent.Enqueued(begin.Message, now)) : Decision<DeliveryEvent>.Unchanged;
        }

        if (state is null)
        {
            return Decision<DeliveryEvent>.Refuse(RefusalReason.NotFound, "There is no such delivery.");
        }

        bool isPending = state.Phase == DeliveryPhase.Pending;
        return command switch
        {
            DeliveryCommand.Record record => Of(Attempt(state, record.Attempt, isPending)),
            DeliveryCommand.GiveUpRoute when isPending => Of(new DeliveryEvent.Unroutable(now)),
            DeliveryCommand.Recall recall when isPending => Of(new DeliveryEvent.Recalled(recall.Reason, now)),
            DeliveryCommand.GiveUpRoute or DeliveryCommand.Recall => Decision<DeliveryEvent>.Unchanged,
            _ => throw new UnreachableException(),
        };
    }

    public static DeliveryState Evolve(DeliveryState? state, DeliveryEvent @event) => @event switch
    {
        DeliveryEvent.Enqueued enqueued => new DeliveryState
        {
            Message = enqueued.Message,
            Phase = DeliveryPhase.Pending,
            NextAttemptAt = enqueued.At,
        },
        DeliveryEvent.Attempted attempted => state! with
        {
            Attempts = state.Attempts.Add(attempted.Attempt),
            NextAttemptAt = attempted.Attempt.NextAt,
        },
        DeliveryEvent.Delivered delivered => Ended(
            state! with { Attempts = state.Attempts.Add(delivered.Attempt) }, DeliveryPhase.Delivered, null,
            delivered.Attempt.At + delivered.Attempt.Took),
        DeliveryEvent.Failed failed => Ended(
            state! with { Attempts = state.Attempts.Add(failed.Attempt) }, DeliveryPhase.Failed, failed.Reason,
            failed.Attempt.At + failed.Attempt.Took),
        DeliveryEvent.Unroutable unroutable => Ended(
            state!, DeliveryPhase.Unroutable, $"The system {state!.Message.System} has no address in this workspace.",
            unroutable.At),
        DeliveryEvent.Recalled recalled => Ended(state!, DeliveryPhase.Recalled, recalled.Reason, recalled.At),
        _ => throw new UnreachableException(),
    };

    public static AggregateIndex Index(DeliveryState state)
    {
        string title = $"{state.Message.Customer}: {state.Message.Title}";
        return new AggregateIndex(
            Parent: state.Message.Onboarding.ToString(),
            State: state.Phase.ToString().ToLowerInvariant(),
            Title: title.Length > TitleLengthMax ? title[..TitleLengthMax] : title,
            Owner: state.Message.Owner);
    }

    // What was on its way when it ended is taken down too: the system may have got it.
    private static DeliveryEvent Attempt(DeliveryState state, DeliveryAttempt attempt, bool isPending)
    {
        DeliveryAttempt numbered = attempt with { Number = state.Attempts.Length + 1, NextAt = null };
        if (!isPending)
        {
            return new DeliveryEvent.Attempted(numbered);
        }

        switch (attempt.Outcome)
        {
            case AttemptOutcome.Accepted:
                return new DeliveryEvent.Delivered(numbered);
            case AttemptOutcome.Refused:
                return new DeliveryEvent.Failed(
                    numbered, $"The system {state.Message.System} refused it: {attempt.InWords}.");
            default:
                DateTimeOffset? next = DeliverySchedule.Next(
                    state.Message, numbered.Number, attempt.At + attempt.Took, attempt.RetryAfter);
                return next is null
                    ? new DeliveryEvent.Failed(
                        numbered,
                        $"The system {state.Message.System} did not take it in {numbered.Number} attempts; at the last "
                            + $"{attempt.InWords}.")
                    : new DeliveryEvent.Attempted(numbered with { NextAt = next });
        }
    }

    private static DeliveryState Ended(
        DeliveryState state, DeliveryPhase phase, string? reason, DateTimeOffset at) =>
        state with { Phase = phase, Reason = reason, NextAttemptAt = null, EndedAt = at };

    private static Decision<DeliveryEvent> Of(DeliveryEvent @event) => Decision<DeliveryEvent>.Of(@event);
}
