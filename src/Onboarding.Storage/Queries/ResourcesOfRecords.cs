using Onboarding.Model.Ids;
using Onboarding.Storage.Databases;

namespace Onboarding.Storage.Queries;

/// <summary>
/// Which resources the records of platforms are linked to, whatever the connection: for ids out of an export.
/// </summary>
public sealed class ResourcesOfRecords
{
    private readonly Database _database;
    private readonly Statement _byIds;

    internal ResourcesOfRecords(Database database)
    {
        _database = database;
        _byIds = new Statement(
            $"""
            select distinct l.external_id as ExternalId, l.resource_key as ResourceKey from links l
            where l.workspace = @workspace and l.state = 'linked' and {database.IsIn("l.external_id", "ids")}
            order by l.external_id, l.resource_key
            """);
    }

    /// <summary>
    /// Every pair of an id and a resource key. An id may have several: platforms number each kind of record by itself.
    /// </summary>
    public async Task<IReadOnlyList<(string RecordId, string ResourceKey)>> FindAsync(
        WorkspaceId workspace, IReadOnlyCollection<string> recordIds, CancellationToken cancellationToken)
    {
        BoundStatement statement = _byIds.With(("workspace", workspace.Value), ("ids", recordIds));
        List<Row> rows = await _database.QueryAsync<Row>(workspace, statement, cancellationToken);
        return [.. rows.Select(row => (StoredText.Read(row.ExternalId), StoredText.Read(row.ResourceKey)))];
    }

    private sealed record Row
    {
        public string ExternalId { get; init; } = "";

        public string ResourceKey { get; init; } = "";
    }
}
