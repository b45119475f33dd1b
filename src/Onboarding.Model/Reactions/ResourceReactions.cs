using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Model.Signals;

namespace Onboarding.Model.Reactions;

/// <summary>What an event of an account or opportunity means for the others around it. Pure.</summary>
public static class ResourceReactions
{
    private const string Gone =
        "The deal was deleted in the CRM. Cancel the onboarding, or resolve this if it is to go on without its deal.";

    private const string NotWon =
        "The deal is not closed-won any more. Cancel the onboarding, or resolve this once it is won again.";

    public static IEnumerable<Reaction> To(
        ResourceKind kind, string key, ResourceEvent @event, ISurroundings around) => (kind, @event) switch
        {
            (ResourceKind.Account, ResourceEvent.Revised revised) => ToAccountRevised(key, revised, around),
            (ResourceKind.Account, ResourceEvent.TierAssigned assigned) =>
                ToTierAssigned(key, around),
            (ResourceKind.Opportunity, ResourceEvent.OpportunityWon) => ToWon(key, around),
            (ResourceKind.Opportunity, ResourceEvent.OpportunityReopened) => ToReopened(key, around),
            (ResourceKind.Opportunity, ResourceEvent.Deleted) when around.Opportunity(key) is { Deleted: true } =>
                Ask(key, Gone, around),
            (ResourceKind.Opportunity,
                ResourceEvent.Revised or ResourceEvent.StakeholderNamed or ResourceEvent.StakeholderRemoved) =>
                ToOpportunityChanged(key, around),
            _ => [],
        };

    /// <summary>The id of the handoff of a deal that was won for the n-th time: the same win never asks twice.</summary>
    public static HandoffId HandoffOf(string opportunityKey, int time) =>
        new(IdSource.From("handoff", opportunityKey, $"{time}"));

    /// <summary>The opportunity's fields that a handoff looks at.</summary>
    public static FieldMap HandoffFields(ResourceState opportunity) => FieldMap.Of(opportunity.Values
        .Where(pair => !HubFields.OfOpportunity.Contains(pair.Key)));

    private static IEnumerable<Reaction> ToAccountRevised(
        string key, ResourceEvent.Revised revised, ISurroundings around)
    {
        // What the hub itself wrote about an onboarding is no news about the customer.
        if (revised.Source == HubFields.Source)
        {
            yield break;
        }

        yield return new Reaction.ToResource(ResourceKind.Account, key, new ResourceCommand.Classify(around.Settings));
        if (around.Account(key) is not { } account)
        {
            yield break;
        }

        foreach (OnboardingState onboarding in around.OnboardingsOf(key).Where(o => o.Phase == OnboardingPhase.Active))
        {
            foreach (Reaction signal in Signals(key, revised, onboarding))
            {
                yield return signal;
            }

            if (revised.Fields.TryGetValue("cs_owner_email", out FieldState? owner) && owner.Value is FieldValue.Text email
                && MailAddress.IsOne(email.Value))
            {
                yield return new Reaction.ToOnboarding(
                    onboarding.Start.Id, new OnboardingCommand.AssignRole(OnboardingReactions.CsmRole, email.Value));
            }

            // Last, because a fact may be the proof that ends the onboarding, which takes nothing after that.
            yield return new Reaction.ToOnboarding(
                onboarding.Start.Id, new OnboardingCommand.ObserveFacts(account.Values));
        }
    }

    // What a field of the account says is a report of the platform that it comes from, once for each of its changes.
    private static IEnumerable<Reaction> Signals(string key, ResourceEvent.Revised revised, OnboardingState onboarding) =>
        from definition in SignalCatalogue.All
        let name = definition.AccountField ?? ""
        where onboarding.Plan.Alerts.Any(
            alert => alert.Rule is AlertRule.Signal rule && rule.Kind == definition.Kind)
        let field = revised.Fields.GetValueOrDefault(name)
        let number = field?.Value as FieldValue.Number
        where number is not null && definition.Fault(number.Value) is null
        select new Reaction.ToOnboarding(onboarding.Start.Id, new OnboardingCommand.ObserveSignal(
            definition.Kind, number.Value, field.ChangedAt, revised.Source,
            $"{name}={number}@{field.ChangedAt.UtcDateTime:O}"));

