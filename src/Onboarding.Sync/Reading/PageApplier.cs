using System.Collections.Immutable;

using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;
using Onboarding.Model.Fields;
using Onboarding.Model.Journal;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Reading;

/// <summary>
/// Stores a page of records with one transaction: what it changes, its links and the checkpoint that covers it.
/// </summary>
internal sealed class PageApplier(RunScope run)
{
    private readonly PageLinks _links = new(run);
    private readonly DeleteGuard _deletes = new(run);

    /// <summary>Applies records of a stream.</summary>
    /// <param name="lane">The stream.</param>
    /// <param name="records">The records.</param>
    /// <param name="cursor">The cursor that covers them; null when none moves.</param>
    /// <param name="confirmed">Whether a person asked for these very records, deletes included.</param>
    /// <param name="cancellationToken">A cancelled page leaves no trace.</param>
    /// <exception cref="RunStoppedException">Too many deletes or dead letters.</exception>
    public async Task ApplyAsync(
        MappedLane lane, ImmutableArray<PlatformRecord> records, string? cursor, bool confirmed,
        CancellationToken cancellationToken)
    {
        // What is there comes before what is gone, so that a record which another was merged into is known by then.
        ImmutableArray<PlatformRecord> ordered =
            [.. records.Where(record => !record.Deleted), .. records.Where(record => record.Deleted)];
        PageLook look = ordered.IsEmpty
            ? new PageLook(run.Connection, lane.Mapping, run.Workspace, [], ImmutableDictionary<string, string>.Empty)
            : await _links.ReadAsync(lane.Mapping, ordered, cancellationToken);
        await run.Letters.RecallAsync(
            lane.Mapping.Stream,
            ordered.SelectMany(record => new[] { record.Id, record.MergedInto }).OfType<string>()
                .Distinct(StringComparer.Ordinal),
            outbound: false, cancellationToken);
        if (!confirmed)
        {
            await _deletes.CheckAsync(lane, look, ordered, cancellationToken);
        }

        var stored = new LinkBook(look.Links);
        ImmutableArray<PlatformRecord> telling = [.. ordered.Where(record => Tells(look, stored, record))];
        Checkpoint? checkpoint = cursor is not null && cursor != lane.Saved
            ? new Checkpoint(run.Connection.Id, lane.Mapping.Stream, cursor, run.Clock.GetUtcNow())
            : null;
        if (telling.IsEmpty && checkpoint is null)
        {
            run.Progress.Count(new RunTally(lane.Mapping.Stream) { Read = ordered.Length });
            return;
        }

        PageResult result = await run.Dispatcher.RunAsync(
            run.Workspace,
            StreamsOf(look, stored, telling),
            batch =>
            {
                var work = new PageWork(run, look, batch);
                foreach (PlatformRecord record in ordered)
                {
                    RecordApplier.Apply(work, record);
                }

                return work.Finish(checkpoint);
            },
            cancellationToken);
        run.Progress.Count(result.Tally);
        run.Letters.Take(result.Letters);
        await new BurstGuard(run).CheckAsync(lane.Mapping.Stream, ordered.Length, result.Tally.DeadLetters, cancellationToken);
    }

    /// <summary>
    /// Whether a record may be more than an echo. Looks at what is stored; what the page itself changes is seen
    /// later.
    /// </summary>
    private bool Tells(PageLook look, LinkBook book, PlatformRecord record)
    {
        string stream = look.Mapping.Stream;
        if (run.Letters.Find(stream, record.Id, outbound: false) is not null)
        {
            return true;
        }

        if (book.OfRecord(stream, record.Id) is not { } link)
        {
            return !record.Deleted && look.KeysOf(record).Any();
        }

        if (record.Deleted || link.State != LinkState.Linked)
        {
            return !record.Deleted || link.State == LinkState.Linked;
        }

        RecordValues values = RecordValues.Of(look, book, record);
        return !values.Faults.IsEmpty || !Difference.Of(look.Mapping, link, values.Fields).IsEmpty;
    }

    /// <summary>The aggregates that the records may look at or change.</summary>
    private static HashSet<StreamId> StreamsOf(PageLook look, LinkBook book, ImmutableArray<PlatformRecord> records)
    {
        var streams = new HashSet<StreamId>();
        foreach (PlatformRecord record in records)
        {
            Link? link = book.OfRecord(look.Mapping.Stream, record.Id);
            if (look.Mapping.Kind == RecordKind.Stakeholder)
            {
                FieldMap[] fields = [link?.Base ?? FieldMap.None, RecordValues.Of(look, book, record).Fields];
                streams.UnionWith(fields
                    .Select(known => known.TextOf("opportunity_key"))
                    .OfType<string>()
                    .Select(Model.Aggregates.Opportunity.Stream));
                continue;
            }

            IEnumerable<string> keys = link is null ? look.KeysOf(record) : [link.ResourceKey];
            streams.UnionWith(keys.Select(key => RecordStreams.Of(look.Mapping.Kind, key)).OfType<StreamId>());
        }

        return streams;
    }
}
