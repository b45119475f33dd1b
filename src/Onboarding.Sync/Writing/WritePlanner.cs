using System.Collections.Immutable;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;
using Onboarding.Connectors.Writes;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Sync.Links;

namespace Onboarding.Sync.Writing;

/// <summary>
/// Compares what the hub wishes of a record with what the platform is known to hold. Pure. What is known to be there
/// already is never written.
/// </summary>
/// <param name="connection">The connection written to.</param>
/// <param name="mapping">Mapping of the stream that is written.</param>
/// <param name="descriptor">How the stream is written.</param>
/// <param name="people">Streams of people, whose keys are mail addresses in lower case.</param>
internal sealed class WritePlanner(
    ConnectionId connection, StreamMapping mapping, WriteDescriptor descriptor, ImmutableHashSet<string> people)
{
    private readonly ImmutableArray<FieldMapping> _fields =
        [.. mapping.Fields.Where(field => field.Direction != MappingDirection.In)];

    /// <summary>Whether the mapping writes anything at all.</summary>
    public bool Writes => !_fields.IsEmpty;

    /// <summary>
    /// Whether the hub makes records here for what has none. Of accounts, deals and contacts it does so only where it
    /// writes their name: a mapping that only tells a state was not meant to fill the platform.
    /// </summary>
    public bool Creates => NamingField is not { } name || _fields.Any(mapped => mapped.Canonical == name);

    /// <summary>Keys of other resources whose links are needed to write the record.</summary>
    public IEnumerable<string> ReferencesOf(CanonicalRecord record) => _fields
        .Where(field => field.References is not null && record.Fields.TextOf(field.Canonical) is not null)
        .Select(field => KeyOf(field.References!, record.Fields.TextOf(field.Canonical)!));

    /// <summary>What is to be done about a record.</summary>
    /// <param name="record">How the hub wishes it to be.</param>
    /// <param name="link">Its link; null when there is none.</param>
    /// <param name="idOf">Id on the platform of a resource's record in a stream; null while it has none.</param>
    /// <param name="matchOf">Id of a resource's record on the other connection, by which the two are matched; null for none.</param>
    public WritePlan Plan(
        CanonicalRecord record, Link? link, Func<string, string, string?> idOf, Func<string, string?> matchOf)
    {
        bool isNew = link is not { State: LinkState.Linked };
        // One that was begun is finished, whatever has become of the resource.
        if (link is null && !(mapping.MadeWhen?.Evaluate(record.Fields).Holds ?? true))
        {
            return new WritePlan.Nothing(Waits: false);
        }

        ImmutableArray<KeyValuePair<FieldMapping, FieldValue>> wished =
        [
            .. _fields
                .Where(field => record.Fields.Get(field.Canonical) is { } value
                    && (isNew || value != link!.Base.Get(field.Canonical)))
                .Select(field => KeyValuePair.Create(field, record.Fields[field.Canonical])),
        ];
        var native = new JsonObject();
        FieldMap written = FieldMap.None;
        bool waits = false;
        bool cannotBegin = false;
        var faults = new List<string>();
        foreach ((FieldMapping field, FieldValue value) in wished)
        {
            if (field.References is { } stream && value is FieldValue.Text key)
            {
                if (idOf(stream, KeyOf(stream, key.Value)) is not { } id)
                {
                    // Whoever is no user there (yet) is left out; what a record hangs on is not.
                    waits = true;
                    cannotBegin |= !people.Contains(stream);
                    continue;
                }

                native[field.Native] = id;
            }
            else if (!(isNew && value is FieldValue.Null))
            {
                // A record that is being made is empty where nothing is said.
                NativeReading reading = FieldConversion.ToNative(field, value);
                native[field.Native] = reading.Value;
                faults.AddRange(reading.Fault is { } fault ? [fault] : []);
            }

            written = written.With(field.Canonical, value);
        }

        if (faults.Count > 0)
        {
            return new WritePlan.Faulty(native.ToJsonString(), $"{string.Join("; ", faults)}. Correct the value or the mapping.");
        }

        // So that nobody who matches by it, the platform's own CRM sync above all, makes a twin.
        if (isNew && mapping.MatchField is { } match && matchOf(record.Key) is { } other)
        {
            native[match] ??= other;
        }

        return isNew
            ? cannotBegin
                ? new WritePlan.WaitsForOther()
                : new WritePlan.Write(Creation(record, link, native, written, waits))
            : native.Count == 0
                ? new WritePlan.Nothing(waits)
                : new WritePlan.Write(new PlannedWrite(WriteAction.Update, link!, native, written, waits));
    }

    /// <summary>The link of a record that is to be created.</summary>
    /// <param name="key">Key of its resource.</param>
    /// <param name="called">Whether the call that creates it is about to be made; else it waits.</param>
    public Link Intent(string key, bool called) => new()
    {
        Connection = connection,
        Stream = mapping.Stream,
        ResourceKey = key,
        ExternalId = null,
        State = LinkState.Intended,
        Base = FieldMap.None,
        Dirty = !called,
    };

    private string? NamingField => mapping.Kind switch
    {
        RecordKind.Account or RecordKind.Opportunity => "name",
        RecordKind.Contact => "last_name",
        _ => null,
    };

    private string KeyOf(string stream, string key) => people.Contains(stream) ? key.ToLowerInvariant() : key;

    private PlannedWrite Creation(
        CanonicalRecord record, Link? link, JsonObject native, FieldMap written, bool waits) => new(
        descriptor.Upserts ? WriteAction.Upsert : WriteAction.Create,
        (link ?? Intent(record.Key, called: true)) with { Dirty = false },
        native,
        written,
        waits);
}
