using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Connectors.Mappings;
using Onboarding.Model;
using Onboarding.Model.Journal;
using Onboarding.Model.Resources;
using Onboarding.Sync.Links;

namespace Onboarding.Sync.Reading;

/// <summary>Takes records of accounts, opportunities and contacts into their resources.</summary>
internal static class ResourceRecords
{
    /// <summary>Gives false when the record was put aside.</summary>
    public static bool Apply(PageWork work, IncomingRecord incoming)
    {
        ResourceKind kind = RecordStreams.ResourceOf(work.Mapping.Kind) ?? throw new UnreachableException();
        AggregateKind<ResourceState, ResourceCommand, ResourceEvent> aggregates = Aggregates.Of(kind);
        Link link = incoming.Link;
        Origin origin = work.OriginOf(incoming.Record);
        int before = work.Batch.Version(aggregates, link.ResourceKey);
        if (incoming.IsNew || !incoming.Difference.Changed.IsEmpty)
        {
            var merge = new ResourceCommand.Merge(kind, link.ResourceKey, work.Connection.Source, ChangesOf(work, incoming));
            switch (work.Batch.Apply(aggregates, link.ResourceKey, merge, origin))
            {
                case Decision<ResourceEvent>.Refused refused:
                    work.Reject(incoming.Record, refused.Refusal.Message);
                    return false;
                case Decision<ResourceEvent>.Accepted accepted:
                    Keep(work, link, accepted.Events);
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        KeepDrift(work, incoming);
        bool isBack = link.State == LinkState.Deleted;
        if (isBack && work.Mapping.Creates)
        {
            work.Batch.Apply(aggregates, link.ResourceKey, new ResourceCommand.Restore(), origin);
        }

        if (work.Batch.Version(aggregates, link.ResourceKey) > before)
        {
            work.CountApplied();
        }

        Link settled = incoming.Settled;
        work.Book.Put(settled with { Dirty = settled.Dirty || isBack });
        return true;
    }

    /// <summary>
    /// Keeps the values that stood in place of what the hub had written, so that putting it right is not silent.
    /// </summary>
    public static void KeepDrift(PageWork work, IncomingRecord incoming)
    {
        foreach (FieldMapping field in incoming.Difference.Drifted)
        {
            if (incoming.Link.Base.Get(field.Canonical) is { } written)
            {
                work.Keep(
                    incoming.Link.ResourceKey, field.Canonical, (written, "hub"),
                    (incoming.Observed[field.Canonical], work.Connection.Source), asks: false);
            }
        }
    }

    private static ImmutableArray<FieldChange> ChangesOf(PageWork work, IncomingRecord incoming) =>
    [
        .. incoming.Difference.Changed.Select(field => new FieldChange
        {
            Field = field.Canonical,
            Value = incoming.Observed[field.Canonical],
            Base = incoming.Link.Base.Get(field.Canonical),
            Rank = field.Rank,
            Policy = field.Policy,
            ChangedAt = incoming.Record.ModifiedAt ?? work.Batch.Now,
        }),
    ];

    private static void Keep(PageWork work, Link link, ImmutableArray<ResourceEvent> events)
    {
        foreach (ResourceEvent.FieldConflicted conflict in events.OfType<ResourceEvent.FieldConflicted>())
        {
            work.Keep(
                link.ResourceKey, conflict.Field, (conflict.Kept.Value, conflict.Kept.Source),
                (conflict.Lost.Value, conflict.Lost.Source), conflict.Asked);
        }
    }
}
