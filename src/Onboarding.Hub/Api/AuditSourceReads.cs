using System.Collections.Immutable;

using Onboarding.Hub.Api.Requests;
using Onboarding.Model;
using Onboarding.Model.Audits;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Api;

/// <summary>Gathers what an audit looks at, page by page: won deals, their accounts, imported lines, links of ids.</summary>
internal sealed class AuditSourceReads(
    IJournalStore journal, AggregatesOfKind lists, ResourcesOfRecords records, AggregateReads reads)
{
    /// <summary>Rows of one read: large enough that 6,000 deals are a few trips, small enough to be held.</summary>
    private const int PageSize = 1_000;

    public async Task<AuditSources> GatherAsync(ResourceName audit, CancellationToken cancellationToken)
    {
        WorkspaceId workspace = audit.Workspace;
        List<AuditRow> rows =
        [
            .. (await AllAsync(workspace, Aggregates.AuditRow, new AggregateFilter { Parent = audit.Key }, cancellationToken))
                .Select(row => row.Row),
        ];
        List<ResourceState> deals =
            await AllAsync(workspace, Aggregates.Opportunity, new AggregateFilter { State = "won" }, cancellationToken);
        ILookup<string, string> linked = await LinkedAsync(workspace, rows, cancellationToken);
        IEnumerable<string> wanted = deals.Select(deal => deal.Values.TextOf("account_key")).OfType<string>()
            .Concat(AccountIds(rows).SelectMany(id => linked[id].Append(id)));
        Dictionary<string, ResourceState> accounts = await AccountsAsync(
            workspace, [.. wanted.Distinct(StringComparer.Ordinal)], cancellationToken);
        HashSet<string> dealKeys = [.. deals.Select(deal => deal.Key)];
        Held<WorkspaceState> settings =
            await reads.GetAsync(Aggregates.Workspace, ResourceName.Of(workspace), cancellationToken);
        return new AuditSources
        {
            Settings = settings.State.Settings,
            Opportunities = deals,
            Accounts = accounts,
            Rows = rows,
            Keys = new AuditKeys(
                Resolved(linked, DealIds(rows), dealKeys.Contains),
                Resolved(linked, AccountIds(rows), accounts.ContainsKey)),
        };
    }

    private static IEnumerable<string> DealIds(IEnumerable<AuditRow> rows) =>
        rows.OfType<AuditRow.Deal>().Select(row => row.Id);

    private static IEnumerable<string> AccountIds(IEnumerable<AuditRow> rows) => rows.Select(row => row switch
    {
        AuditRow.Deal deal => deal.Account,
        AuditRow.Churn churn => churn.Account,
        _ => null,
    }).OfType<string>().Distinct(StringComparer.Ordinal);

    // An id that leads to two resources of the kind is left as it is: to guess would put one customer's days to another.
    private static ImmutableDictionary<string, string> Resolved(
        ILookup<string, string> linked, IEnumerable<string> ids, Func<string, bool> isOfKind) => ids
            .Distinct(StringComparer.Ordinal)
            .Where(id => !isOfKind(id))
            .Select(id => (Id: id, Keys: linked[id].Where(isOfKind).ToList()))
            .Where(found => found.Keys.Count == 1)
            .ToImmutableDictionary(found => found.Id, found => found.Keys[0], StringComparer.Ordinal);

    private async Task<ILookup<string, string>> LinkedAsync(
        WorkspaceId workspace, IReadOnlyCollection<AuditRow> rows, CancellationToken cancellationToken)
    {
        var pairs = new List<(string RecordId, string ResourceKey)>();
        foreach (string[] ids in DealIds(rows).Concat(AccountIds(rows)).Distinct(StringComparer.Ordinal).Chunk(PageSize))
        {
            pairs.AddRange(await records.FindAsync(workspace, ids, cancellationToken));
        }

        return pairs.ToLookup(pair => pair.RecordId, pair => pair.ResourceKey, StringComparer.Ordinal);
    }

    private async Task<Dictionary<string, ResourceState>> AccountsAsync(
        WorkspaceId workspace, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var accounts = new Dictionary<string, ResourceState>(StringComparer.Ordinal);
        foreach (string[] some in keys.Chunk(PageSize))
        {
            LoadedStreams loaded = await journal.LoadAsync(
                workspace, [.. some.Select(Aggregates.Account.Stream)], null, cancellationToken);
            foreach (StoredAggregate account in loaded.Aggregates)
            {
                accounts[account.Stream.Key] = Aggregates.Account.ReadState(account.State);
            }
        }

        return accounts;
    }

    private async Task<List<TState>> AllAsync<TState, TCommand, TEvent>(
        WorkspaceId workspace, AggregateKind<TState, TCommand, TEvent> kind, AggregateFilter filter,
        CancellationToken cancellationToken)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var all = new List<TState>();
        AggregatePlace? after = null;
        IReadOnlyList<ListedAggregate> page;
        do
        {
            page = await lists.PageAsync(workspace, kind.Name, filter, after, PageSize, cancellationToken);
            all.AddRange(page.Select(row => kind.ReadState(row.Summary)));
            after = page.Count == 0 ? after : page[^1].Place;
        }
        while (page.Count == PageSize);

        return all;
    }
}
