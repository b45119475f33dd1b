using Onboarding.Model.NextActions;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Reactions;

namespace Onboarding.Model.Onboardings.Telling;

/// <summary>Who gets the messages of an onboarding.</summary>
internal static class Audience
{
    /// <summary>The one who gets a message for a role; null while nobody is known at the customer.</summary>
    /// <param name="state">The onboarding.</param>
    /// <param name="role">The role, or <see cref="MessageDefinition.OwnerRole"/>.</param>
    /// <param name="concerned">Whom the matter concerns.</param>
    public static Addressee? Of(OnboardingState state, string role, string concerned)
    {
        if (role == MessageDefinition.OwnerRole)
        {
            return new Addressee(IsInside(state, concerned) ? concerned : Inside(state), null);
        }

        if (!Role.IsAtCustomer(role))
        {
            return new Addressee(state.Owners.GetValueOrDefault(role) ?? state.Owner, null);
        }

        if (state.Stakeholders.GetValueOrDefault(role) is { } named)
        {
            return named;
        }

        // A role that nobody held fell to somebody inside, who is not the customer.
        return state.Owners.GetValueOrDefault(role) is { } holder && !HoldsInside(state, holder)
            ? new Addressee(holder, null)
            : null;
    }

    // What is wrong inside is not told to the customer, who may own the task that is late.
    private static bool IsInside(OnboardingState state, string address) =>
        HoldsInside(state, address) || (state.Owners.All(pair => pair.Value != address)
            && state.Stakeholders.All(pair => !string.Equals(pair.Value.Address, address, StringComparison.OrdinalIgnoreCase)));

    private static bool HoldsInside(OnboardingState state, string address) =>
        state.Owners.Any(pair => pair.Value == address && !Role.IsAtCustomer(pair.Key));

    private static string Inside(OnboardingState state) => HoldsInside(state, state.Owner)
        ? state.Owner
        : state.Owners.GetValueOrDefault(OnboardingReactions.CsmRole)
            ?? state.Owners[state.Plan.Escalation[0].Role];
}
