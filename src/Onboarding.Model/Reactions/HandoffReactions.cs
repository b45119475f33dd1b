using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;

namespace Onboarding.Model.Reactions;

/// <summary>What an event of a handoff means for the others around it. Pure.</summary>
public static class HandoffReactions
{
    public static IEnumerable<Reaction> To(string key, HandoffEvent @event, ISurroundings around)
    {
        if (around.Handoff(key) is not { } handoff)
        {
            return [];
        }

        return @event switch
        {
            HandoffEvent.Requested or HandoffEvent.FieldsTaken or HandoffEvent.TierChanged =>
                [.. TellSales(handoff, around), .. Assign(handoff, around)],
            HandoffEvent.CsOwnerAssigned assigned => TellOwner(handoff, assigned.Email, around),
            HandoffEvent.Completed => [.. TellSales(handoff, around), .. StartOnboarding(handoff, around)],
            HandoffEvent.StartRetried => StartOnboarding(handoff, around),
            _ => [],
        };
    }

    /// <summary>The id of the onboarding that a handoff leads to: the same handoff never starts two.</summary>
    public static OnboardingId OnboardingOf(HandoffId handoff) =>
        new(IdSource.From("onboarding", handoff.ToString()));

    private static IEnumerable<Reaction> TellSales(HandoffState handoff, ISurroundings around)
    {
        if (around.Opportunity(handoff.OpportunityKey) is { } opportunity)
        {
            yield return HubFields.Set(
                ResourceKind.Opportunity, opportunity,
                ("handoff_complete", new FieldValue.Flag(handoff.Missing.IsEmpty)),
                ("handoff_missing", handoff.Missing.IsEmpty
                    ? FieldValue.Nothing
                    : FieldValue.OfText(string.Join("; ", handoff.Missing))));
        }
    }

    private static IEnumerable<Reaction> Assign(HandoffState handoff, ISurroundings around)
    {
        if (!handoff.Missing.IsEmpty || handoff.CsOwner is not null || handoff.WithdrawnAt is not null)
        {
            yield break;
        }

        // Whom sales or the CS platform named goes before the workspace's rule.
        string? owner = handoff.Fields.TextOf("cs_owner_email")
            ?? around.Account(handoff.AccountKey)?.Values.TextOf("cs_owner_email")
            ?? around.Settings.HolderOf(OnboardingReactions.CsmRole, handoff.Tier, handoff.AccountKey);
        yield return owner is null
            ? new Reaction.ToHandoff(handoff.Id, new HandoffCommand.RefuseStart(
                $"Nobody holds the role {OnboardingReactions.CsmRole} for tier {handoff.Tier}; name somebody in the workspace's settings."))
            : new Reaction.ToHandoff(handoff.Id, new HandoffCommand.AssignCsOwner(owner));
    }

    private static IEnumerable<Reaction> TellOwner(HandoffState handoff, string email, ISurroundings around)
    {
        if (around.Opportunity(handoff.OpportunityKey) is { } opportunity)
        {
            yield return HubFields.Set(ResourceKind.Opportunity, opportunity, ("cs_owner_email", FieldValue.OfText(email)));
        }

        if (around.Account(handoff.AccountKey) is { } account)
        {
            yield return HubFields.Set(ResourceKind.Account, account, ("cs_owner_email", FieldValue.OfText(email)));
        }

        foreach (OnboardingState onboarding in around.OnboardingsOf(handoff.AccountKey).Where(o =>
            o.Start.Handoff == handoff.Id && o.Phase == OnboardingPhase.Active))
        {
            yield return new Reaction.ToOnboarding(
                onboarding.Start.Id, new OnboardingCommand.AssignRole(OnboardingReactions.CsmRole, email));
        }
    }

    private static IEnumerable<Reaction> StartOnboarding(HandoffState handoff, ISurroundings around)
    {
        if (handoff.CompletedAt is null)
        {
            // The start was refused for want of an owner; there may be one now.
            return Assign(handoff, around);
        }

        OnboardingId id = OnboardingOf(handoff.Id);
        if (around.Onboarding(id.ToString()) is not null || handoff.WithdrawnAt is not null)
        {
            return [];
        }

        if (around.Playbook is not { } playbook)
        {
            return Refuse(handoff, $"Playbook {around.Settings.Playbook} is not published; publish it, or name another in the settings.");
        }

        PlaybookRevision revision = playbook.Newest;
        return revision.Definition.PlanFor(handoff.Tier) is { } plan
            ? [new Reaction.ToOnboarding(id, new OnboardingCommand.Begin(StartOf(id, handoff, plan, playbook.Id, revision.Number, around)))]
            : Refuse(handoff, $"Playbook {playbook.Id} has no variant for tier {handoff.Tier}; add one and publish a revision.");
    }

    private static OnboardingStart StartOf(
        OnboardingId id, HandoffState handoff, PlaybookPlan plan, PlaybookId playbook, int revision, ISurroundings around)
    {
        FieldMap account = around.Account(handoff.AccountKey)?.Values ?? FieldMap.None;
        var calendar = around.Settings.Calendar.In(account.TextOf("time_zone"));
        DateOnly today = calendar.DayOf(handoff.CompletedAt!.Value);
        return new OnboardingStart
        {
            Id = id,
            Title = account.TextOf("name") ?? handoff.Fields.TextOf("name") ?? handoff.AccountKey,
            AccountKey = handoff.AccountKey,
            OpportunityKey = handoff.OpportunityKey,
            Handoff = handoff.Id,
            Tier = handoff.Tier,
            Playbook = playbook,
            Revision = revision,
            Plan = plan,
            Calendar = calendar,
            Owners = OnboardingViews.RolesOf(plan).ToImmutableSortedDictionary(
                role => role, role => HolderOf(role, handoff, around), StringComparer.Ordinal),
            Facts = account,
            ClosedWonAt = handoff.WonAt,
            CommittedActivationOn = handoff.Fields.DateOf("committed_activation_on"),
            KickoffOn = calendar.Add(today.AddDays(plan.KickoffAfterDays), 0, Calendars.DayUnit.Business),
        };
    }

    // Nothing is ever unowned: a role that nobody holds falls to customer success.
    private static string HolderOf(string role, HandoffState handoff, ISurroundings around) => role switch
    {
        OnboardingReactions.CsmRole => handoff.CsOwner!,
        OnboardingReactions.AccountExecutiveRole when handoff.Fields.TextOf("owner_email") is { } owner => owner,
        _ => around.Settings.HolderOf(role, handoff.Tier, handoff.AccountKey) ?? handoff.CsOwner!,
    };

    private static IEnumerable<Reaction> Refuse(HandoffState handoff, string reason) =>
        [new Reaction.ToHandoff(handoff.Id, new HandoffCommand.RefuseStart(reason))];
}
