using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Storage.Databases;
using Onboarding.Storage.Journal;
using Onboarding.Sync.Runs;

namespace Onboarding.Storage.Runs;

/// <summary>A conflict as it lies in its table.</summary>
internal sealed record ConflictRow
{
    public const string Columns =
        "id as Id, connection as Connection, stream as Stream, resource_key as ResourceKey, field as Field, "
        + "kept as Kept, lost as Lost, kept_from as KeptFrom, lost_from as LostFrom, state as State, "
        + "found_at as FoundAt";

    public string Id { get; init; } = "";

    public string Connection { get; init; } = "";

    public string Stream { get; init; } = "";

    public string ResourceKey { get; init; } = "";

    public string Field { get; init; } = "";

    public string Kept { get; init; } = "";

    public string Lost { get; init; } = "";

    public string KeptFrom { get; init; } = "";

    public string LostFrom { get; init; } = "";

    public string State { get; init; } = "";

    public long FoundAt { get; init; }

    public static RowSet? ToRows(ImmutableArray<Conflict> conflicts)
    {
        ImmutableArray<Conflict> rows = conflicts.LastOfEach(conflict => conflict.Id.ToString("D"));
        return rows.IsEmpty ? null : RowSet.Of(rows)
            .Text("id", rows, row => row.Id.ToString("D"))
            .Text("connection", rows, row => row.Connection.Value)
            .Text("stream", rows, row => row.Stream)
            .Text("resource_key", rows, row => row.ResourceKey)
            .Text("field", rows, row => row.Field)
            .Text("kept", rows, row => JsonSerializer.Serialize(row.Kept, StorageJson.Default.FieldValue))
            .Text("lost", rows, row => JsonSerializer.Serialize(row.Lost, StorageJson.Default.FieldValue))
            .Text("kept_from", rows, row => row.KeptFrom)
            .Text("lost_from", rows, row => row.LostFrom)
            .Text("state", rows, row => StateText.Of(row.State))
            .Number("found_at", rows, row => StoredTime.Write(row.FoundAt));
    }

    public Conflict ToConflict() => new()
    {
        Id = Guid.ParseExact(Id, "D"),
        Connection = new ConnectionId(StoredText.Read(Connection)),
        Stream = StoredText.Read(Stream),
        ResourceKey = StoredText.Read(ResourceKey),
        Field = StoredText.Read(Field),
        Kept = JsonSerializer.Deserialize(Kept, StorageJson.Default.FieldValue)!,
        Lost = JsonSerializer.Deserialize(Lost, StorageJson.Default.FieldValue)!,
        KeptFrom = StoredText.Read(KeptFrom),
        LostFrom = StoredText.Read(LostFrom),
        State = StateText.Read<ConflictState>(State),
        FoundAt = StoredTime.Read(FoundAt),
    };
}
