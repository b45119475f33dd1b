using System.Collections.Immutable;

using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model;
using Onboarding.Model.Calendars;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Reactions;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;
using Onboarding.Sync.Commands;

namespace Onboarding.Hub.Api;

/// <summary>Starts onboardings by hand, as the hub would by itself on a complete handoff.</summary>
internal sealed class ManualStarts(AggregateReads reads, AggregateChanges changes, TimeProvider clock)
{
    public async Task<Held<OnboardingState>> StartAsync(V1.CreateOnboardingRequest request, ServerCallContext context)
    {
        WorkspaceId workspace = context.Workspace(request.Parent).Workspace;
        var asked = new Asked
        {
            Id = ResourceChanges.NewId(Collection.Onboardings, request, workspace, (request.OnboardingId,
                "onboarding_id")),
            Account = new ResourceName(workspace, Collection.Accounts,
                CallContext.KeyWithin(workspace, request.Account, Collection.Accounts, "account")
                    ?? throw Refuse.Field("account", "account is missing; name the customer.")),
            Opportunity = CallContext.KeyWithin(workspace, request.Opportunity, Collection.Opportunities,
                "opportunity"),
            CsOwner = CallContext.Filter(Texts.Mail(request.CsOwner, "cs_owner")),
        };
        Change change = Change.Of(
            request, ResourceName.Of(workspace, Collection.Onboardings, asked.Id), CallerRole.Member, context);
        string? playbookKey = CallContext.KeyWithin(workspace, request.Playbook, Collection.Playbooks, "playbook");
        WorkspaceSettings settings = (await reads.GetAsync(
            Aggregates.Workspace, ResourceName.Of(workspace), context.CancellationToken)).State.Settings;
        var playbook = new ResourceName(workspace, Collection.Playbooks, playbookKey ?? settings.PlaybookOn(clock.GetUtcNow()));

        List<StreamId> looked = [Aggregates.Account.Stream(asked.Account.Key),
            Aggregates.Playbook.Stream(playbook.Key)];
        if (asked.Opportunity is { } opportunity)
        {
            looked.Add(Aggregates.Opportunity.Stream(opportunity));
        }

        return await changes.DecideAsync(change, Aggregates.Onboarding, looked, batch =>
            batch.State(Aggregates.Onboarding, change.Target.Key) is null
                ? new OnboardingCommand.Begin(StartOf(asked, settings, playbook, batch))
                : throw Refuse.Of(
                    new Refusal(RefusalReason.AlreadyExists, $"{change.Target} exists already."),
                        change.Target.ToString(), ""));
    }

    private static OnboardingStart StartOf(
        Asked asked, WorkspaceSettings settings, ResourceName playbook, CommandBatch batch)
    {
        ResourceState account = batch.State(Aggregates.Account, asked.Account.Key)
            ?? throw Refuse.NotFound(asked.Account.ToString());
        ResourceState? deal = asked.Opportunity is { } key
            ? batch.State(Aggregates.Opportunity, key)
                ?? throw Refuse.NotFound(new ResourceName(playbook.Workspace, Collection.Opportunities, key).ToString())
            : null;
        PlaybookState held = batch.State(Aggregates.Playbook, playbook.Key)
            ?? throw Refuse.NotFound(playbook.ToString());
        string tier = account.Classification?.Tier
            ?? throw Refuse.Conflict(asked.Account.ToString(),
                $"{asked.Account} has no tier yet; the hub assigns it in a moment.");
        PlaybookPlan plan = held.Newest.Definition.PlanFor(tier)
            ?? throw Refuse.Conflict(playbook.ToString(),
                $"{playbook} has no variant for the tier {tier}; publish a revision with one.");

        FieldMap facts = account.Values;
        BusinessCalendar calendar = settings.Calendar.In(facts.TextOf("time_zone"));
        string csm = asked.CsOwner ?? settings.HolderOf(OnboardingReactions.CsmRole, tier, asked.Account.Key) ?? "";
        return new OnboardingStart
        {
            Id = new OnboardingId(asked.Id),
            Title = facts.TextOf("name") ?? asked.Account.Key,
            AccountKey = asked.Account.Key,
            OpportunityKey = asked.Opportunity,
            Handoff = null,
            Tier = tier,
            Playbook = held.Id,
            Revision = held.Newest.Number,
            Plan = plan,
            Calendar = calendar,
            Owners = OnboardingViews.HoldersOf(
                plan,
                role => role == OnboardingReactions.CsmRole ? csm : settings.HolderOf(role, tier, asked.Account.Key),
                csm),
            Facts = facts,
            Stakeholders = Stakeholders.Of(deal?.Values),
            ClosedWonAt = deal?.WonAt ?? batch.Now,
            CommittedActivationOn = deal?.Values.DateOf("committed_activation_on"),
            KickoffOn = calendar.Add(calendar.DayOf(batch.Now).AddDays(plan.KickoffAfterDays), 0, DayUnit.Business),
        };
    }

    private sealed record Asked
    {
        public required Guid Id { get; init; }

        public required ResourceName Account { get; init; }

        public required string? Opportunity { get; init; }

        public required string? CsOwner { get; init; }
    }
}
