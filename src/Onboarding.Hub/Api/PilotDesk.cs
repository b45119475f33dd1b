using System.Collections.Immutable;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Audits;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Pilots;
using Onboarding.Model.Pilots.Reports;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;
using Onboarding.Model.Workspaces.Files;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Api;

/// <summary>Begins, compares and rolls out pilots: what looks beyond the pilot itself.</summary>
internal sealed class PilotDesk(
    AggregateReads reads, AggregateChanges changes, IJournalStore journal, TimeProvider clock)
{
    public async Task<WorkspaceSettings> SettingsAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        (await reads.GetAsync(Aggregates.Workspace, ResourceName.Of(workspace), cancellationToken)).State.Settings;

    public async Task<Held<PilotState>> BeginAsync(Change change, V1.Pilot? given)
    {
        WorkspaceSettings settings = await SettingsAsync(change.Target.Workspace, change.CancellationToken);
        if (given is null)
        {
            throw Refuse.Field("pilot", "pilot is missing; say what is to be tried with whom.");
        }

        ImmutableArray<ResourceName> accounts = Accounts(change.Target.Workspace, given);
        string audit = CallContext.KeyWithin(change.Target.Workspace, given.Audit, Collection.Audits, "pilot.audit")
            ?? throw Refuse.Field("pilot.audit", "pilot.audit is missing; name the audit whose report is the baseline.");
        return await changes.DecideAsync(
            change, Aggregates.Pilot,
            [Aggregates.Audit.Stream(audit), .. accounts.Select(account => Aggregates.Account.Stream(account.Key))],
            batch => new PilotCommand.Begin(
                new PilotPlan
                {
                    Key = change.Target.Key,
                    Title = Texts.Words(given.DisplayName, "pilot.display_name", WorkspaceLimits.NameLengthMax),
                    Scope = Texts.Words(given.Scope, "pilot.scope"),
                    Customers = [.. accounts.Select(account => Customer(account, batch))],
                    Csms = [.. given.Csms.Select(Pilots.FromWire)],
                    MonitorUntil = given.MonitorUntilDate is null
                        ? throw Refuse.Field("pilot.monitor_until_date", "pilot.monitor_until_date is missing.")
                        : Wire.Day(given.MonitorUntilDate, "pilot.monitor_until_date"),
                    Baseline = Baseline(new ResourceName(change.Target.Workspace, Collection.Audits, audit), batch),
                },
                [.. settings.Tiers.Select(rule => rule.Tier)], settings.Calendar));
    }

    public async Task<V1.PilotReport> ReportAsync(ResourceName name, CancellationToken cancellationToken)
    {
        PilotState pilot = (await reads.GetAsync(Aggregates.Pilot, name, cancellationToken)).State;
        WorkspaceSettings settings = await SettingsAsync(name.Workspace, cancellationToken);
        IReadOnlyList<StoredAggregate> stored = await journal.ChildrenAsync(
            name.Workspace, Aggregates.Onboarding.Name, [.. pilot.Plan.Customers.Select(customer => customer.AccountKey)],
            cancellationToken);
        // An onboarding from before the pilot tells nothing of the new process.
        IReadOnlyList<OnboardingState> newest =
        [
            .. stored.Select(one => Aggregates.Onboarding.ReadState(one.State))
                .Where(onboarding => onboarding.StartedAt >= pilot.StartedAt && onboarding.Phase != OnboardingPhase.Cancelled)
                .GroupBy(onboarding => onboarding.Start.AccountKey, StringComparer.Ordinal)
                .Select(group => group.MaxBy(onboarding => onboarding.StartedAt)!),
        ];
        DateTimeOffset now = clock.GetUtcNow();
        return Pilots.ToWire(name, PilotReporting.Of(pilot, newest, settings.Calendar.DayOf(now)), now);
    }

    public async Task<Held<PilotState>> RollOutAsync(Change change, V1.RollOutPilotRequest request)
    {
        ResourceName name = change.Target;
        string key = CallContext.KeyWithin(name.Workspace, request.Playbook, Collection.Playbooks, "playbook")
            ?? throw Refuse.Field("playbook", "playbook is missing; name the one that new customers get.");
        if (request.FromDate is null)
        {
            throw Refuse.Field("from_date", "from_date is missing; name the first day of closed-won that gets the playbook.");
        }

        DateOnly from = Wire.Day(request.FromDate, "from_date");
        string reason = Texts.Words(request.Reason, "reason");
        var playbook = new ResourceName(name.Workspace, Collection.Playbooks, key);
        string workspace = name.Workspace.Value;
        return await changes.DecideAsync(
            change, Aggregates.Pilot, [Aggregates.Workspace.Stream(workspace), Aggregates.Playbook.Stream(key)], batch =>
            {
                _ = batch.State(Aggregates.Pilot, name.Key) ?? throw Refuse.NotFound(name.ToString());
                WorkspaceSettings settings = batch.State(Aggregates.Workspace, workspace)!.Settings;
                DemandFit(playbook, batch.State(Aggregates.Playbook, key), settings);
                batch.Apply(
                    Aggregates.Workspace, workspace,
                    new WorkspaceCommand.PlanRollout(new PlaybookRollout(key, from), name.Key, reason, change.Caller.Actor),
                    change.Origin);
                return new PilotCommand.RollOut(
                    key, from, reason, change.Caller.Actor, settings.Calendar.DayOf(batch.Now));
            });
    }

    // A rollout must not be the way around what publication and start would refuse.
    private static void DemandFit(ResourceName name, PlaybookState? playbook, WorkspaceSettings settings)
    {
        PlaybookDefinition definition = (playbook ?? throw Refuse.NotFound(name.ToString())).Newest.Definition;
        if (settings.Tiers.FirstOrDefault(rule => definition.PlanFor(rule.Tier) is null) is { } without)
        {
            throw Refuse.Conflict(
                name.ToString(), $"{name} has no variant for the tier {without.Tier}; publish a revision with one.");
        }

        if (settings.SignOffRequired && definition.UsesNone)
        {
            throw Refuse.Conflict(
                name.ToString(),
                $"{name} says 'uses: none', which what customers are served by cannot where sign-off is required.");
        }
    }

    private static ImmutableArray<ResourceName> Accounts(WorkspaceId workspace, V1.Pilot given) =>
    [
        .. given.Accounts.Select(text => new ResourceName(
            workspace, Collection.Accounts,
            CallContext.KeyWithin(workspace, text, Collection.Accounts, "pilot.accounts")
                ?? throw Refuse.Field("pilot.accounts", "pilot.accounts names nothing in one place."))),
    ];

    private static PilotCustomer Customer(ResourceName account, CommandBatch batch)
    {
        ResourceState state = batch.State(Aggregates.Account, account.Key) ?? throw Refuse.NotFound(account.ToString());
        return new PilotCustomer(account.Key, state.Classification?.Tier
            ?? throw Refuse.Conflict(account.ToString(), $"{account} has no tier yet; the hub assigns it in a moment."));
    }

    private static PilotBaseline Baseline(ResourceName audit, CommandBatch batch)
    {
        AuditState state = batch.State(Aggregates.Audit, audit.Key) ?? throw Refuse.NotFound(audit.ToString());
        return state.Report is { } report
            ? new PilotBaseline(audit.Key, state.Reports, state.Targets, report.Baseline)
            : throw Refuse.Conflict(audit.ToString(), $"{audit} has no report yet; generate one.");
    }
}
