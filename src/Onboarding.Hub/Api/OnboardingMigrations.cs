using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Workspaces;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Commands;

namespace Onboarding.Hub.Api;

/// <summary>Shows and carries out the move of onboardings to another revision of their playbook.</summary>
internal sealed class OnboardingMigrations(
    AggregateReads reads, AggregateChanges changes, Dispatcher dispatcher, TimeProvider time)
{
    /// <summary>Most onboardings that one call looks at: each is a transaction of its own.</summary>
    private const int PageMax = 100;

    public async Task<V1.PreviewMigrationResponse> PreviewAsync(
        V1.PreviewMigrationRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Onboardings);
        MigrationRevision revision = await RevisionAsync(request.PlaybookRevision, name, context);
        Held<OnboardingState> held = await reads.GetAsync(Aggregates.Onboarding, name, context.CancellationToken);
        OnboardingState state = held.State;
        FieldMap facts = (await reads.FindAsync(
            Aggregates.Account, new ResourceName(name.Workspace, Collection.Accounts, state.Start.AccountKey),
            context.CancellationToken))?.State.Values ?? FieldMap.None;

        MigrationTarget target = TargetOf(revision, state, facts);
        var command = new OnboardingCommand.Migrate(target, context.Caller().Actor);
        return OnboardingDecisions.Decide(state, command, time.GetUtcNow()) switch
        {
            Decision<OnboardingEvent>.Refused refused =>
                throw Refuse.Of(refused.Refusal, name.ToString(), "playbook_revision"),
            Decision<OnboardingEvent>.Accepted accepted =>
                Migrations.ToWire(MigrationPreview.Of(state, target, accepted.Events), held),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public async Task<Held<OnboardingState>> MigrateAsync(
        V1.MigrateOnboardingRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Onboardings);
        Change change = Change.Of(request, name, CallerRole.Member, context) with { Field = "playbook_revision" };
        MigrationRevision revision = await RevisionAsync(request.PlaybookRevision, name, context);
        // An onboarding is never of another account, so which one may be read before the rest.
        Held<OnboardingState> held = await reads.GetAsync(Aggregates.Onboarding, name, context.CancellationToken);
        string account = held.State.Start.AccountKey;
        return await changes.DecideAsync(
            change, Aggregates.Onboarding, [Aggregates.Account.Stream(account)],
            batch =>
            {
                OnboardingState state = batch.State(Aggregates.Onboarding, name.Key)
                    ?? throw Refuse.NotFound(name.ToString());
                return new OnboardingCommand.Migrate(
                    TargetOf(revision, state, FactsOf(batch, account)), change.Caller.Actor);
            });
    }

    /// <summary>Moves a page of the onboardings of a playbook, or shows what that would do.</summary>
    public async Task<V1.MigrateOnboardingsResponse> MigrateAllAsync(
        V1.MigrateOnboardingsRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        // One run is the same on all of its pages, looked at and done.
        var run = new V1.MigrateOnboardingsRequest(request) { PageSize = 0, PageToken = "", ValidateOnly = false };
        Change change = Change.Of(run, parent, CallerRole.Member, context) with { ValidateOnly = request.ValidateOnly };
        if (request.FromRevision < 0)
        {
            throw Refuse.Field("from_revision", "from_revision is negative; it is 0 for any, or a number from 1.");
        }

        MigrationRevision revision = await RevisionAsync(request.PlaybookRevision, parent, context);
        _ = revision.Published ?? throw Refuse.NotFound(revision.Name);
        var filter = new AggregateFilter
        {
            State = "active",
            Tier = CallContext.Filter(request.Tier),
            Owner = CallContext.Filter(request.Owner),
        };
        (IEnumerable<ListedAggregate> shown, string next) = await reads.PageAsync(
            parent.Workspace, Aggregates.Onboarding, filter, PageQuery.Of(request, context, PageMax),
            context.CancellationToken);
        await changes.OnceAsync(change with { Target = revision.Playbook }, [], _ => { });

        var migrations = new List<V1.OnboardingMigration>();
        foreach (ListedAggregate row in shown)
        {
            var name = new ResourceName(parent.Workspace, Collection.Onboardings, row.Key);
            if (await MoveAsync(request, change.PartOf(name), revision, row) is { } migration)
            {
                migrations.Add(migration);
            }
        }

        return Migrations.ToWire(migrations, next);
    }

    /// <summary>Moves one of many, where it may be.</summary>
    /// <returns>What became of it; null when the request is not about it.</returns>
    private async Task<V1.OnboardingMigration?> MoveAsync(
        V1.MigrateOnboardingsRequest request, Change change, MigrationRevision revision, ListedAggregate row)
    {
        string account = Onboardings.SummaryOf(row).AccountKey;
        try
        {
            Answer<V1.OnboardingMigration?> answer = await dispatcher.AnswerAsync(
                change.Target.Workspace,
                [Aggregates.Onboarding.Stream(row.Key), Aggregates.Account.Stream(account)],
                change.Stamp(Aggregates.Onboarding.Stream(row.Key)),
                batch =>
                {
                    V1.OnboardingMigration? migration = Move(batch, request, change, revision, account);
                    return (migration, migration?.Outcome == V1.MigrationOutcome.Moved && !change.ValidateOnly);
                },
                change.CancellationToken);
            return answer is Answer<V1.OnboardingMigration?>.Given given
                ? given.Result
                : Migrations.Unchanged(Migrations.Named(change.Target, row), "This request moved it before.");
        }
        catch (TimeoutException)
        {
            // Others write it all the time; that is no reason to leave the rest where they are.
            RefusedException overtaken = Refuse.Overtaken();
            return Migrations.Refused(Migrations.Named(change.Target, row), overtaken.Reason, overtaken.Message);
        }
    }

    private static V1.OnboardingMigration? Move(
        CommandBatch batch, V1.MigrateOnboardingsRequest request, Change change, MigrationRevision revision,
        string account)
    {
        ResourceName name = change.Target;
        OnboardingState state = batch.State(Aggregates.Onboarding, name.Key) ?? throw Refuse.NotFound(name.ToString());
        if (state.Start.Playbook.Value != revision.Playbook.Key
            || (request.FromRevision > 0 && request.FromRevision != state.Revision))
        {
            return null;
        }

        V1.OnboardingMigration migration = Migrations.Named(name, state);
        if (revision.PlanFor(state.Start.Tier) is not { } plan)
        {
            return Migrations.Refused(
                migration, V1.ErrorReason.StateConflict, revision.NoVariant(state.Start.Tier));
        }

        MigrationTarget target = revision.TargetOf(state, plan, FactsOf(batch, account));
        return batch.Apply(
            Aggregates.Onboarding, name.Key, new OnboardingCommand.Migrate(target, change.Caller.Actor),
            change.Origin) switch
        {
            Decision<OnboardingEvent>.Refused refused => Migrations.Refused(
                migration, ReasonTable.Of(refused.Refusal.Reason).Reason, refused.Refusal.Message),
            Decision<OnboardingEvent>.Accepted { Events.IsEmpty: true } =>
                Migrations.Unchanged(migration, "It follows the revision already."),
            Decision<OnboardingEvent>.Accepted accepted => Migrations.Moved(
                migration, MigrationPreview.Of(state, target, accepted.Events), request.WithConflicts),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static MigrationTarget TargetOf(MigrationRevision revision, OnboardingState state, FieldMap facts)
    {
        if (revision.Playbook.Key != state.Start.Playbook.Value)
        {
            throw Refuse.Field(
                "playbook_revision",
                $"The onboarding follows playbook {state.Start.Playbook}; name one of its revisions.");
        }

        PlaybookPlan plan = revision.PlanFor(state.Start.Tier)
            ?? throw Refuse.Conflict(revision.Name, revision.NoVariant(state.Start.Tier));
        return revision.TargetOf(state, plan, facts);
    }

    private static FieldMap FactsOf(CommandBatch batch, string account) =>
        batch.State(Aggregates.Account, account)?.Values ?? FieldMap.None;

    private async Task<MigrationRevision> RevisionAsync(string revision, ResourceName about, ServerCallContext context)
    {
        (ResourceName playbook, int number) = MigrationRevision.Read(revision, about.Workspace);
        WorkspaceSettings settings = (await reads.GetAsync(
            Aggregates.Workspace, ResourceName.Of(about.Workspace), context.CancellationToken)).State.Settings;
        PlaybookState? state = (await reads.FindAsync(
            Aggregates.Playbook, playbook, context.CancellationToken))?.State;
        return new MigrationRevision(
            playbook, number, state?.Revisions.FirstOrDefault(known => known.Number == number), settings);
    }
}
