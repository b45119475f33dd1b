using System.Collections.Immutable;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;
using Onboarding.Model.Fields;
using Onboarding.Sync.Links;

namespace Onboarding.Sync.Reading;

/// <summary>The canonical values of a record as it was received.</summary>
/// <param name="Fields">Those that the platform sent; the others are unset.</param>
/// <param name="Faults">What cannot be taken, in words; a record with a fault is not applied.</param>
/// <param name="Waits">Whether a fault may mend itself: the record refers to one that has not come yet.</param>
internal sealed record RecordValues(FieldMap Fields, ImmutableArray<string> Faults, bool Waits)
{
    /// <summary>Maps a record.</summary>
    /// <param name="look">What is known of the page.</param>
    /// <param name="book">The links, by which ids of records become keys of resources.</param>
    /// <param name="record">The record.</param>
    public static RecordValues Of(PageLook look, LinkBook book, PlatformRecord record)
    {
        var values = new List<KeyValuePair<string, FieldValue>>();
        var faults = ImmutableArray.CreateBuilder<string>();
        bool waits = false;
        foreach (FieldMapping field in look.Mapping.Fields)
        {
            bool present = FieldConversion.Find(record.Fields, field.Native, out JsonNode? native);
            CanonicalReading reading = FieldConversion.ToCanonical(field, native, present);
            FieldValue? value = reading.Value;
            string? fault = reading.Fault;
            if (fault is null && field.References is not null && value is FieldValue.Text id)
            {
                value = KeyOf(look, book, field.References, id.Value);
                fault = value is null ? $"{field.Native} refers to a record of {field.References} that is not known yet" : null;
                waits |= value is null;
            }

            // What is only written is the hub's to say: a value there that has no word in the hub is one to be replaced.
            if (fault is not null && field.Direction == MappingDirection.Out)
            {
                (value, fault) = (FieldValue.Nothing, null);
            }

            if (fault is not null)
            {
                faults.Add(fault);
            }
            else if (value is not null)
            {
                values.Add(KeyValuePair.Create(field.Canonical, value));
            }
        }

        return new RecordValues(FieldMap.Of(values), faults.ToImmutable(), waits);
    }

    private static FieldValue? KeyOf(PageLook look, LinkBook book, string stream, string externalId)
    {
        StreamMapping? referenced = look.Connection.Mapping.Of(stream);
        if (book.OfRecord(stream, externalId) is { } link)
        {
            return referenced?.Kind == RecordKind.Person ? link.Base.Get("email") : new FieldValue.Text(link.ResourceKey);
        }

        return referenced is { Creates: true, Kind: not RecordKind.Person }
            ? new FieldValue.Text(look.DerivedKey(stream, externalId))
            : null;
    }
}
