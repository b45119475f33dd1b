using Onboarding.Model.Ids;
using Onboarding.Model.Messages;
using Onboarding.Model.Onboardings;

namespace Onboarding.Model.Reactions;

/// <summary>
/// What an onboarding says of its messages, carried to each of them. Pure; the events hold all that there is to know.
/// </summary>
public static class MessageReactions
{
    /// <summary>The keys of the messages that an event is about.</summary>
    public static IEnumerable<string> KeysOf(string onboarding, OnboardingEvent.MessageEvent @event)
    {
        IEnumerable<int> numbers = @event switch
        {
            OnboardingEvent.MessagesIntended intended => intended.Messages.Select(message => message.Number),
            OnboardingEvent.MessagesAddressed addressed => addressed.Numbers,
            OnboardingEvent.MessagesWithdrawn withdrawn => withdrawn.Numbers,
            _ => [],
        };
        return numbers.Select(number => Message.KeyOf(new OnboardingId(Guid.Parse(onboarding)), number));
    }

    internal static IEnumerable<Reaction> To(string key, OnboardingEvent.MessageEvent @event)
    {
        var onboarding = new OnboardingId(Guid.Parse(key));
        return @event switch
        {
            OnboardingEvent.MessagesIntended intended => intended.Messages.Select(message => new Reaction.ToMessage(
                Message.KeyOf(onboarding, message.Number),
                new MessageCommand.Begin(onboarding, intended.Customer, message, intended.At))),
            OnboardingEvent.MessagesAddressed addressed => addressed.Numbers.Select(number => new Reaction.ToMessage(
                Message.KeyOf(onboarding, number), new MessageCommand.Address(addressed.To, addressed.Name))),
            OnboardingEvent.MessagesWithdrawn withdrawn => withdrawn.Numbers.Select(number => new Reaction.ToMessage(
                Message.KeyOf(onboarding, number), new MessageCommand.Withdraw(withdrawn.Reason))),
            _ => [],
        };
    }
}
