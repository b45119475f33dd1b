using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

using Onboarding.Connectors.Streams;
using Onboarding.Model.Conditions;
using Onboarding.Model.Resources;
using Onboarding.Model.Yaml;

namespace Onboarding.Connectors.Mappings;

/// <summary>
/// Reads a mapping file: which records of a platform are which resources of the hub, and field by field how they stand
/// for each other.
/// </summary>
/// <remarks>
/// <code>
/// streams:
///   Account:                              # a stream of the connector
///     kind: account                       # what its records are in the hub
///     creates: true                       # an unknown record makes a new resource; left out: it does not
///     made_when: onboarding_tier is filled # for which resources without a record one is made; left out: for all
///     match: {field: Sfdc_Id, stream: Account}   # native field with the id on the other connection; may be left out
///     fields:
///       Name: name                        # native name: canonical name, both ways
///       Owner.Email: {to: owner_email, direction: in, rank: 10}
///       Tier__c: {to: complexity, policy: ask, values: {low: Basic, medium: Plus, high: Max}}
///       ParentId: {to: account_key, direction: in, references: Account}
/// </code>
/// A long form may say direction (in, out, both), rank (1 is the highest authority), policy (authority, latest, ask),
/// values (canonical: native, for a closed set; of a list of natives the first is written and all are understood) and
/// references (the stream whose ids the native field holds).
/// </remarks>
public static class MappingFile
{
    /// <summary>Most streams in one file.</summary>
    public const int StreamsMax = 50;

    /// <summary>Reads the whole file and finds every fault in it. Whatever the text holds, nothing is thrown.</summary>
    /// <param name="yaml">The text of the file.</param>
    /// <param name="fileName">Its name, for the faults.</param>
    /// <param name="connector">The connector whose streams are mapped.</param>
    public static MappingReading Read(string yaml, string fileName, ConnectorDescriptor connector)
    {
        var faults = new FileFaults(fileName);
        Mapping? mapping = YamlDocument.Read(yaml, faults)?.Map(map => new Mapping
        {
            Revision = RevisionOf(yaml),
            Streams = map.Required("streams") is { } streams ? Streams(streams, connector) : [],
        });
        return new MappingReading(faults.Any ? null : mapping, faults.ToImmutable());
    }

    private static string RevisionOf(string yaml) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml)).AsSpan(0, 6));

    private static ImmutableArray<StreamMapping> Streams(YamlNode node, ConnectorDescriptor connector)
    {
        ImmutableArray<string> names = [.. connector.Streams.Select(stream => stream.Name)];
        var mapped = ImmutableArray.CreateBuilder<StreamMapping>();
        ImmutableArray<YamlPair> pairs = node.Names(StreamsMax);
        if (pairs.IsEmpty)
        {
            node.Fault("at least one stream is needed here");
        }

        foreach (YamlPair pair in pairs)
        {
            if (connector.Streams.FirstOrDefault(stream => stream.Name == pair.Key) is not { } stream)
            {
                pair.Value.FaultAtKey($"{connector.Title} has no stream of this name; it has {string.Join(", ", names)}");
            }
            else if (pair.Value.Map(map => Stream(map, stream, names)) is { } mapping)
            {
                mapped.Add(mapping);
            }
        }

        return [.. mapped.OrderBy(mapping => names.IndexOf(mapping.Stream))];
    }

    private static StreamMapping? Stream(YamlMap map, StreamDescriptor stream, ImmutableArray<string> streams)
    {
        RecordKind? kind = map.Required("kind")?.Choice<RecordKind>();
        YamlNode? createsNode = map.Optional("creates");
        bool creates = createsNode?.Flag() ?? false;
        if (creates && stream.Read is null)
        {
            createsNode!.Fault($"{stream.Name} is never read, so no record of it can make a resource");
        }

        (string? field, string? other) = Match(map.Optional("match"));
        YamlNode? fields = map.Required("fields");
        return kind is null || fields is null ? null : new StreamMapping
        {
            Stream = stream.Name,
            Kind = kind.Value,
            Creates = creates,
            MadeWhen = MadeWhen(map.Optional("made_when"), kind.Value, stream),
            MatchField = field,
            MatchStream = other,
            Fields = new FieldMappingReader(stream, kind.Value, streams).Read(fields),
        };
    }

    private static Condition? MadeWhen(YamlNode? node, RecordKind kind, StreamDescriptor stream)
    {
        ResourceKind? resource = kind switch
        {
            RecordKind.Account => ResourceKind.Account,
            RecordKind.Opportunity => ResourceKind.Opportunity,
            RecordKind.Contact => ResourceKind.Contact,
            _ => null,
        };
        if (node is null)
        {
            return null;
        }

        if (resource is not { } compared || stream.Write is null)
        {
            node.FaultAtKey($"only accounts, opportunities and contacts can be made by a condition, where {stream.Name} is written");
            return null;
        }

        return ConditionReader.Read(node, compared);
    }

    private static (string? Field, string? Stream) Match(YamlNode? node)
    {
        string? field = null;
        string? stream = null;
        node?.Map(map =>
        {
            field = map.Required("field")?.Text(YamlNode.NameMax);
            stream = map.Required("stream")?.Text(YamlNode.NameMax);
            return map;
        });
        return (field, stream);
    }
}
