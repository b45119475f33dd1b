using Onboarding.Model.Onboardings;
using Onboarding.Model.Pilots;

namespace Onboarding.Model.Reactions;

/// <summary>What an event of a pilot means for the onboardings of its cohort. Pure.</summary>
public static class PilotReactions
{
    public static IEnumerable<Reaction> To(string key, PilotEvent @event, ISurroundings around) => @event switch
    {
        PilotEvent.Begun => Tell(key, true, around),
        // An extended pilot runs on; everything else that can be decided ends it.
        PilotEvent.Decided { Decision.Outcome: not PilotOutcome.Extend } => Tell(key, false, around),
        _ => [],
    };

    private static IEnumerable<Reaction> Tell(string key, bool inPilot, ISurroundings around) =>
        around.Pilot(key) is not { } pilot
            ? []
            : from customer in pilot.Plan.Customers
              from onboarding in around.OnboardingsOf(customer.AccountKey)
              where onboarding.Phase == OnboardingPhase.Active && onboarding.InPilot != inPilot
              select new Reaction.ToOnboarding(onboarding.Start.Id, new OnboardingCommand.ObservePilot(inPilot));
}
