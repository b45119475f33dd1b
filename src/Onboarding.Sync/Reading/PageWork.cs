using System.Text.Json;

using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Reading;

/// <summary>
/// What one page comes to while its transaction is decided. Made anew when the decision is run again.
/// </summary>
internal sealed class PageWork(RunScope run, PageLook look, CommandBatch batch)
{
    private readonly Dictionary<Guid, DeadLetter> _letters = [];
    private readonly Dictionary<Guid, Conflict> _conflicts = [];

    public PageLook Look { get; } = look;

    public LinkBook Book { get; } = new(look.Links);

    public CommandBatch Batch { get; } = batch;

    public SyncConnection Connection => Look.Connection;

    public StreamMapping Mapping => Look.Mapping;

    public RunTally Tally { get; private set; } = new(look.Mapping.Stream);

    public Origin OriginOf(PlatformRecord record) =>
        new(Connection.Source, $"record:{Connection.Id}/{Mapping.Stream}/{record.Id}");

    public void CountRead() => Tally = Tally with { Read = Tally.Read + 1 };

    public void CountApplied() => Tally = Tally with { Applied = Tally.Applied + 1 };

    public void CountUnmatched() => Tally = Tally with { Unmatched = Tally.Unmatched + 1 };

    /// <summary>
    /// Puts a record aside. One that refers to what has not come yet is tried again by itself a few times.
    /// </summary>
    public void Reject(PlatformRecord record, string reason, bool waits = false)
    {
        int tried = run.Letters.Find(Mapping.Stream, record.Id, outbound: false)?.Attempts ?? 0;
        DeadLetterState state = waits && tried < run.Settings.WaitsMax ? DeadLetterState.Replaying : DeadLetterState.Open;
        string json = JsonSerializer.Serialize(record, SyncJson.Default.PlatformRecord);
        if (run.Letters.Fail(Mapping.Stream, record.Id, outbound: false, json, reason, state) is { } letter)
        {
            _letters[letter.Id] = letter;
        }
    }

    /// <summary>
    /// A version of the record has been dealt with, so an earlier one that could not be is of no interest.
    /// </summary>
    public void Mend(PlatformRecord record)
    {
        if (run.Letters.Mend(Mapping.Stream, record.Id, outbound: false) is { } letter)
        {
            _letters[letter.Id] = letter;
        }
    }

    /// <summary>
    /// The linked record was merged into its twin, so that two stood for one resource is over. What else may be wrong
    /// with the twin is still to be seen.
    /// </summary>
    public void MendTwin(string twin, Link link)
    {
        DeadLetter? letter = _letters.Values.FirstOrDefault(one => one.RecordKey == twin)
            ?? run.Letters.Find(Mapping.Stream, twin, outbound: false);
        if (letter?.Reason == RecordMatch.TwinReason(Mapping.Stream, twin, link.ExternalId!, link.ResourceKey))
        {
            _letters[letter.Id] = letter with { State = DeadLetterState.Resolved };
        }
    }

    /// <summary>Keeps the value that lost.</summary>
    public void Keep(
        string resourceKey, string field, (FieldValue Value, string From) kept, (FieldValue Value, string From) lost, bool asks)
    {
        var id = IdSource.From(
            Look.Workspace.Value, resourceKey, field, kept.Value.ToString(), kept.From, lost.Value.ToString(), lost.From);
        _conflicts[id] = new Conflict
        {
            Id = id,
            Connection = Connection.Id,
            Stream = Mapping.Stream,
            ResourceKey = resourceKey,
            Field = field,
            Kept = kept.Value,
            Lost = lost.Value,
            KeptFrom = kept.From,
            LostFrom = lost.From,
            State = asks ? ConflictState.Open : ConflictState.Resolved,
            FoundAt = Batch.Now,
        };
    }

    /// <summary>Adds the rows to the transaction; the run's own only where there is something to tell.</summary>
    public PageResult Finish(Checkpoint? checkpoint)
    {
        Tally = Tally with { DeadLetters = _letters.Values.Count(letter => letter.State != DeadLetterState.Resolved) };
        Link[] links = [.. Book.Changed];
        Array.ForEach(links, Batch.Write);
        foreach (DeadLetter letter in _letters.Values)
        {
            Batch.Write(letter);
        }

        foreach (Conflict conflict in _conflicts.Values)
        {
            Batch.Write(conflict);
        }

        if (checkpoint is not null)
        {
            Batch.Write(checkpoint);
        }

        if (checkpoint is not null || links.Length + _letters.Count + _conflicts.Count + Tally.Applied > 0)
        {
            Batch.Write(run.Progress.With(Tally));
        }

        return new PageResult(Tally, [.. _letters.Values]);
    }
}
