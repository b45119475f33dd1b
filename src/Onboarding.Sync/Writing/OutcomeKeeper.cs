using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Writes;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Writing;

/// <summary>Stores what became of the writes of one stream, record by record (failure K10).</summary>
internal sealed class OutcomeKeeper(RunScope run, string stream)
{
    private readonly List<DeadLetter> _letters = [];

    /// <summary>Whether this very write was refused before and nobody has asked to try it again.</summary>
    public bool WasRejected(PlannedWrite write) =>
        run.Letters.Find(stream, write.Key, outbound: true) is { State: DeadLetterState.Open } letter
        && letter.Record == write.Native.ToJsonString();

    public void Reject(string key, string record, string reason)
    {
        if (run.Letters.Fail(stream, key, outbound: true, record, reason) is { } letter)
        {
            _letters.Add(letter);
        }
    }

    public void Mend(string key) =>
        _letters.AddRange(run.Letters.Mend(stream, key, outbound: true) is { } letter ? [letter] : []);

    public void Add(IEnumerable<DeadLetter> letters) => _letters.AddRange(letters);

    /// <summary>Stores links that no call was needed for, with the letters gathered so far.</summary>
    public Task SettleAsync(ImmutableArray<Link> links, CancellationToken cancellationToken) =>
        links.IsEmpty && _letters.Count == 0
            ? Task.CompletedTask
            : CommitAsync(0, links, [], records: links.Length, cancellationToken);

    /// <summary>Stores what became of the writes. A lost answer leaves the intent as it is, to be looked for.</summary>
    public async Task StoreAsync(ImmutableArray<SentWrite> sent, CancellationToken cancellationToken)
    {
        var links = ImmutableArray.CreateBuilder<Link>();
        var removed = ImmutableArray.CreateBuilder<LinkKey>();
        int written = 0;
        foreach (SentWrite write in sent)
        {
            switch (write.Outcome)
            {
                case WriteOutcome.Written done:
                    links.Add(write.Planned.WrittenAs(done.ExternalId));
                    Mend(write.Planned.Key);
                    written++;
                    break;
                case WriteOutcome.Refused { Failure.Kind: FailureKind.Transient or FailureKind.RateLimited }:
                    links.Add(write.Planned.Link with { Dirty = true });
                    break;
                case WriteOutcome.Refused refused:
                    Reject(write.Planned.Key, write.Planned.Native.ToJsonString(), refused.Failure.Message);
                    LeaveRefused(write.Planned, links, removed);
                    break;
                case null:
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        if (links.Count + removed.Count + _letters.Count > 0)
        {
            await CommitAsync(written, links.ToImmutable(), removed.ToImmutable(), sent.Length, cancellationToken);
        }
    }

    private static void LeaveRefused(
        PlannedWrite write, ImmutableArray<Link>.Builder links, ImmutableArray<LinkKey>.Builder removed)
    {
        if (write.Action == WriteAction.Update)
        {
            links.Add(write.Link with { Dirty = write.Waits });
        }
        else
        {
            removed.Add(write.Link.Key);
        }
    }

    private async Task CommitAsync(
        int written, ImmutableArray<Link> links, ImmutableArray<LinkKey> removed, int records,
        CancellationToken cancellationToken)
    {
        // One letter for each record: a record that was refused and then written leaves the last word.
        ImmutableArray<DeadLetter> letters =
            [.. _letters.GroupBy(letter => letter.Id).Select(same => same.Last())];
        _letters.Clear();
        int failed = letters.Count(letter => letter.State != DeadLetterState.Resolved);
        var tally = new RunTally(stream) { Written = written, DeadLetters = failed };
        await run.CommitAsync(tally, links, removed, letters, cancellationToken);
        await new BurstGuard(run).CheckAsync(stream, records, failed, cancellationToken);
    }
}
