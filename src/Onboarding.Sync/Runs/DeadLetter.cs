using Onboarding.Model.Ids;

namespace Onboarding.Sync.Runs;

/// <summary>
/// A record that could not be applied, kept aside with the reason so that it can be mended and replayed.
/// </summary>
public sealed record DeadLetter
{
    /// <summary>
    /// Given by what failed (connection, stream, record, direction), so that a second failure replaces the first.
    /// </summary>
    public required Guid Id { get; init; }

    public required ConnectionId Connection { get; init; }

    public required string Stream { get; init; }

    /// <summary>
    /// Id of the record on the platform for one that was read, key of the resource for one to be written.
    /// </summary>
    public required string RecordKey { get; init; }

    /// <summary>True when the hub could not write it, false when it could not take it in.</summary>
    public required bool Outbound { get; init; }

    /// <summary>The record as JSON, as received or as it was to be written.</summary>
    public required string Record { get; init; }

    /// <summary>What is wrong and what to do, without secrets.</summary>
    public required string Reason { get; init; }

    /// <summary>How often it has been tried.</summary>
    public required int Attempts { get; init; }

    public required DeadLetterState State { get; init; }

    public required DateTimeOffset FailedAt { get; init; }
}
