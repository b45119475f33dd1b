using System.Collections.Immutable;

using Microsoft.Extensions.Logging;

using Onboarding.Model;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Maintenance;
using Onboarding.Model.Workspaces;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Maintenance;

/// <summary>
/// Looks back at each month, quarter and half-year once it has ended, in every workspace that was there then. What was
/// missed while no process ran is made up for the last period of each length.
/// </summary>
public sealed class MaintenanceReviews(
    IJournalStore store, PortfolioReads portfolio, Dispatcher dispatcher, TimeProvider clock, ILogger<MaintenanceReviews> log)
{
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
        WorkspaceId workspace, WorkspaceSettings settings, CancellationToken cancellationToken) => new(
            await portfolio.OnboardingsAsync(workspace, cancellationToken),
            await portfolio.HandoffsAsync(workspace, cancellationToken),
            settings,
            (decimal?)(await portfolio.BaselineAsync(workspace, cancellationToken)).Mean);
}
