using System.Diagnostics;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Connections;
using Onboarding.Model.Ids;
using Onboarding.Sync.Runs;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Connections and what their runs leave behind, on the wire.</summary>
internal static class Runs
{
    public static V1.Connection Connection(Held<ConnectionState> held) => new()
    {
        Name = held.Name.ToString(),
        Connector = held.State.Connector,
        State = held.State.PausedBecause is null ? V1.ConnectionState.Active : V1.ConnectionState.Paused,
        PauseReason = held.State.PausedBecause ?? "",
        PauseTime = Wire.Of(held.State.PausedAt),
        Etag = held.Etag,
    };

    public static V1.SyncRun SyncRun(WorkspaceId workspace, SyncRun run) => new()
    {
        Name = ResourceName.Of(workspace, Collection.SyncRuns, run.Id).ToString(),
        Connection = NameOf(workspace, run.Connection),
        State = run.State switch
        {
            SyncRunState.Running => V1.SyncRunState.Running,
            SyncRunState.Succeeded => V1.SyncRunState.Succeeded,
            SyncRunState.Failed => V1.SyncRunState.Failed,
            SyncRunState.Cancelled => V1.SyncRunState.Cancelled,
            _ => throw new UnreachableException(),
        },
        Cause = run.StartedBy,
        StartTime = Wire.Of(run.StartedAt),
        EndTime = Wire.Of(run.EndedAt),
        RecordsRead = { run.Read },
        RecordsApplied = { run.Applied },
        RecordsWritten = { run.Written },
        DeadLetterCount = run.DeadLetters,
        CallCount = run.Calls,
        Failure = run.Failure ?? "",
    };

    public static V1.Operation Operation(WorkspaceId workspace, SyncRun run) => new()
    {
        Name = ResourceName.Of(workspace, Collection.Operations, run.Id).ToString(),
        Done = run.State != SyncRunState.Running,
        SyncRun = SyncRun(workspace, run),
        Error = run.State switch
        {
            SyncRunState.Failed => new V1.OperationError
            {
                Reason = V1.ErrorReason.SyncFailed,
                Message = run.Failure ?? "The run ended early.",
            },
            SyncRunState.Cancelled => new V1.OperationError
            {
                Reason = V1.ErrorReason.CallCancelled,
                Message = "The run was stopped; what it had done is kept.",
            },
            _ => null,
        },
    };

    public static V1.DeadLetter DeadLetter(WorkspaceId workspace, DeadLetter letter) => new()
    {
        Name = ResourceName.Of(workspace, Collection.DeadLetters, letter.Id).ToString(),
        Connection = NameOf(workspace, letter.Connection),
        Stream = letter.Stream,
        RecordKey = letter.RecordKey,
        Direction = letter.Outbound ? V1.SyncDirection.Outbound : V1.SyncDirection.Inbound,
        Record = letter.Record,
        Explanation = letter.Reason,
        Attempts = letter.Attempts,
        State = letter.State switch
        {
            DeadLetterState.Open => V1.DeadLetterState.Open,
            DeadLetterState.Replaying => V1.DeadLetterState.Replaying,
            DeadLetterState.Resolved => V1.DeadLetterState.Resolved,
            _ => throw new UnreachableException(),
        },
        FailTime = Wire.Of(letter.FailedAt),
    };

    public static V1.Conflict Conflict(WorkspaceId workspace, Conflict conflict, ResourceName? resource) => new()
    {
        Name = ResourceName.Of(workspace, Collection.Conflicts, conflict.Id).ToString(),
        Connection = NameOf(workspace, conflict.Connection),
        Stream = conflict.Stream,
        Resource = resource?.ToString() ?? "",
        Field = conflict.Field,
        KeptValue = FieldValues.ToWire(conflict.Kept),
        LostValue = FieldValues.ToWire(conflict.Lost),
        KeptSource = conflict.KeptFrom,
        LostSource = conflict.LostFrom,
        State = conflict.State switch
        {
            ConflictState.Open => V1.ConflictState.Open,
            ConflictState.Resolved => V1.ConflictState.Resolved,
            _ => throw new UnreachableException(),
        },
        FindTime = Wire.Of(conflict.FoundAt),
    };

    public static SyncRunState? Filter(V1.SyncRunState state) => state switch
    {
        V1.SyncRunState.Unspecified => null,
        V1.SyncRunState.Running => SyncRunState.Running,
        V1.SyncRunState.Succeeded => SyncRunState.Succeeded,
        V1.SyncRunState.Failed => SyncRunState.Failed,
        V1.SyncRunState.Cancelled => SyncRunState.Cancelled,
        _ => throw Refuse.Field("state", "The state is unknown."),
    };

    public static DeadLetterState? Filter(V1.DeadLetterState state) => state switch
    {
        V1.DeadLetterState.Unspecified => null,
        V1.DeadLetterState.Open => DeadLetterState.Open,
        V1.DeadLetterState.Replaying => DeadLetterState.Replaying,
        V1.DeadLetterState.Resolved => DeadLetterState.Resolved,
        _ => throw Refuse.Field("state", "The state is unknown."),
    };

    public static ConflictState? Filter(V1.ConflictState state) => state switch
    {
        V1.ConflictState.Unspecified => null,
        V1.ConflictState.Open => ConflictState.Open,
        V1.ConflictState.Resolved => ConflictState.Resolved,
        _ => throw Refuse.Field("state", "The state is unknown."),
    };

    /// <summary>The connection that a list is filtered by; null for any.</summary>
    public static ConnectionId? Filter(WorkspaceId workspace, string connection) =>
        CallContext.KeyWithin(workspace, connection, Collection.Connections, "connection") is { } key
            ? new ConnectionId(key)
            : null;

    private static string NameOf(WorkspaceId workspace, ConnectionId connection) =>
        new ResourceName(workspace, Collection.Connections, connection.Value).ToString();
}
