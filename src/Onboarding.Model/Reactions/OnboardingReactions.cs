using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Resources;

namespace Onboarding.Model.Reactions;

/// <summary>What an event of an onboarding means for the others around it. Pure.</summary>
public static class OnboardingReactions
{
    /// <summary>The role of the customer-success manager, who is assigned by the handoff.</summary>
    public const string CsmRole = "csm";

    /// <summary>The role of the account executive, who owns the deal.</summary>
    public const string AccountExecutiveRole = "ae";

    public static IEnumerable<Reaction> To(string key, OnboardingEvent @event, ISurroundings around) => @event switch
    {
        OnboardingEvent.Started or OnboardingEvent.StageEntered or OnboardingEvent.TimeToValueReached
            or OnboardingEvent.Migrated or OnboardingEvent.WentLive => TellPlatforms(key, around),
        OnboardingEvent.Cancelled =>
            [.. TellPlatforms(key, around), .. DeliveryReactions.RecallAll(around.Onboarding(key))],
        OnboardingEvent.SetupActionEvent happened => DeliveryReactions.To(around.Onboarding(key), happened),
        OnboardingEvent.MessageEvent happened => MessageReactions.To(key, happened),
        OnboardingEvent.RoleAssigned { Role: CsmRole } assigned => TellOwner(key, assigned.Owner, around),
        _ => [],
    };

    // Whoever changed the owner, on whichever side: handoff, deal and account say the same afterwards.
    private static IEnumerable<Reaction> TellOwner(string key, string owner, ISurroundings around)
    {
        if (around.Onboarding(key) is not { } onboarding || onboarding.Owners.GetValueOrDefault(CsmRole) != owner)
        {
            yield break;
        }

        if (onboarding.Start.Handoff is { } handoff)
        {
            yield return new Reaction.ToHandoff(handoff, new HandoffCommand.AssignCsOwner(owner));
        }

        FieldValue email = FieldValue.OfText(owner);
        if (around.Account(onboarding.Start.AccountKey) is { } account && account.Values.Get("cs_owner_email") != email)
        {
            yield return HubFields.Set(ResourceKind.Account, account, ("cs_owner_email", email));
        }

        if (onboarding.Start.OpportunityKey is { } dealKey && around.Opportunity(dealKey) is { } deal
            && deal.Values.Get("cs_owner_email") != email)
        {
            yield return HubFields.Set(ResourceKind.Opportunity, deal, ("cs_owner_email", email));
        }
    }

    private static IEnumerable<Reaction> TellPlatforms(string key, ISurroundings around)
    {
        if (around.Onboarding(key) is not { } onboarding)
        {
            yield break;
        }

        FieldValue state = FieldValue.OfText(onboarding.Phase.ToString().ToLowerInvariant());
        FieldValue stage = FieldValue.OfText(
            onboarding.Plan.Stages.First(definition => definition.Key == onboarding.CurrentStage.Key).Title);
        FieldValue liveOn = onboarding is { Phase: OnboardingPhase.Live, EndedAt: { } ended }
            ? new FieldValue.Date(onboarding.Start.Calendar.DayOf(ended))
            : FieldValue.Nothing;
        FieldValue timeToValue = onboarding.TimeToValueDays is { } days ? new FieldValue.Number(days) : FieldValue.Nothing;

        // A customer with several onboardings shows the newest one.
        if (around.Account(onboarding.Start.AccountKey) is { } account
            && around.OnboardingsOf(account.Key).All(other => other.StartedAt <= onboarding.StartedAt))
        {
            yield return HubFields.Set(
                ResourceKind.Account, account, ("onboarding_tier", FieldValue.OfText(onboarding.Start.Tier)),
                ("onboarding_state", state), ("onboarding_stage", stage),
                ("onboarding_live_on", liveOn), ("time_to_value_days", timeToValue));
        }

        if (onboarding.Start.OpportunityKey is { } opportunityKey && around.Opportunity(opportunityKey) is { } opportunity)
        {
            yield return HubFields.Set(
                ResourceKind.Opportunity, opportunity, ("onboarding_state", state), ("onboarding_stage", stage),
                ("onboarding_live_on", liveOn));
        }
    }
}
