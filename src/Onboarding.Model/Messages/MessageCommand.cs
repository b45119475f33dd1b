using Onboarding.Model.Ids;

namespace Onboarding.Model.Messages;

/// <summary>What can be asked of a message.</summary>
public abstract record MessageCommand
{
    private MessageCommand()
    {
    }

    /// <summary>Makes it. Asking again changes nothing.</summary>
    public sealed record Begin(OnboardingId Onboarding, string Customer, MessageIntent Intent, DateTimeOffset At)
        : MessageCommand;

    /// <summary>Says who gets it.</summary>
    public sealed record Address(string To, string? Name) : MessageCommand;

    /// <summary>Says that nobody is to get it any more.</summary>
    public sealed record Withdraw(string Reason) : MessageCommand;
}
