using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Telling;
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
                [.. TellSales(handoff, around), .. TellTier(handoff, around), .. Assign(handoff, around)],
            HandoffEvent.CsOwnerAssigned assigned => TellOwner(handoff, assigned.Email, around),
            HandoffEvent.Completed done => [.. TellSales(handoff, around), .. StartOnboarding(handoff, done.At, around)],
            HandoffEvent.StartRetried retried => StartOnboarding(handoff, retried.At, around),
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
                    : FieldValue.OfText(Listed(handoff.Missing))));
        }
    }

    // The CRM shows it in a field of 255 characters, by which people filter their lists.
    private static string Listed(ImmutableArray<string> missing)
    {
        int shown = missing.Length;
        string text = string.Join("; ", missing);
        while (text.Length > 255)
        {
            text = $"{string.Join("; ", missing.Take(--shown))}; and {missing.Length - shown} more";
        }

        return text;
    }

    /// <summary>
    /// Says on the account how it is looked after. Only of a customer: what is no business of onboarding is left alone on
    /// the platforms.
    /// </summary>
    internal static IEnumerable<Reaction> TellTier(HandoffState handoff, ISurroundings around)
    {
        if (handoff.WithdrawnAt is null && around.Account(handoff.AccountKey) is { } account)
        {
            yield return HubFields.Set(ResourceKind.Account, account, ("onboarding_tier", FieldValue.OfText(handoff.Tier)));
        }
    }

    /// <summary>Assigns customer success to a handoff that has all its fields, once it is known whose it is.</summary>
    internal static IEnumerable<Reaction> Assign(HandoffState handoff, ISurroundings around)
    {
        if (handoff.CsOwner is not null || handoff.WithdrawnAt is not null)
        {
            yield break;
        }

        if (around.Account(handoff.AccountKey)?.Values is not { } account)
        {
            // The deal was read before its account. The tier decides on nearly everything, so it must not be guessed.
            if (handoff.Missing.IsEmpty)
            {
                yield return Refuse(handoff, $"Account {handoff.AccountKey} of the deal is not known yet; see that it is synced.");
            }

            yield break;
        }

        string tier = around.Settings.Classify(account).Tier;
        if (tier != handoff.Tier)
        {
            // What follows from the tier, this assignment too, follows from the change.
            yield return new Reaction.ToHandoff(
                handoff.Id, new HandoffCommand.ChangeTier(tier, around.Settings.RequiredHandoffFields(tier)));
            yield break;
        }

        if (!handoff.Missing.IsEmpty)
        {
            yield break;
        }

        // Whom sales or the CS platform named goes before the workspace's rule. A name that is no address is nobody.
        string?[] candidates =
        [
            handoff.Fields.TextOf("cs_owner_email"), account.TextOf("cs_owner_email"),
            around.Settings.HolderOf(OnboardingReactions.CsmRole, handoff.Tier, handoff.AccountKey),
        ];
        string? owner = candidates.FirstOrDefault(MailAddress.IsOne);
        yield return owner is null
            ? Refuse(
                handoff,
                $"Nobody holds the role {OnboardingReactions.CsmRole} for tier {handoff.Tier}; "
                + "name somebody in the workspace's settings.")
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

        foreach (OnboardingState onboarding in RunningOf(handoff, around))
        {
            yield return new Reaction.ToOnboarding(
                onboarding.Start.Id, new OnboardingCommand.AssignRole(OnboardingReactions.CsmRole, email));
        }
    }

    private static IEnumerable<Reaction> StartOnboarding(HandoffState handoff, DateTimeOffset at, ISurroundings around)
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

        // A deal that was opened by a slip and won again: its onboarding goes on, and a second would do all of it twice.
        if (RunningOf(handoff, around).Any())
        {
            return [];
        }

        if (around.PlaybookFor(handoff.WonAt) is not { } playbook)
        {
            return
            [
                Refuse(
                    handoff,
                    $"Playbook {around.Settings.PlaybookOn(handoff.WonAt)} is not published; publish it, or name another in the settings."),
            ];
        }

        return playbook.Newest.Definition.PlanFor(handoff.Tier) is { } plan
            ? [new Reaction.ToOnboarding(id, new OnboardingCommand.Begin(
                StartOf(handoff, plan, playbook, at, around)))]
            : [Refuse(handoff, $"Playbook {playbook.Id} has no variant for tier {handoff.Tier}; add one and publish a revision.")];
    }

    private static OnboardingStart StartOf(
        HandoffState handoff, PlaybookPlan plan, PlaybookState playbook, DateTimeOffset at, ISurroundings around)
    {
        FieldMap account = around.Account(handoff.AccountKey)?.Values ?? FieldMap.None;
        var calendar = around.Settings.Calendar.In(account.TextOf("time_zone"));
        DateOnly today = calendar.DayOf(at);
        return new OnboardingStart
        {
            Id = OnboardingOf(handoff.Id),
            Title = account.TextOf("name") ?? handoff.Fields.TextOf("name") ?? handoff.AccountKey,
            AccountKey = handoff.AccountKey,
            OpportunityKey = handoff.OpportunityKey,
            Handoff = handoff.Id,
            Tier = handoff.Tier,
            Playbook = playbook.Id,
            Revision = playbook.Newest.Number,
            Plan = plan,
            Calendar = calendar,
            // Nothing is ever unowned: work of a role that nobody holds falls to customer success.
            Owners = OnboardingViews.HoldersOf(plan, role => HolderOf(role, handoff, around), handoff.CsOwner!),
            Facts = account,
            Stakeholders = Stakeholders.Of(handoff.Fields),
            ClosedWonAt = handoff.WonAt,
            CommittedActivationOn = handoff.Fields.DateOf("committed_activation_on"),
            KickoffOn = calendar.Add(today.AddDays(plan.KickoffAfterDays), 0, Calendars.DayUnit.Business),
        };
    }

    private static string? HolderOf(string role, HandoffState handoff, ISurroundings around) => role switch
    {
        OnboardingReactions.CsmRole => handoff.CsOwner!,
        OnboardingReactions.AccountExecutiveRole when handoff.Fields.TextOf("owner_email") is { } owner
            && MailAddress.IsOne(owner) => owner,
        _ => around.Settings.HolderOf(role, handoff.Tier, handoff.AccountKey),
    };

    private static IEnumerable<OnboardingState> RunningOf(HandoffState handoff, ISurroundings around) =>
        around.OnboardingsOf(handoff.AccountKey).Where(onboarding =>
            onboarding.Start.OpportunityKey == handoff.OpportunityKey && onboarding.Phase == OnboardingPhase.Active);

    private static Reaction Refuse(HandoffState handoff, string reason) =>
        new Reaction.ToHandoff(handoff.Id, new HandoffCommand.RefuseStart(reason));
}
