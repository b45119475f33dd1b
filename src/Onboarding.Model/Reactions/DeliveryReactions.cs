using Onboarding.Model.Deliveries;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Reactions;

/// <summary>
/// What set-up actions and deliveries mean for each other: a request is delivered, what came of the delivery is the
/// action's to know, and what is closed needs no delivery any more. Pure.
/// </summary>
public static class DeliveryReactions
{
    /// <summary>What an event of a delivery means for its onboarding.</summary>
    public static IEnumerable<Reaction> To(string key, DeliveryEvent @event, ISurroundings around)
    {
        if (around.Delivery(key)?.Message is not { } message)
        {
            return [];
        }

        string by = $"system:{message.System}";
        OnboardingCommand? command = @event switch
        {
            DeliveryEvent.Delivered { Attempt.Reference: { } reference } =>
                new OnboardingCommand.ConfirmSetupAction(message.Action, reference, by, message.Request),
            DeliveryEvent.Delivered => new OnboardingCommand.AcceptSetupAction(message.Action, message.Request),
            DeliveryEvent.Failed failed =>
                new OnboardingCommand.FailSetupAction(message.Action, failed.Reason, by, message.Request),
            DeliveryEvent.Unroutable => new OnboardingCommand.HandOverSetupAction(message.Action, message.Request),
            _ => null,
        };
        return command is null ? [] : [new Reaction.ToOnboarding(message.Onboarding, command)];
    }

    /// <summary>What an event of a set-up action means for its delivery.</summary>
    internal static IEnumerable<Reaction> To(
        OnboardingState? onboarding, OnboardingEvent.SetupActionEvent @event) => (onboarding, @event) switch
    {
        (null, _) => [],
        (_, OnboardingEvent.SetupActionRequested requested) => [Begin(onboarding, requested)],
        (_, OnboardingEvent.SetupActionConfirmed confirmed) =>
            Recall(onboarding, confirmed.Key, confirmed.Request, $"{confirmed.By} confirmed the action."),
        (_, OnboardingEvent.SetupActionFailed failed) =>
            Recall(onboarding, failed.Key, failed.Request, $"{failed.By} said that the action failed."),
        (_, OnboardingEvent.SetupActionSkipped skipped) =>
            Recall(onboarding, skipped.Key, skipped.Request, $"{skipped.By} put the action aside."),
        _ => [],
    };

    /// <summary>What was asked for by an onboarding that will not go live is not needed.</summary>
    internal static IEnumerable<Reaction> RecallAll(OnboardingState? onboarding) => onboarding is null
        ? []
        : onboarding.SetupActions.Where(action => action.IsUnderWay)
            .SelectMany(action => Recall(onboarding, action.Key, action.Request, "The onboarding was cancelled."));

    private static Reaction.ToDelivery Begin(
        OnboardingState onboarding, OnboardingEvent.SetupActionRequested requested)
    {
        SetupActionDefinition? definition =
            onboarding.Plan.SetupActions.FirstOrDefault(known => known.Key == requested.Key);
        SetupActionState? action = onboarding.SetupAction(requested.Key);
        return new Reaction.ToDelivery(
            Delivery.KeyOf(onboarding.Start.Id, requested.Key, requested.Request),
            new DeliveryCommand.Begin(new DeliveryMessage
            {
                Onboarding = onboarding.Start.Id,
                Action = requested.Key,
                Request = requested.Request,
                System = definition?.System ?? requested.Key,
                Title = definition?.Title ?? requested.Key,
                Owner = action?.Owner ?? onboarding.Owner,
                RequestedAt = requested.At,
                ConfirmBy = requested.ConfirmBy,
                Customer = onboarding.Start.Title,
                AccountKey = onboarding.Start.AccountKey,
                OpportunityKey = onboarding.Start.OpportunityKey,
                Tier = onboarding.Start.Tier,
                KickoffOn = onboarding.KickoffOn,
                Fields = requested.Fields,
                Inputs = requested.Inputs,
            }));
    }

    private static IEnumerable<Reaction> Recall(OnboardingState onboarding, string key, int request, string reason) =>
        request == 0
            ? []
            : [new Reaction.ToDelivery(
                Delivery.KeyOf(onboarding.Start.Id, key, request), new DeliveryCommand.Recall(reason))];
}
