using System.Collections.Immutable;

using Onboarding.Connectors.Streams;
using Onboarding.Model.Fields;
using Onboarding.Model.Resources;
using Onboarding.Model.Yaml;

namespace Onboarding.Connectors.Mappings;

/// <summary>Reads the fields of one stream of a mapping file.</summary>
internal sealed class FieldMappingReader(StreamDescriptor stream, RecordKind kind, ImmutableArray<string> streams)
{
    private const int FieldsMax = 200;
    private const int RankMax = 1_000;
    private const int ValuesMax = 500;

    private static readonly ImmutableArray<string> s_flags = ["true", "false"];

    private static readonly ImmutableSortedDictionary<string, string> s_nothing =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private readonly ImmutableArray<FieldDefinition> _definitions = RecordCatalogue.Of(kind);

    /// <summary>The fields that have no fault, in the order of the file.</summary>
    public ImmutableArray<FieldMapping> Read(YamlNode node)
    {
        var fields = ImmutableArray.CreateBuilder<FieldMapping>();
        foreach (YamlPair pair in node.Names(FieldsMax))
        {
            if (Field(pair) is not { } field)
            {
                continue;
            }

            RefuseDirection(field, pair.Value);
            if (fields.FirstOrDefault(known => known.Canonical == field.Canonical && Overlap(known, field)) is { } twice)
            {
                pair.Value.Fault($"'{field.Canonical}' is mapped by {FileFaults.Shown(twice.Native)} already; two native fields "
                    + "may share it only when one is in and the other out");
            }

            fields.Add(field);
        }

        return fields.ToImmutable();
    }

    private static bool Overlap(FieldMapping a, FieldMapping b) =>
        a.Direction == MappingDirection.Both || b.Direction == MappingDirection.Both || a.Direction == b.Direction;

    private FieldMapping? Field(YamlPair pair) => pair.Value.IsMap
        ? pair.Value.Map(map => Long(pair.Key, map))
        : Definition(pair.Value) is { } definition
            ? new FieldMapping
            {
                Native = pair.Key,
                Canonical = definition.Name,
                Type = definition.Type,
                Direction = MappingDirection.Both,
                Values = Closed(definition),
            }
            : null;

    private FieldMapping? Long(string native, YamlMap map)
    {
        FieldDefinition? definition = map.Required("to") is { } to ? Definition(to) : null;
        MappingDirection direction = map.Optional("direction")?.Choice<MappingDirection>() ?? MappingDirection.Both;
        int? rank = map.Optional("rank")?.Whole(1, RankMax);
        ConflictPolicy policy = Policy(map.Optional("policy"));
        YamlNode? values = map.Optional("values");
        YamlNode? references = map.Optional("references");
        string? target = references?.OneOf(streams, "stream of this connector");
        if (definition is null)
        {
            return null;
        }

        if (references is not null && definition.Type != FieldType.Text)
        {
            references.Fault($"'{definition.Name}' holds {Words(definition.Type)}; only a text can stand for another record");
        }

        if (references is not null && values is not null)
        {
            values.Fault("a field that references a stream has no set of values");
        }

        (ImmutableSortedDictionary<string, string> written, ImmutableSortedDictionary<string, string> alsoRead) =
            values is null ? (Closed(definition), s_nothing) : Values(values, definition);
        var field = new FieldMapping
        {
            Native = native,
            Canonical = definition.Name,
            Type = definition.Type,
            Direction = direction,
            References = target,
            Policy = policy,
            Values = written,
            AlsoRead = alsoRead,
        };
        return rank is null ? field : field with { Rank = rank.Value };
    }

    private FieldDefinition? Definition(YamlNode node)
    {
        string? name = node.OneOf([.. _definitions.Select(field => field.Name)], $"field of {Words(kind)}");
        return name is null ? null : _definitions.First(field => field.Name == name);
    }

