using System.Diagnostics;

using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;
using Onboarding.Sync.Links;

namespace Onboarding.Sync.Reading;

/// <summary>Decides what a record comes to: nothing, changes to the hub, or a dead letter.</summary>
internal static class RecordApplier
{
    public static void Apply(PageWork work, PlatformRecord record)
    {
        work.CountRead();
        if (record.Deleted)
        {
            Tombstones.Apply(work, record);
            work.Mend(record);
            return;
        }

        if (RecordMatcher.Match(work, record) is not { } match)
        {
            work.CountUnmatched();
            return;
        }

        if (match.Twin is { } twin)
        {
            work.Reject(record, RecordMatch.TwinReason(work.Mapping.Stream, record.Id, twin, match.Link.ResourceKey));
            return;
        }

        // A search that lags behind gives old rows; what is known to be newer stays (failure K6).
        if (IsStale(record, match.Link))
        {
            work.Mend(record);
            return;
        }

        RecordValues values = RecordValues.Of(work.Look, work.Book, record);
        if (!values.Faults.IsEmpty)
        {
            string faults = string.Join("; ", values.Faults);
            work.Reject(record, $"{faults}. Correct the record or the mapping, then replay.", values.Waits);
            return;
        }

        Difference difference = Difference.Of(work.Mapping, match.Link, values.Fields);
        bool isEcho = !match.IsNew && difference.IsEmpty && match.Link.State == LinkState.Linked;
        if (isEcho || ApplyKind(work, new IncomingRecord(record, match.Link, match.IsNew, values.Fields, difference)))
        {
            work.Mend(record);
        }
    }

    public static bool IsStale(PlatformRecord record, Link link) => record.ModifiedAt < link.ModifiedAt;

    private static bool ApplyKind(PageWork work, IncomingRecord incoming)
    {
        switch (work.Mapping.Kind)
        {
            case RecordKind.Person:
                work.Book.Put(incoming.Settled);
                return true;
            case RecordKind.Account or RecordKind.Opportunity or RecordKind.Contact:
                return ResourceRecords.Apply(work, incoming);
            case RecordKind.Stakeholder:
                return StakeholderRecords.Apply(work, incoming);
            case RecordKind.Onboarding or RecordKind.Task or RecordKind.Milestone or RecordKind.Note:
                OnboardingRecords.Apply(work, incoming);
                return true;
            default:
                throw new UnreachableException();
        }
    }
}
