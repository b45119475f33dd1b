using System.Collections.Immutable;

using Onboarding.Model.Ids;
using Onboarding.Storage.Databases;
using Onboarding.Storage.Journal;
using Onboarding.Sync.Runs;

namespace Onboarding.Storage.Runs;

/// <summary>A dead letter as it lies in its table.</summary>
internal sealed record DeadLetterRow
{
    public const string Columns =
        "id as Id, connection as Connection, stream as Stream, record_key as RecordKey, outbound as Outbound, "
        + "record as Record, reason as Reason, attempts as Attempts, state as State, failed_at as FailedAt";

    public string Id { get; init; } = "";

    public string Connection { get; init; } = "";

    public string Stream { get; init; } = "";

    public string RecordKey { get; init; } = "";

    public long Outbound { get; init; }

    public string Record { get; init; } = "";

    public string Reason { get; init; } = "";

    public long Attempts { get; init; }

    public string State { get; init; } = "";

    public long FailedAt { get; init; }

    public static RowSet? ToRows(ImmutableArray<DeadLetter> deadLetters)
    {
        ImmutableArray<DeadLetter> rows = deadLetters.LastOfEach(letter => letter.Id.ToString("D"));
        return rows.IsEmpty ? null : RowSet.Of(rows)
            .Text("id", rows, row => row.Id.ToString("D"))
            .Text("connection", rows, row => row.Connection.Value)
            .Text("stream", rows, row => row.Stream)
            .Text("record_key", rows, row => row.RecordKey)
            .Number("outbound", rows, row => row.Outbound ? 1 : 0)
            .Text("record", rows, row => row.Record)
            .Text("reason", rows, row => row.Reason)
            .Number("attempts", rows, row => row.Attempts)
            .Text("state", rows, row => StateText.Of(row.State))
            .Number("failed_at", rows, row => StoredTime.Write(row.FailedAt));
    }

    public DeadLetter ToDeadLetter() => new()
    {
        Id = Guid.ParseExact(Id, "D"),
        Connection = new ConnectionId(StoredText.Read(Connection)),
        Stream = StoredText.Read(Stream),
        RecordKey = StoredText.Read(RecordKey),
        Outbound = Outbound == 1,
        Record = StoredText.Read(Record),
        Reason = StoredText.Read(Reason),
        Attempts = (int)Attempts,
        State = StateText.Read<DeadLetterState>(State),
        FailedAt = StoredTime.Read(FailedAt),
    };
}
