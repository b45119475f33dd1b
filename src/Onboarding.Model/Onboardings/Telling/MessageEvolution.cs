using System.Diagnostics;

using Onboarding.Model.Onboardings;

namespace Onboarding.Model.Onboardings.Telling;

/// <summary>What is kept of messages: how many there were, which days are done with, and who is still to be found.</summary>
internal static class MessageEvolution
{
    public static OnboardingState Evolve(OnboardingState state, OnboardingEvent.MessageEvent happened) => happened switch
    {
        OnboardingEvent.MessagesIntended intended => state with
        {
            MessagesIntended = state.MessagesIntended + intended.Messages.Length,
            // Clocks of processes differ; a week that was told of is not told of again.
            MessagesOn = state.MessagesOn > intended.On ? state.MessagesOn : intended.On,
            MessagesDated = state.MessagesDated.AddRange(intended.Dated),
            MessageGaps = state.MessageGaps.AddRange(intended.Messages.Where(message => message.To is null)
                .Select(message => new MessageGap(message.Number, message.Role, intended.On))),
        },
        OnboardingEvent.MessagesAddressed addressed => state with
        {
            MessageGaps = state.MessageGaps.RemoveAll(gap => addressed.Numbers.Contains(gap.Number)),
        },
        OnboardingEvent.MessagesWithdrawn withdrawn => state with
        {
            MessageGaps = state.MessageGaps.RemoveAll(gap => withdrawn.Numbers.Contains(gap.Number)),
        },
        OnboardingEvent.StakeholdersObserved observed => state with { Stakeholders = observed.People },
        OnboardingEvent.PilotObserved observed => state with { InPilot = observed.InPilot },
        _ => throw new UnreachableException(),
    };
}
