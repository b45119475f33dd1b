using Onboarding.Model.Ids;
using Onboarding.Storage.Databases;
using Onboarding.Sync.Links;

namespace Onboarding.Storage.Links;

/// <summary>Reads links on either database.</summary>
internal sealed class LinkStore(Database database) : ILinkStore
{
    private const string Unsettled = "(dirty = 1 or state = 'intended')";

    private readonly Statement _byExternalIds = new(
        $"""
        select {LinkRow.Columns} from links l
        where l.workspace = @workspace and l.connection = @connection and l.stream = @stream
          and {database.IsIn("l.external_id", "ids")}
        order by l.external_id
        """);

    private readonly Statement _byResources = new(
        $"""
        select {LinkRow.Columns} from links l
        where l.workspace = @workspace and l.connection = @connection and {database.IsIn("l.resource_key", "keys")}
        order by l.resource_key, l.stream
        """);

    // A resource may have a link in several streams, and the next page begins after a resource: so a page ends with
    // all links of its last one, and may be longer than its size by those.
    private readonly Statement _unsettled = new(
        $"""
        select {LinkRow.Columns} from links l
        where l.workspace = @workspace and l.connection = @connection and l.resource_key > @after and {Unsettled}
          and l.resource_key <= (
            select max(page.resource_key) from (
              select resource_key from links
              where workspace = @workspace and connection = @connection and resource_key > @after and {Unsettled}
              order by resource_key limit @max) page)
        order by l.resource_key, l.stream
        """);

    private readonly Statement _linked = new(
        """
        select count(*) from links l
        where l.workspace = @workspace and l.connection = @connection and l.stream = @stream and l.state = 'linked'
        """);

    private readonly Statement _linkedPage = new(
        $"""
        select {LinkRow.Columns} from links l
        where l.workspace = @workspace and l.connection = @connection and l.stream = @stream
          and l.external_id > @after and l.state = 'linked'
        order by l.external_id limit @max
        """);

    public Task<IReadOnlyList<Link>> ByExternalIdsAsync(
        WorkspaceId workspace, ConnectionId connection, string stream, IReadOnlyCollection<string> externalIds,
        CancellationToken cancellationToken) => QueryAsync(
            workspace,
            _byExternalIds.With(
                ("workspace", workspace.Value), ("connection", connection.Value), ("stream", stream),
                ("ids", externalIds)),
            cancellationToken);

    public Task<IReadOnlyList<Link>> ByResourcesAsync(
        WorkspaceId workspace, ConnectionId connection, IReadOnlyCollection<string> resourceKeys,
        CancellationToken cancellationToken) => QueryAsync(
            workspace,
            _byResources.With(
                ("workspace", workspace.Value), ("connection", connection.Value), ("keys", resourceKeys)),
            cancellationToken);

    public Task<IReadOnlyList<Link>> UnsettledAsync(
        WorkspaceId workspace, ConnectionId connection, string? afterResourceKey, int max,
        CancellationToken cancellationToken) => QueryAsync(
            workspace,
            _unsettled.With(
                ("workspace", workspace.Value), ("connection", connection.Value), ("after", afterResourceKey ?? ""),
                ("max", (long)max)),
            cancellationToken);

    public async Task<int> LinkedAsync(
        WorkspaceId workspace, ConnectionId connection, string stream, CancellationToken cancellationToken)
    {
        BoundStatement statement =
            _linked.With(("workspace", workspace.Value), ("connection", connection.Value), ("stream", stream));
        return (int)(await database.QueryAsync<long>(workspace, statement, cancellationToken))[0];
    }

    public Task<IReadOnlyList<Link>> LinkedPageAsync(
        WorkspaceId workspace, ConnectionId connection, string stream, string? afterExternalId, int max,
        CancellationToken cancellationToken) => QueryAsync(
            workspace,
            _linkedPage.With(
                ("workspace", workspace.Value), ("connection", connection.Value), ("stream", stream),
                ("after", afterExternalId ?? ""), ("max", (long)max)),
            cancellationToken);

    private async Task<IReadOnlyList<Link>> QueryAsync(
        WorkspaceId workspace, BoundStatement statement, CancellationToken cancellationToken) =>
        [.. (await database.QueryAsync<LinkRow>(workspace, statement, cancellationToken)).Select(row => row.ToLink())];
}
