using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;
using Onboarding.Model;
using Onboarding.Model.Resources;
using Onboarding.Sync.Links;

namespace Onboarding.Sync.Reading;

/// <summary>
/// Takes in that records are gone or were merged. The link of one that is gone is kept, so that it does not come back
/// through another platform; the resource goes with it only where the stream makes resources.
/// </summary>
internal static class Tombstones
{
    public static void Apply(PageWork work, PlatformRecord record)
    {
        string stream = work.Mapping.Stream;
        if (work.Book.OfRecord(stream, record.Id) is not { State: LinkState.Linked } link
            || RecordApplier.IsStale(record, link))
        {
            return;
        }

        Link? survivor = record.MergedInto is { } into ? work.Book.OfRecord(stream, into) : null;
        if (record.MergedInto is { } moved && survivor is not { State: LinkState.Linked })
        {
            // The hub has not seen the surviving record yet: it is this resource's from now on, with all its history.
            // What it holds is compared afresh, whenever it was changed.
            work.Book.Put(link with { ExternalId = moved, ModifiedAt = null });
            work.MendTwin(moved, link);
            return;
        }

        work.Book.Put(link with
        {
            State = LinkState.Deleted,
            Dirty = false,
            ModifiedAt = record.ModifiedAt ?? link.ModifiedAt,
        });
        Delete(work, record, link, survivor?.ResourceKey);
    }

    private static void Delete(PageWork work, PlatformRecord record, Link link, string? mergedInto)
    {
        if (work.Mapping.Kind == RecordKind.Stakeholder)
        {
            if (link.Base.TextOf("opportunity_key") is { } opportunity)
            {
                StakeholderRecords.Name(work, record, opportunity, null);
            }
        }
        else if (work.Mapping.Creates && RecordStreams.ResourceOf(work.Mapping.Kind) is { } kind
            && work.Batch.State(Aggregates.Of(kind), link.ResourceKey) is not null)
        {
            work.Batch.Apply(
                Aggregates.Of(kind), link.ResourceKey, new ResourceCommand.Delete(mergedInto), work.OriginOf(record));
        }

        work.CountApplied();
    }
}
