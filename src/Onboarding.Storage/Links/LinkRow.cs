using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Model.Ids;
using Onboarding.Storage.Databases;
using Onboarding.Storage.Journal;
using Onboarding.Sync.Links;

namespace Onboarding.Storage.Links;

/// <summary>A link as it lies in its table.</summary>
internal sealed record LinkRow
{
    public const string Columns =
        "l.connection as Connection, l.stream as Stream, l.resource_key as ResourceKey, l.external_id as ExternalId, "
        + "l.state as State, l.base as Base, l.altered as Altered, l.dirty as Dirty, l.modified_at as ModifiedAt";

    public string Connection { get; init; } = "";

    public string Stream { get; init; } = "";

    public string ResourceKey { get; init; } = "";

    public string? ExternalId { get; init; }

    public string State { get; init; } = "";

    public string Base { get; init; } = "";

    public string Altered { get; init; } = "";

    public long Dirty { get; init; }

    public long? ModifiedAt { get; init; }

    public static RowSet? ToRows(ImmutableArray<Link> links)
    {
        ImmutableArray<Link> rows = links.LastOfEach(link => KeyOf(link.Key));
        return rows.IsEmpty ? null : RowSet.Of(rows)
            .Text("connection", rows, row => row.Connection.Value)
            .Text("stream", rows, row => row.Stream)
            .Text("resource_key", rows, row => StoredText.Key(row.ResourceKey))
            .Text("external_id", rows, row => StoredText.Key(row.ExternalId))
            .Text("state", rows, row => StateText.Of(row.State))
            .Text("base", rows, row => JsonSerializer.Serialize(row.Base, StorageJson.Default.FieldMap))
            .Text("altered", rows, row => JsonSerializer.Serialize(row.Altered, StorageJson.Default.FieldMap))
            .Number("dirty", rows, row => row.Dirty ? 1 : 0)
            .Number("modified_at", rows, row => StoredTime.Write(row.ModifiedAt));
    }

    public static RowSet? KeysToRows(ImmutableArray<LinkKey> keys)
    {
        ImmutableArray<LinkKey> rows = keys.LastOfEach(KeyOf);
        return rows.IsEmpty ? null : RowSet.Of(rows)
            .Text("connection", rows, row => row.Connection.Value)
            .Text("stream", rows, row => row.Stream)
            .Text("resource_key", rows, row => row.ResourceKey);
    }

    public Link ToLink() => new()
    {
        Connection = new ConnectionId(StoredText.Read(Connection)),
        Stream = StoredText.Read(Stream),
        ResourceKey = StoredText.Read(ResourceKey),
        ExternalId = StoredText.Read(ExternalId),
        State = StateText.Read<LinkState>(State),
        Base = JsonSerializer.Deserialize(Base, StorageJson.Default.FieldMap)!,
        Altered = JsonSerializer.Deserialize(Altered, StorageJson.Default.FieldMap)!,
        Dirty = Dirty == 1,
        ModifiedAt = StoredTime.Read(ModifiedAt),
    };

    private static string KeyOf(LinkKey key) =>
        string.Join('\u001f', key.Connection.Value, key.Stream, key.ResourceKey);
}
