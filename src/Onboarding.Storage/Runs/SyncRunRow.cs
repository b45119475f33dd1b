using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Model.Ids;
using Onboarding.Storage.Databases;
using Onboarding.Sync.Runs;

namespace Onboarding.Storage.Runs;

/// <summary>A sync run as it lies in its table.</summary>
internal sealed record SyncRunRow
{
    public const string Columns =
        "id as Id, connection as Connection, state as State, started_by as StartedBy, started_at as StartedAt, "
        + "ended_at as EndedAt, records_read as RecordsRead, records_applied as RecordsApplied, "
        + "records_written as RecordsWritten, dead_letters as DeadLetters, calls as Calls, failure as Failure";

    public string Id { get; init; } = "";

    public string Connection { get; init; } = "";

    public string State { get; init; } = "";

    public string StartedBy { get; init; } = "";

    public long StartedAt { get; init; }

    public long? EndedAt { get; init; }

    public string RecordsRead { get; init; } = "";

    public string RecordsApplied { get; init; } = "";

    public string RecordsWritten { get; init; } = "";

    public long DeadLetters { get; init; }

    public long Calls { get; init; }

    public string? Failure { get; init; }

    public static RowSet? ToRows(ImmutableArray<SyncRun> rows) => rows.IsEmpty ? null : RowSet.Of(rows)
        .Text("id", rows, row => row.Id.ToString("D"))
        .Text("connection", rows, row => row.Connection.Value)
        .Text("state", rows, row => StateText.Of(row.State))
        .Text("started_by", rows, row => row.StartedBy)
        .Number("started_at", rows, row => StoredTime.Write(row.StartedAt))
        .Number("ended_at", rows, row => StoredTime.Write(row.EndedAt))
        .Text("records_read", rows, row => WriteCounts(row.Read))
        .Text("records_applied", rows, row => WriteCounts(row.Applied))
        .Text("records_written", rows, row => WriteCounts(row.Written))
        .Number("dead_letters", rows, row => row.DeadLetters)
        .Number("calls", rows, row => row.Calls)
        .Text("failure", rows, row => row.Failure);

    public SyncRun ToRun() => new()
    {
        Id = Guid.ParseExact(Id, "D"),
        Connection = new ConnectionId(StoredText.Read(Connection)),
        State = StateText.Read<SyncRunState>(State),
        StartedBy = StoredText.Read(StartedBy),
        StartedAt = StoredTime.Read(StartedAt),
        EndedAt = StoredTime.Read(EndedAt),
        Read = ReadCounts(RecordsRead),
        Applied = ReadCounts(RecordsApplied),
        Written = ReadCounts(RecordsWritten),
        DeadLetters = (int)DeadLetters,
        Calls = (int)Calls,
        Failure = StoredText.Read(Failure),
    };

    private static string WriteCounts(IReadOnlyDictionary<string, int> counts) =>
        JsonSerializer.Serialize(counts, StorageJson.Default.IReadOnlyDictionaryStringInt32);

    private static ImmutableSortedDictionary<string, int> ReadCounts(string json) =>
        SyncRun.Counts.AddRange(JsonSerializer.Deserialize(json, StorageJson.Default.DictionaryStringInt32)!);
}
