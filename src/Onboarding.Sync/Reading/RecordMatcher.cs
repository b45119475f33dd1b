using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;
using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Resources;
using Onboarding.Sync.Links;

namespace Onboarding.Sync.Reading;

/// <summary>Finds the link of a record, or the resource that it is to be linked to.</summary>
internal static class RecordMatcher
{
    /// <summary>Gives null for a record that belongs to nothing in the hub.</summary>
    public static RecordMatch? Match(PageWork work, PlatformRecord record)
    {
        string stream = work.Mapping.Stream;
        if (work.Book.OfRecord(stream, record.Id) is { } known)
        {
            return new RecordMatch(known, IsNew: false, Twin: null);
        }

        string? derived = work.Look.CreatesKeys ? work.Look.DerivedKey(stream, record.Id) : null;
        foreach (string key in work.Look.KeysOf(record))
        {
            Link? held = work.Book.OfResource(stream, key);
            bool isHeld = held is { State: LinkState.Linked };
            if (work.Mapping.Kind == RecordKind.Person ? !isHeld : key == derived || Exists(work, key))
            {
                return new RecordMatch(NewLink(work, record, key), IsNew: true, Twin: isHeld ? held!.ExternalId : null);
            }
        }

        return null;
    }

    private static Link NewLink(PageWork work, PlatformRecord record, string key) => new()
    {
        Connection = work.Connection.Id,
        Stream = work.Mapping.Stream,
        ResourceKey = key,
        ExternalId = record.Id,
        State = LinkState.Linked,
        Base = FieldMap.None,
        // What the hub has to say of a resource that it knew before has not been written to this record.
        Dirty = !work.Look.CreatesKeys && work.Mapping.Fields.Any(field => field.Direction != MappingDirection.In),
    };

    private static bool Exists(PageWork work, string resourceKey)
    {
        (string key, string part) = RecordStreams.Split(resourceKey);
        return work.Mapping.Kind switch
        {
            RecordKind.Account => ExistsAs(work, ResourceKind.Account, key),
            RecordKind.Opportunity => ExistsAs(work, ResourceKind.Opportunity, key),
            RecordKind.Contact => ExistsAs(work, ResourceKind.Contact, key),
            RecordKind.Onboarding => work.Batch.State(Aggregates.Onboarding, key) is not null,
            RecordKind.Task => work.Batch.State(Aggregates.Onboarding, key)?.Task(part) is not null,
            RecordKind.Milestone => work.Batch.State(Aggregates.Onboarding, key)?.Milestone(part) is not null,
            RecordKind.Note => work.Batch.State(Aggregates.Handoff, key) is not null,
            _ => false,
        };
    }

    private static bool ExistsAs(PageWork work, ResourceKind kind, string key) =>
        work.Batch.State(Aggregates.Of(kind), key) is not null;
}
