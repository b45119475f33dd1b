using System.Collections.Immutable;

using Microsoft.Extensions.Logging;

using Onboarding.Model;
using Onboarding.Model.Audits;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Maintenance;
using Onboarding.Model.Workspaces;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Maintenance;

/// <summary>
/// Looks back at each month, quarter and half-year once it has ended, in every workspace that was there then. What was
/// missed while no process ran is made up for the last period of each length.
/// </summary>
public sealed class MaintenanceReviews(
    IJournalStore store, AggregatesOfKind lists, Dispatcher dispatcher, TimeProvider clock, ILogger<MaintenanceReviews> log)
{
    /// <summary>States read at once; what is kept of each is small.</summary>
    private const int PageMax = 200;

    private static readonly Origin s_origin = new("hub", "maintenance");

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (WorkspaceId workspace in await store.WorkspacesAsync(cancellationToken))
        {
            await RunAsync(workspace, cancellationToken);
        }
    }

    private async Task RunAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        LoadedStreams loaded = await store.LoadAsync(
            workspace, [Aggregates.Workspace.Stream(workspace.Value)], null, cancellationToken);
        WorkspaceState state = Aggregates.Workspace.ReadState(loaded.Aggregates.Single().State);
        DateOnly made = state.Settings.Calendar.DayOf(state.CreatedAt);
        ImmutableArray<ReviewPeriod> ended =
        [
            .. ReviewPeriod.EndedBy(state.Settings.Calendar.DayOf(clock.GetUtcNow())).Where(period => period.Last >= made),
        ];
        var reviewed = (await store.LoadAsync(
                workspace, [.. ended.Select(period => Aggregates.Review.Stream(period.Key))], null, cancellationToken))
            .Aggregates.Select(known => known.Stream.Key).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<ReviewPeriod> left = ended.RemoveAll(period => reviewed.Contains(period.Key));
        if (left.IsEmpty)
        {
            return;
        }

        MaintenanceWatch watch = await WatchAsync(workspace, state.Settings, cancellationToken);
        foreach (ReviewPeriod period in left)
        {
            ImmutableArray<ReviewFinding> findings = watch.Findings(period);
            await dispatcher.RunAsync(
                workspace,
                [Aggregates.Review.Stream(period.Key)],
                batch => batch.Apply(Aggregates.Review, period.Key, new ReviewCommand.Make(period, findings), s_origin),
                cancellationToken);
            log.PeriodReviewed(workspace.Value, period.Key, findings.Count(finding => finding.Level >= FindingLevel.RedFlag));
        }
    }

    private async Task<MaintenanceWatch> WatchAsync(
        WorkspaceId workspace, WorkspaceSettings settings, CancellationToken cancellationToken)
    {
        var onboardings = new List<PortfolioEntry>();
        await foreach (StoredAggregate stored in AllAsync(workspace, Aggregates.Onboarding, cancellationToken))
        {
            onboardings.Add(PortfolioEntry.Of(Aggregates.Onboarding.ReadState(stored.State)));
        }

        var handoffs = new List<HandoffEntry>();
        await foreach (StoredAggregate stored in AllAsync(workspace, Aggregates.Handoff, cancellationToken))
        {
            handoffs.Add(HandoffEntry.Of(Aggregates.Handoff.ReadState(stored.State)));
        }

        return new MaintenanceWatch(onboardings, handoffs, settings, await BaselineDaysAsync(workspace, cancellationToken));
    }

    /// <summary>Mean time-to-value of the audit that was reported last; null where there is none of enough cases.</summary>
    private async Task<decimal?> BaselineDaysAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        AuditState? newest = null;
        await foreach (StoredAggregate stored in AllAsync(workspace, Aggregates.Audit, cancellationToken))
        {
            AuditState audit = Aggregates.Audit.ReadState(stored.State);
            newest = audit.Report is not null && (newest is null || audit.ReportedAt > newest.ReportedAt) ? audit : newest;
        }

        return (decimal?)newest?.Report!.Baseline.TimeToValue.Mean;
    }

    private async IAsyncEnumerable<StoredAggregate> AllAsync(
        WorkspaceId workspace, AggregateKind kind,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AggregatePlace? after = null;
        while (true)
        {
            IReadOnlyList<ListedAggregate> page = await lists.PageAsync(
                workspace, kind.Name, new AggregateFilter(), after, PageMax, cancellationToken);
            LoadedStreams loaded = await store.LoadAsync(
                workspace, [.. page.Select(row => kind.Stream(row.Key))], null, cancellationToken);
            foreach (StoredAggregate stored in loaded.Aggregates)
            {
                yield return stored;
            }

            if (page.Count < PageMax)
            {
                yield break;
            }

            after = page[^1].Place;
        }
    }
}
