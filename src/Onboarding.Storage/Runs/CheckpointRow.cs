using System.Collections.Immutable;

using Onboarding.Model.Ids;
using Onboarding.Storage.Databases;
using Onboarding.Storage.Journal;
using Onboarding.Sync.Runs;

namespace Onboarding.Storage.Runs;

/// <summary>A checkpoint as it lies in its table.</summary>
internal sealed record CheckpointRow
{
    public const string Columns =
        "connection as Connection, stream as Stream, cursor as Cursor, saved_at as SavedAt";

    public string Connection { get; init; } = "";

    public string Stream { get; init; } = "";

    public string Cursor { get; init; } = "";

    public long SavedAt { get; init; }

    public static RowSet? ToRows(ImmutableArray<Checkpoint> checkpoints)
    {
        ImmutableArray<Checkpoint> rows =
            checkpoints.LastOfEach(checkpoint => string.Join('\u001f', checkpoint.Connection.Value, checkpoint.Stream));
        return rows.IsEmpty ? null : RowSet.Of(rows)
            .Text("connection", rows, row => row.Connection.Value)
            .Text("stream", rows, row => row.Stream)
            .Text("cursor", rows, row => row.Cursor)
            .Number("saved_at", rows, row => StoredTime.Write(row.SavedAt));
    }

    public Checkpoint ToCheckpoint() => new(
        new ConnectionId(StoredText.Read(Connection)), StoredText.Read(Stream), StoredText.Read(Cursor),
        StoredTime.Read(SavedAt));
}
