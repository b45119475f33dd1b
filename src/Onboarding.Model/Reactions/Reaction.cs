using Onboarding.Model.Deliveries;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Messages;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Resources;

namespace Onboarding.Model.Reactions;

/// <summary>A command that one aggregate's event means for another.</summary>
public abstract record Reaction
{
    private Reaction()
    {
    }

    public sealed record ToResource(ResourceKind Kind, string Key, ResourceCommand Command) : Reaction;

    public sealed record ToHandoff(HandoffId Id, HandoffCommand Command) : Reaction;

    public sealed record ToDelivery(string Key, DeliveryCommand Command) : Reaction;

    public sealed record ToMessage(string Key, MessageCommand Command) : Reaction;

    public sealed record ToOnboarding(OnboardingId Id, OnboardingCommand Command) : Reaction;
}