    private static ConflictPolicy Policy(YamlNode? node) => node?.OneOf(["authority", "latest", "ask"], "policy") switch
    {
        "latest" => ConflictPolicy.LatestWins,
        "ask" => ConflictPolicy.AskPerson,
        _ => ConflictPolicy.AuthorityWins,
    };

    // A closed set that the file does not translate is spelt alike on both sides, and is as closed there.
    private static ImmutableSortedDictionary<string, string> Closed(FieldDefinition definition) =>
        definition.Allowed.ToImmutableSortedDictionary(text => text, text => text, StringComparer.Ordinal);

    private static (
        ImmutableSortedDictionary<string, string> Written, ImmutableSortedDictionary<string, string> AlsoRead)
        Values(YamlNode node, FieldDefinition definition)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var canonicals = new Dictionary<string, string>(StringComparer.Ordinal);
        if (definition.Type is not (FieldType.Text or FieldType.TextList or FieldType.Flag))
        {
            node.Fault($"'{definition.Name}' holds {Words(definition.Type)}, which has no set of values");
            return (values.ToImmutable(), s_nothing);
        }

        ImmutableArray<string> allowed = definition.Type == FieldType.Flag ? s_flags : definition.Allowed;
        foreach (YamlPair pair in node.Names(ValuesMax))
        {
            ImmutableArray<string> natives = Natives(pair.Value);

            if (!allowed.IsEmpty && !allowed.Contains(pair.Key, StringComparer.Ordinal))
            {
                pair.Value.FaultAtKey($"'{definition.Name}' takes one of {string.Join(", ", allowed)}");
            }

            foreach (string native in natives)
            {
                if (!canonicals.TryAdd(native, pair.Key))
                {
                    pair.Value.Fault(
                        $"'{FileFaults.Shown(native)}' stands for {FileFaults.Shown(canonicals[native])} already");
                }
            }

            if (!natives.IsEmpty)
            {
                values[pair.Key] = natives[0];
            }
        }

        ImmutableSortedDictionary<string, string> written = values.ToImmutable();
        return (written, canonicals
            .Where(known => written[known.Value] != known.Key)
            .ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    /// <summary>The native words for one canonical text: the one that is written, then others that are understood.</summary>
    private static ImmutableArray<string> Natives(YamlNode node)
    {
        if (!node.IsList)
        {
            return node.Text() is { } word ? [word] : [];
        }

        ImmutableArray<string> words = node.Texts(ValuesMax);
        if (words.IsEmpty)
        {
            node.Fault("at least one word is needed here");
        }

        return words;
    }

    private void RefuseDirection(FieldMapping field, YamlNode node)
    {
        bool comesIn = field.Direction is MappingDirection.In or MappingDirection.Both;
        bool goesOut = field.Direction is MappingDirection.Out or MappingDirection.Both;
        if (comesIn && stream.Read is null)
        {
            node.Fault($"{stream.Name} is only written; write {{to: {field.Canonical}, direction: out}}");
        }
        else if (goesOut && stream.Write is null)
        {
            node.Fault($"{stream.Name} is only read; write {{to: {field.Canonical}, direction: in}}");
        }
        else if (goesOut && stream.Write?.KeyField == field.Native)
        {
            node.Fault($"{field.Native} holds the hub's own key and cannot be written by a mapping");
        }
    }

    private static string Words(FieldType type) => type switch
    {
        FieldType.Text => "a text",
        FieldType.Number => "a number",
        FieldType.Flag => "true or false",
        FieldType.Date => "a day",
        FieldType.Instant => "a point in time",
        FieldType.TextList => "a list of texts",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such type."),
    };

    private static string Words(RecordKind kind) => kind switch
    {
        RecordKind.Account or RecordKind.Opportunity or RecordKind.Onboarding => $"an {kind.ToString().ToLowerInvariant()}",
        _ => $"a {kind.ToString().ToLowerInvariant()}",
    };
}
