using Onboarding.Hub.Api.Requests;
using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Reactions;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;

namespace Onboarding.Hub.Api;

/// <summary>Says where a deal stands on its way to an onboarding, step by step, and what to do where it waits.</summary>
internal sealed class TriggerExplanations(AggregateReads reads)
{
    public async Task<V1.ExplainTriggerResponse> ExplainAsync(ResourceName name, CancellationToken cancellationToken)
    {
        ResourceState deal = (await reads.GetAsync(Aggregates.Opportunity, name, cancellationToken)).State;
        string? accountKey = deal.Values.TextOf("account_key");
        HandoffId handoffId = ResourceReactions.HandoffOf(name.Key, deal.TimesWon);
        ResourceName onboardingName = ResourceName.Of(
            name.Workspace, Collection.Onboardings, HandoffReactions.OnboardingOf(handoffId).Value);

        WorkspaceSettings settings = (await reads.GetAsync(
            Aggregates.Workspace, ResourceName.Of(name.Workspace), cancellationToken)).State.Settings;
        ResourceState? account = accountKey is null ? null : (await reads.FindAsync(
            Aggregates.Account, new ResourceName(name.Workspace, Collection.Accounts, accountKey),
                cancellationToken))?.State;
        HandoffState? handoff = (await reads.FindAsync(
            Aggregates.Handoff, ResourceName.Of(name.Workspace, Collection.Handoffs, handoffId.Value),
                cancellationToken))?.State;
        string playbookKey = deal.WonAt is { } wonAt ? settings.PlaybookOn(wonAt) : settings.Playbook;
        PlaybookState? playbook = (await reads.FindAsync(
            Aggregates.Playbook, new ResourceName(name.Workspace, Collection.Playbooks, playbookKey),
                cancellationToken))?.State;
        OnboardingState? onboarding = (await reads.FindAsync(Aggregates.Onboarding, onboardingName,
            cancellationToken))?.State;

        List<(V1.TriggerStep Step, string Remedy)> steps =
        [
            .. OfDeal(deal, account, accountKey),
            .. OfHandoff(handoff, settings.IsHistory(deal) ? settings.StartsFrom : null),
            OfPlaybook(playbook, playbookKey, handoff?.Tier ?? account?.Classification?.Tier),
            OfOnboarding(onboarding, handoff),
        ];
        (V1.TriggerStep Step, string Remedy) waiting = steps.Find(step => !step.Step.Holds);
        return new V1.ExplainTriggerResponse
        {
            Steps = { steps.Select(step => step.Step) },
            Triggered = waiting.Step is null,
            Remedy = waiting.Remedy ?? "",
            Onboarding = onboarding is null ? "" : onboardingName.ToString(),
        };
    }

    private static IEnumerable<(V1.TriggerStep Step, string Remedy)> OfDeal(
        ResourceState deal, ResourceState? account, string? accountKey)
    {
        yield return Step(
            V1.TriggerCheck.DealKnown, !deal.Deleted,
            deal.Deleted ? "The deal was deleted in the CRM." : "The deal is in the hub.",
            "Restore the deal in the CRM, and run a sync.");
        yield return Step(
            V1.TriggerCheck.DealWon, deal.WonAt is not null,
            deal.WonAt is { } won
                ? $"It is closed-won since {won:yyyy-MM-dd}, for the {deal.TimesWon}. time."
                : $"It is not closed-won: is_won is {Shown(deal.Values.Get("is_won"))}, the CRM's stage is {Shown(deal.Values.Get("stage_name"))}.",
            "Close the deal as won in the CRM, and check that the mapping reads is_won.");
        yield return Step(
            V1.TriggerCheck.AccountKnown, account is { Deleted: false },
            (account, accountKey) switch
            {
                (null, null) => "The deal names no account: account_key is not filled in.",
                (null, _) => $"The deal's account {accountKey} is not in the hub.",
                ({ Deleted: true }, _) => $"The deal's account {accountKey} was deleted.",
                _ => $"Its account is {account.Values.TextOf("name") ?? accountKey}.",
            },
            "Give the deal an account in the CRM, and run a sync that reads accounts.");
        yield return Step(
            V1.TriggerCheck.TierAssigned, account?.Classification is not null,
            account?.Classification is { } tier
                ? $"The account's tier is {tier.Tier}." : "The account has no tier yet.",
            "The hub assigns it as soon as it has read the account; ExplainClassification shows by which rule.");
    }

