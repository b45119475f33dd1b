using System.Collections.Immutable;

using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Reactions;
using Onboarding.Model.Workspaces;
using Onboarding.Sync.Commands;

namespace Onboarding.Hub.Api;

/// <summary>Shows and carries out the move of an onboarding to another revision of its playbook.</summary>
internal sealed class OnboardingMigrations(AggregateReads reads, AggregateChanges changes, TimeProvider time)
{
    public async Task<V1.PreviewMigrationResponse> PreviewAsync(
        V1.PreviewMigrationRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Onboardings);
        Wanted wanted = Wanted.Of(name, request.PlaybookRevision, context);
        Held<OnboardingState> held = await reads.GetAsync(Aggregates.Onboarding, name, context.CancellationToken);
        OnboardingState state = held.State;
        WorkspaceSettings settings = await SettingsAsync(name.Workspace, context.CancellationToken);
        PlaybookState? playbook = (await reads.FindAsync(
            Aggregates.Playbook, wanted.Playbook, context.CancellationToken))?.State;
        FieldMap facts = (await reads.FindAsync(
            Aggregates.Account, new ResourceName(name.Workspace, Collection.Accounts, state.Start.AccountKey),
            context.CancellationToken))?.State.Values ?? FieldMap.None;

        MigrationTarget target = TargetOf(wanted, state, playbook, facts, settings);
        var command = new OnboardingCommand.Migrate(target, context.Caller().Actor);
        return OnboardingDecisions.Decide(state, command, time.GetUtcNow()) switch
        {
            Decision<OnboardingEvent>.Refused refused =>
                throw Refuse.Of(refused.Refusal, name.ToString(), "playbook_revision"),
            Decision<OnboardingEvent>.Accepted accepted => Migrations.ToWire(
                Migration.Plan(state, target),
                held with { State = accepted.Events.Aggregate(state, OnboardingEvolution.Evolve) }),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public async Task<Held<OnboardingState>> MigrateAsync(
        V1.MigrateOnboardingRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Onboardings);
        Change change = Change.Of(request, name, CallerRole.Member, context) with { Field = "playbook_revision" };
        Wanted wanted = Wanted.Of(name, request.PlaybookRevision, context);
        // An onboarding is never of another account, so which one may be read before the rest.
        Held<OnboardingState> held = await reads.GetAsync(Aggregates.Onboarding, name, context.CancellationToken);
        string account = held.State.Start.AccountKey;
        WorkspaceSettings settings = await SettingsAsync(name.Workspace, context.CancellationToken);
        return await changes.DecideAsync(
            change, Aggregates.Onboarding,
            [Aggregates.Playbook.Stream(wanted.Playbook.Key), Aggregates.Account.Stream(account)],
            batch => Command(batch, wanted, settings, change));
    }

    private static OnboardingCommand.Migrate Command(
        CommandBatch batch, Wanted wanted, WorkspaceSettings settings, Change change)
    {
        OnboardingState state = batch.State(Aggregates.Onboarding, change.Target.Key)
            ?? throw Refuse.NotFound(change.Target.ToString());
        FieldMap facts = batch.State(Aggregates.Account, state.Start.AccountKey)?.Values ?? FieldMap.None;
        PlaybookState? playbook = batch.State(Aggregates.Playbook, wanted.Playbook.Key);
        return new OnboardingCommand.Migrate(
            TargetOf(wanted, state, playbook, facts, settings), change.Caller.Actor);
    }

    private static MigrationTarget TargetOf(
        Wanted wanted, OnboardingState state, PlaybookState? playbook, FieldMap facts, WorkspaceSettings settings)
    {
        if (wanted.Playbook.Key != state.Start.Playbook.Value)
        {
            throw Refuse.Field(
                "playbook_revision",
                $"The onboarding follows playbook {state.Start.Playbook}; name one of its revisions.");
        }

        PlaybookRevision revision = playbook?.Revisions.FirstOrDefault(known => known.Number == wanted.Number)
            ?? throw Refuse.NotFound(wanted.Revision);
        string tier = state.Start.Tier;
        PlaybookPlan plan = revision.Definition.PlanFor(tier)
            ?? throw Refuse.Conflict(wanted.Revision, $"{wanted.Revision} has no variant for the tier {tier}.");
        return new MigrationTarget
        {
            Revision = revision.Number,
            Plan = plan,
            // As at the start, work of a role that nobody holds falls to customer success.
            Owners = OnboardingViews.HoldersOf(
                plan,
                role => settings.HolderOf(role, tier, state.Start.AccountKey),
                state.Owners.GetValueOrDefault(OnboardingReactions.CsmRole) ?? state.Owner),
            Facts = facts,
        };
    }

    private async Task<WorkspaceSettings> SettingsAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        (await reads.GetAsync(Aggregates.Workspace, ResourceName.Of(workspace), cancellationToken)).State.Settings;

    /// <summary>The revision that a call names.</summary>
    private sealed record Wanted(ResourceName Playbook, int Number)
    {
        public string Revision => Playbooks.RevisionName(Playbook, Number);

        public static Wanted Of(ResourceName onboarding, string revision, ServerCallContext context)
        {
            (ResourceName playbook, int number) = ResourceName.ReadRevision(revision, "playbook_revision");
            context.Seen(playbook);
            return playbook.Workspace == onboarding.Workspace
                ? new Wanted(playbook, number)
                : throw Refuse.Name(
                    "playbook_revision", $"{playbook} does not lie in {ResourceName.Of(onboarding.Workspace)}.");
        }
    }
}
