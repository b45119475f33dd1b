using System.Collections.Immutable;

using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;
using Onboarding.Model.Ids;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Reading;

/// <summary>What is known of the links that a page of records may touch.</summary>
/// <param name="Connection">The connection read.</param>
/// <param name="Mapping">The mapping of the stream.</param>
/// <param name="Workspace">The workspace.</param>
/// <param name="Links">The links of this connection.</param>
/// <param name="Matches">Resource keys by the id of the same thing on another connection.</param>
internal sealed record PageLook(
    SyncConnection Connection, StreamMapping Mapping, WorkspaceId Workspace, ImmutableArray<Link> Links,
    ImmutableDictionary<string, string> Matches)
{
    /// <summary>
    /// Keys of the resources that an unlinked record may belong to, best first: the hub's key that it carries, the match
    /// through another connection, and where the stream creates, the key that it gives to a new resource.
    /// </summary>
    public IEnumerable<string> KeysOf(PlatformRecord record)
    {
        if (Mapping.Kind == RecordKind.Person)
        {
            return PersonKeysOf(record);
        }

        var keys = new List<string?>
        {
            KeyField is { } field ? PageLinks.TextIn(record.Fields, field) : null,
            Mapping.MatchField is { } match && PageLinks.TextIn(record.Fields, match) is { } id
                ? Matches.GetValueOrDefault(id)
                : null,
        };
        if (CreatesKeys)
        {
            keys.Add(DerivedKey(Mapping.Stream, record.Id));
        }

        // What stands in the key field of a platform is not always a key of ours, and need not even be short enough.
        return keys.OfType<string>().Where(key => key.Length is > 0 and <= StoreBounds.KeyLengthMax);
    }

    /// <summary>
    /// The key that a record of a stream that creates gives to its resource: the same record, the same key.
    /// </summary>
    public string DerivedKey(string stream, string externalId) =>
        IdSource.From(Workspace.Value, Connection.Id.Value, stream, externalId).ToString("D");

    /// <summary>Whether a record without a resource makes one; a stakeholder is kept by its record.</summary>
    public bool CreatesKeys => Mapping.Creates || Mapping.Kind == RecordKind.Stakeholder;

    private string? KeyField =>
        Connection.Connector.Streams.FirstOrDefault(stream => stream.Name == Mapping.Stream)?.Write?.KeyField;

    // Two users can share a mail address; the second is linked beside the first, so that its id is understood as well.
    private IEnumerable<string> PersonKeysOf(PlatformRecord record)
    {
        FieldMapping? mail = Mapping.Fields.FirstOrDefault(field => field.Canonical == "email");
        string? address = mail is null ? null : PageLinks.TextIn(record.Fields, mail.Native)?.ToLowerInvariant();
        return string.IsNullOrEmpty(address) ? [] : [address, $"{address}#{record.Id}"];
    }
}
