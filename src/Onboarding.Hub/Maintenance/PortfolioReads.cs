using Onboarding.Model;
using Onboarding.Model.Audits;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Maintenance;
using Onboarding.Model.Statistics;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Maintenance;

/// <summary>Reads a whole workspace, page by page, for what is said of all its onboardings together.</summary>
public sealed class PortfolioReads(IJournalStore store, AggregatesOfKind lists)
{
    /// <summary>States read at once; what is kept of each is small.</summary>
    private const int PageMax = 200;

    public Task<IReadOnlyCollection<PortfolioEntry>> OnboardingsAsync(
        WorkspaceId workspace, CancellationToken cancellationToken) => AllAsync(
            workspace, Aggregates.Onboarding, stored => PortfolioEntry.Of(Aggregates.Onboarding.ReadState(stored.State)),
            cancellationToken);

    public Task<IReadOnlyCollection<HandoffEntry>> HandoffsAsync(
        WorkspaceId workspace, CancellationToken cancellationToken) => AllAsync(
            workspace, Aggregates.Handoff, stored => HandoffEntry.Of(Aggregates.Handoff.ReadState(stored.State)),
            cancellationToken);

    /// <summary>Days to value before, by the audit that was reported last; empty where there is none.</summary>
    public async Task<Sample> BaselineAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<AuditState> audits = await AllAsync(
            workspace, Aggregates.Audit, stored => Aggregates.Audit.ReadState(stored.State), cancellationToken);
        return audits.Where(audit => audit.Report is not null).MaxBy(audit => audit.ReportedAt)?.Report!.Baseline.TimeToValue
            ?? Sample.Empty;
    }

    private async Task<IReadOnlyCollection<T>> AllAsync<T>(
        WorkspaceId workspace, AggregateKind kind, Func<StoredAggregate, T> take, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        AggregatePlace? after = null;
        while (true)
        {
            IReadOnlyList<ListedAggregate> page = await lists.PageAsync(
                workspace, kind.Name, new AggregateFilter(), after, PageMax, cancellationToken);
            LoadedStreams loaded = await store.LoadAsync(
                workspace, [.. page.Select(row => kind.Stream(row.Key))], null, cancellationToken);
            all.AddRange(loaded.Aggregates.Select(take));
            if (page.Count < PageMax)
            {
                return all;
            }

            after = page[^1].Place;
        }
    }
}