    private static IEnumerable<(V1.TriggerStep Step, string Remedy)> OfHandoff(
        HandoffState? handoff, DateOnly? historyBefore)
    {
        bool asked = handoff is { WithdrawnAt: null };
        bool filled = asked && handoff!.Missing.IsEmpty;
        yield return Step(
            V1.TriggerCheck.HandoffRequested, asked,
            handoff switch
            {
                null when historyBefore is { } from =>
                    $"The deal was closed before {from:yyyy-MM-dd}, from when on the workspace takes onboardings on.",
                null => "No handoff was asked for.",
                { WithdrawnAt: { } at } =>
                    $"The handoff was withdrawn on {at:yyyy-MM-dd}, because the deal was reopened.",
                _ => $"The handoff was asked for on {handoff.RequestedAt:yyyy-MM-dd}.",
            },
            historyBefore is null
                ? "The hub asks for it when the deal is closed-won and names an account."
                : "Start it by hand with CreateOnboarding, if it is to be onboarded all the same.");
        yield return Step(
            V1.TriggerCheck.HandoffFieldsFilled, filled,
            !asked ? "There is no handoff to fill in."
                : filled ? $"All mandatory fields are filled in: {string.Join(", ", handoff!.Required)}."
                : $"Missing: {string.Join(", ", handoff!.Missing)}.",
            "Fill in the missing fields on the deal in the CRM, or with UpdateOpportunity.");
        yield return Step(
            V1.TriggerCheck.CsOwnerAssigned, asked && handoff!.CsOwner is not null,
            asked && handoff!.CsOwner is { } owner ? $"Customer success is {owner}."
                : handoff?.StartRefusedBecause ?? "Customer success is not assigned.",
            "Give the role csm to somebody in the workspace's settings, or call AssignCsOwner.");
    }

    private static (V1.TriggerStep Step, string Remedy) OfPlaybook(PlaybookState? playbook, string name, string? tier)
    {
        PlaybookPlan? plan = tier is null ? null : playbook?.Newest.Definition.PlanFor(tier);
        bool holds = plan is not null;
        string found = (playbook, tier) switch
        {
            (null, _) => $"Playbook {name} is not published.",
            (_, null) => $"Playbook {name} is published; without a tier no variant can be chosen.",
            _ => holds
                ? $"Playbook {name}, revision {playbook.Newest.Number}, has the variant {plan!.Variant} for the tier {tier}."
                : $"Playbook {name}, revision {playbook.Newest.Number}, has no variant for the tier {tier}.",
        };
        return Step(
            V1.TriggerCheck.PlaybookVariantFound, holds, found,
            "Publish a revision of the playbook that has a variant of the tier's name.");
    }

    private static (V1.TriggerStep Step, string Remedy) OfOnboarding(OnboardingState? onboarding,
        HandoffState? handoff) => Step(
        V1.TriggerCheck.OnboardingStarted, onboarding is not null,
        onboarding is not null
            ? $"The onboarding was started on {onboarding.StartedAt:yyyy-MM-dd} and is {onboarding.Phase.ToString().ToLowerInvariant()}."
            : handoff?.StartRefusedBecause ?? "The onboarding was not started.",
        "The hub starts it when every step above holds; it tries again by itself.");

    private static (V1.TriggerStep Step, string Remedy) Step(
        V1.TriggerCheck check, bool holds, string found, string remedy) =>
        (new V1.TriggerStep { Check = check, Holds = holds, Explanation = found }, remedy);

    private static string Shown(FieldValue? value) => value?.ToString() ?? "unset";
}
