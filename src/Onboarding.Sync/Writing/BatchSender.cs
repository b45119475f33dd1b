using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Writes;
using Onboarding.Sync.Calls;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Writing;

/// <summary>
/// Sends one batch and finds out what became of each of its records. Batches go one after the other: records that hang
/// on one parent lock each other on some platforms (failure K12).
/// </summary>
internal sealed class BatchSender(RunScope run, string stream)
{
    private readonly SyncConnection _connection = run.Connection;

    /// <summary>
    /// Sends a batch of one action. Where the platform refuses it as a whole, halves are sent until the bad record
    /// stands alone.
    /// </summary>
    /// <exception cref="ConnectorException">The call failed, and for certain nothing was created unseen.</exception>
    public async Task<ImmutableArray<SentWrite>> SendAsync(
        ImmutableArray<PlannedWrite> writes, CancellationToken cancellationToken)
    {
        ImmutableArray<WriteOutcome?> outcomes = await OutcomesAsync(writes, cancellationToken);
        var sent = ImmutableArray.CreateBuilder<SentWrite>();
        var refused = ImmutableArray.CreateBuilder<PlannedWrite>();
        foreach ((PlannedWrite write, WriteOutcome? outcome) in writes.Zip(outcomes))
        {
            if (outcome is not WriteOutcome.BatchRefused whole)
            {
                sent.Add(new SentWrite(write, outcome));
            }
            else if (writes.Length == 1)
            {
                sent.Add(new SentWrite(write, new WriteOutcome.Refused(whole.Failure)));
            }
            else
            {
                refused.Add(write);
            }
        }

        int half = (refused.Count + 1) / 2;
        foreach (ImmutableArray<PlannedWrite> part in refused.Chunk(Math.Max(half, 1)).Select(part => part.ToImmutableArray()))
        {
            sent.AddRange(await SendAsync(part, cancellationToken));
        }

        return sent.ToImmutable();
    }

    private async Task<ImmutableArray<WriteOutcome?>> OutcomesAsync(
        ImmutableArray<PlannedWrite> writes, CancellationToken cancellationToken)
    {
        var batch = new WriteBatch(stream, writes[0].Action, [.. writes.Select(write => write.Record)]);
        try
        {
            PlatformAnswer answer = await _connection.Client.AskAsync(
                _connection.Platform.Write(batch), run.Request.Priority, cancellationToken);
            return answer.Failure is null or { Kind: FailureKind.RecordRejected }
                ? [.. Outcomes(batch, answer.Response)]
                : throw new ConnectorException(answer.Failure);
        }
        catch (ConnectorException e) when (batch.Action == WriteAction.Create && e.Failure.Kind == FailureKind.Transient)
        {
            // The records may have been made though no answer came (failure K11); the caller looks for them.
            run.Progress.Fail(
                $"{stream}: {e.Failure.Message} Records whose answer was lost are looked for before they are created again.");
            return [.. writes.Select(_ => (WriteOutcome?)null)];
        }
    }

    private ImmutableArray<WriteOutcome> Outcomes(WriteBatch batch, PlatformResponse response)
    {
        try
        {
            return _connection.Platform.ReadOutcomes(batch, response);
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                new Failure(FailureKind.Transient, $"The answer to a write of {batch.Stream} was cut off or is no JSON."), e);
        }
    }
}
