using System.Diagnostics;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;

namespace Onboarding.Model.Messages;

/// <summary>The rules of a message: made once, addressed once somebody is known, withdrawn where nobody ever was.</summary>
public static class Message
{
    private const int TitleLengthMax = 300;

    /// <summary>Key of a message of an onboarding: the same one is never made twice.</summary>
    public static string KeyOf(OnboardingId onboarding, int number) =>
        IdSource.From("message", $"{onboarding}", $"{number}").ToString("D");

    public static Decision<MessageEvent> Decide(MessageState? state, MessageCommand command, DateTimeOffset now)
    {
        if (command is MessageCommand.Begin begin)
        {
            return state is null
                ? Of(new MessageEvent.Intended(begin.Onboarding, begin.Customer, begin.Intent, begin.At))
                : Decision<MessageEvent>.Unchanged;
        }

        if (state is null)
        {
            return Decision<MessageEvent>.Refuse(RefusalReason.NotFound, "There is no such message.");
        }

        bool isOpen = state.Phase == MessagePhase.Unaddressed;
        return command switch
        {
            MessageCommand.Address address when isOpen => Of(new MessageEvent.Addressed(address.To, address.Name)),
            MessageCommand.Withdraw withdraw when isOpen => Of(new MessageEvent.TakenBack(withdraw.Reason)),
            MessageCommand.Address or MessageCommand.Withdraw => Decision<MessageEvent>.Unchanged,
            _ => throw new UnreachableException(),
        };
    }

    public static MessageState Evolve(MessageState? state, MessageEvent @event) => @event switch
    {
        MessageEvent.Intended intended => new MessageState
        {
            Onboarding = intended.Onboarding,
            Customer = intended.Customer,
            Intent = intended.Intent,
            Phase = intended.Intent.To is null ? MessagePhase.Unaddressed : MessagePhase.Intended,
            IntendedAt = intended.At,
            To = intended.Intent.To,
            ToName = intended.Intent.ToName,
            Reason = intended.Intent.To is null ? $"Nobody is known as {intended.Intent.Role} at the customer." : null,
        },
        MessageEvent.Addressed addressed => state! with
        {
            Phase = MessagePhase.Intended,
            To = addressed.To,
            ToName = addressed.Name,
            Reason = null,
        },
        MessageEvent.TakenBack withdrawn => state! with { Phase = MessagePhase.Withdrawn, Reason = withdrawn.Reason },
        _ => throw new UnreachableException(),
    };

    public static AggregateIndex Index(MessageState state)
    {
        string title = $"{state.Customer}: {state.Intent.Title}";
        return new AggregateIndex(
            Parent: state.Onboarding.ToString(),
            State: state.Phase.ToString().ToLowerInvariant(),
            Title: title.Length > TitleLengthMax ? title[..TitleLengthMax] : title,
            Owner: state.To);
    }

    private static Decision<MessageEvent> Of(MessageEvent @event) => Decision<MessageEvent>.Of(@event);
}
