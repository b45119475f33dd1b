using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Commands;

namespace Onboarding.Hub.Api;

/// <summary>Reads aggregates for calls.</summary>
internal sealed class AggregateReads(
    Dispatcher dispatcher, AggregatesOfKind lists, KnownWorkspaces workspaces, PastReads past)
{
    /// <exception cref="RefusedException">There is no such resource.</exception>
    public async Task<Held<TState>> GetAsync<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, ResourceName name, CancellationToken cancellationToken)
        where TState : class
        where TCommand : class
        where TEvent : class =>
        await FindAsync(kind, name, cancellationToken) ?? throw Refuse.NotFound(name.ToString());

    /// <summary>The resource as it was at a moment; null for the present.</summary>
    /// <exception cref="RefusedException">There is or was no such resource, or the moment is none of the past.</exception>
    public Task<Held<TState>> GetAsync<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, ResourceName name, V1.AsOf? asOf,
        CancellationToken cancellationToken)
        where TState : class
        where TCommand : class
        where TEvent : class =>
        asOf is null
            ? GetAsync(kind, name, cancellationToken)
            : past.GetAsync(kind, name, asOf, cancellationToken);

    /// <summary>The resource, or null when there is none.</summary>
    public async Task<Held<TState>?> FindAsync<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, ResourceName name, CancellationToken cancellationToken)
        where TState : class
        where TCommand : class
        where TEvent : class =>
        (await FindAsync(kind, [name], cancellationToken)).SingleOrDefault();

    /// <summary>Those of some resources of one workspace that exist, in their order.</summary>
    public async Task<IReadOnlyList<Held<TState>>> FindAsync<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, IReadOnlyCollection<ResourceName> names,
        CancellationToken cancellationToken)
        where TState : class
        where TCommand : class
        where TEvent : class =>
        names.Count == 0 ? [] : await dispatcher.ReadAsync(
            names.First().Workspace,
            [.. names.Select(name => kind.Stream(name.Key))],
            batch => names.Where(name => batch.Version(kind, name.Key) > 0).Select(name => new Held<TState>(
                name, batch.State(kind, name.Key)!, batch.Version(kind, name.Key))).ToList(),
            cancellationToken);

    /// <summary>A page of a kind with the token of the next.</summary>
    public async Task<(IEnumerable<ListedAggregate> Shown, string NextToken)> PageAsync(
        WorkspaceId workspace, AggregateKind kind, AggregateFilter filter, PageQuery page,
            CancellationToken cancellationToken)
    {
        await workspaces.DemandAsync(workspace, cancellationToken);
        IReadOnlyList<ListedAggregate> rows = await lists.PageAsync(
            workspace, kind.Name, filter, page.AfterAggregate(), page.Rows, cancellationToken);
        return page.Cut(rows, row => PageQuery.Place(row.Place));
    }

    /// <summary>The states of a page of a kind whose lists show the whole state.</summary>
    public async Task<(IEnumerable<Held<TState>> Shown, string NextToken)> PageAsync<TState, TCommand, TEvent>(
        WorkspaceId workspace, AggregateKind<TState, TCommand, TEvent> kind, Collection collection,
            AggregateFilter filter,
        PageQuery page, CancellationToken cancellationToken)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        (IEnumerable<ListedAggregate> shown, string next) = await PageAsync(workspace, kind, filter, page,
            cancellationToken);
        return (shown.Select(row => new Held<TState>(
            new ResourceName(workspace, collection, row.Key), kind.ReadState(row.Summary), row.Version)), next);
    }
}