    private static IEnumerable<Reaction> ToTierAssigned(string key, ISurroundings around) =>
        // A handoff whose tier changes goes by the new one; one that only waited for its account goes on.
        around.HandoffsOfAccount(key).SelectMany(
            handoff => (Reaction[])[.. HandoffReactions.TellTier(handoff, around), .. HandoffReactions.Assign(handoff, around)]);

    private static IEnumerable<Reaction> ToWon(string key, ISurroundings around)
    {
        // Opened again since: the reaction to that has nothing to take back, so nothing must be asked for.
        if (around.Opportunity(key) is not { WonAt: { } wonAt } opportunity
            || opportunity.Values.TextOf("account_key") is not { } accountKey
            || around.Settings.IsHistory(opportunity))
        {
            yield break;
        }

        // The account may be read after its deal; then the tier rules see no facts, and the tier follows when they come.
        string tier = around.Settings.Classify(around.Account(accountKey)?.Values ?? FieldMap.None).Tier;
        HandoffId id = HandoffOf(key, opportunity.TimesWon);
        yield return new Reaction.ToHandoff(id, new HandoffCommand.Request(
            id, key, accountKey, tier, around.Settings.RequiredHandoffFields(tier), HandoffFields(opportunity), wonAt));
    }

    private static IEnumerable<Reaction> ToReopened(string key, ISurroundings around)
    {
        // Won again since: what the win that holds has asked for stays, and there is nothing left to decide.
        HandoffId? standing = around.Opportunity(key) is { WonAt: not null } won ? HandoffOf(key, won.TimesWon) : null;
        List<HandoffState> handoffs = [.. around.HandoffsOf(key)];
        foreach (HandoffState handoff in handoffs.Where(h => h.WithdrawnAt is null && h.Id != standing))
        {
            yield return new Reaction.ToHandoff(handoff.Id, new HandoffCommand.Withdraw());
        }

        if (standing is not null)
        {
            yield break;
        }

        foreach (Reaction reaction in Ask(key, NotWon, around))
        {
            yield return reaction;
        }
    }

    // A slip in the CRM must not throw a customer's onboarding away: a person decides.
    private static IEnumerable<Reaction> Ask(string opportunityKey, string question, ISurroundings around) =>
        around.HandoffsOf(opportunityKey)
            .Select(handoff => handoff.AccountKey)
            .Distinct(StringComparer.Ordinal)
            .SelectMany(around.OnboardingsOf)
            .Where(o => o.Start.OpportunityKey == opportunityKey && o.Phase == OnboardingPhase.Active)
            .Where(o => !o.Blockers.Any(blocker => blocker.ResolvedAt is null && blocker.Description == question))
            .Select(o => new Reaction.ToOnboarding(
                o.Start.Id, new OnboardingCommand.RaiseBlocker(BlockerKind.InternalApproval, question, o.Owner)));

    private static IEnumerable<Reaction> ToOpportunityChanged(string key, ISurroundings around)
    {
        if (around.Opportunity(key) is not { } opportunity)
        {
            yield break;
        }

        ImmutableSortedDictionary<string, Addressee> people = Stakeholders.Of(opportunity.Values);
        foreach (OnboardingState onboarding in around.OnboardingsOf(opportunity.Values.TextOf("account_key") ?? "")
            .Where(one => one.Start.OpportunityKey == key && one.Phase == OnboardingPhase.Active
                && !one.Plan.Messages.IsEmpty && !people.SequenceEqual(one.Stakeholders)))
        {
            yield return new Reaction.ToOnboarding(
                onboarding.Start.Id, new OnboardingCommand.ObserveStakeholders(people));
        }

        // A deal that was won before anybody knew its account.
        if (opportunity.WonAt is not null && around.Handoff(HandoffOf(key, opportunity.TimesWon).ToString()) is null)
        {
            foreach (Reaction reaction in ToWon(key, around))
            {
                yield return reaction;
            }
        }

        foreach (HandoffState handoff in around.HandoffsOf(key).Where(handoff => handoff.WithdrawnAt is null))
        {
            yield return new Reaction.ToHandoff(handoff.Id, new HandoffCommand.TakeFields(HandoffFields(opportunity)));
            string? named = opportunity.Values.TextOf("cs_owner_email");
            if (MailAddress.IsOne(named) && handoff.CompletedAt is not null && named != handoff.CsOwner)
            {
                yield return new Reaction.ToHandoff(handoff.Id, new HandoffCommand.AssignCsOwner(named!));
            }
        }
    }
}
