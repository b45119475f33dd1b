using System.Collections.Immutable;

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Onboarding.Model.Yaml;

/// <summary>
/// Reads a YAML file of ours. The dialect is small on purpose: one document of maps, lists and texts. Anchors, aliases
/// and tags are refused, because a file that a person edits gains nothing by them and a hostile one gains a bomb.
/// </summary>
/// <remarks>
/// A reader of a kind of file is written so:
/// <code>
/// var faults = new FileFaults(fileName);
/// Shelf? shelf = YamlDocument.Read(text, faults)?.Map(map => new Shelf(
///     map.Required("title")?.Text() ?? "",
///     map.Optional("rows")?.Whole(1, 9) ?? 3,
///     map.Optional("labels")?.Texts() ?? []));
/// return faults.Any ? null : shelf;
/// </code>
/// A node that does not hold what is asked of it notes a fault at its place and answers null, and the reading goes on.
/// <see cref="YamlNode.Map{T}"/> notes every key that was not asked for.
/// </remarks>
public static class YamlDocument
{
    /// <summary>Longest file in UTF-16 code units: some twenty times the shipped playbook.</summary>
    public const int LengthMax = 524_288;

    /// <summary>Deepest nesting of maps and lists.</summary>
    public const int DepthMax = 16;

    /// <summary>Most maps, lists and texts in one file.</summary>
    public const int NodesMax = 50_000;

    /// <summary>
    /// The root of the file, or null when it cannot be read at all; then <paramref name="faults"/> says why.
    /// </summary>
    /// <param name="text">The whole file.</param>
    /// <param name="faults">Takes what is wrong. Nothing is ever thrown for what a file holds.</param>
    public static YamlNode? Read(string text, FileFaults faults)
    {
        if (text.Length > LengthMax)
        {
            faults.Add(1, 1, $"the file has {text.Length} characters and may have {LengthMax}");
            return null;
        }

        try
        {
            return new Builder(text, faults).Document();
        }
        catch (YamlException e)
        {
            faults.Add(Number(e.Start.Line), Number(e.Start.Column), $"this is no YAML that can be read: {e.Message}");
            return null;
        }
    }

    private static int Number(long position) => (int)Math.Clamp(position, 1, int.MaxValue);

    /// <summary>
    /// Turns the parser's events into nodes. Bounds that are passed end the reading with a YamlException.
    /// </summary>
    private sealed class Builder(string text, FileFaults faults)
    {
        private readonly Parser _parser = new(new StringReader(text));
        private int _nodes;

        public YamlNode? Document()
        {
            Next<StreamStart>();
            if (Next<ParsingEvent>() is StreamEnd)
            {
                faults.Add(1, 1, "the file is empty");
                return null;
            }

            YamlNode root = Node(Next<ParsingEvent>(), null, null, 1);
            Next<DocumentEnd>();
            if (Next<ParsingEvent>() is DocumentStart second)
            {
                Fault(second, "a file holds one document; put the second into a file of its own");
            }

            return root;
        }

        private YamlNode Node(ParsingEvent from, YamlPath? path, ParsingEvent? key, int depth)
        {
            if (depth > DepthMax || ++_nodes > NodesMax)
            {
                string bound = depth > DepthMax
                    ? $"is nested deeper than {DepthMax}"
                    : $"has more than {NodesMax} nodes";
                throw new YamlException(from.Start, from.End, $"it {bound}");
            }

            if (from is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
            {
                Fault(from, "anchors and aliases are not read; write the value out");
            }

            if (from is NodeEvent { Tag.IsEmpty: false })
            {
                Fault(from, "tags are not read; write the value without one");
            }

            (int line, int column) = (Number(from.Start.Line), Number(from.Start.Column));
            var node = new YamlNode(faults, path, line, column, Number((key ?? from).Start.Line),
                Number((key ?? from).Start.Column));
            return from switch
            {
                Scalar scalar => node.Hold(scalar.Value, scalar.Style == ScalarStyle.Plain),
                SequenceStart => node.Hold(Items(path, depth)),
                MappingStart => node.Hold(Pairs(path, depth)),
                AnchorAlias => node.Hold("", isPlain: true).AlreadyFaulted(),
                _ => throw new YamlException(from.Start, from.End, "a value was expected"),
            };
        }

        private ImmutableArray<YamlNode> Items(YamlPath? path, int depth)
        {
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            while (Next<ParsingEvent>() is var at and not SequenceEnd)
            {
                items.Add(Node(at, new YamlPath(path, $"[{items.Count + 1}]"), null, depth + 1));
            }

            return items.ToImmutable();
        }

        private ImmutableArray<YamlPair> Pairs(YamlPath? path, int depth)
        {
            var pairs = ImmutableArray.CreateBuilder<YamlPair>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (Next<ParsingEvent>() is var at and not MappingEnd)
            {
                if (at is not Scalar key)
                {
                    throw new YamlException(at.Start, at.End, "a key must be a word");
                }

                string name = key.Value;
                YamlNode value = Node(Next<ParsingEvent>(), new YamlPath(path, name), key, depth + 1);
                if (key is { Anchor.IsEmpty: false } or { Tag.IsEmpty: false })
                {
                    Fault(key, "a key has no anchor and no tag");
                }

                if (seen.Add(name))
                {
                    pairs.Add(new YamlPair(name, value, Number(key.Start.Line), Number(key.Start.Column)));
                }
                else
                {
                    Fault(key, $"'{FileFaults.Shown(name)}' stands here twice");
                }
            }

            return pairs.ToImmutable();
        }

        private T Next<T>()
            where T : ParsingEvent
        {
            if (!Move() || _parser.Current is not T found)
            {
                throw new YamlException("the file ends too early");
            }

            return found;
        }

        private bool Move()
        {
            try
            {
                return _parser.MoveNext();
            }
            catch (Exception e) when (e is InvalidOperationException or ArgumentException)
            {
                // YamlDotNet 16.3.0 lets these out for some texts that are no YAML, without a place; the end of what it
                // had read before is the nearest one known.
                Mark near = _parser.Current?.End ?? Mark.Empty;
                throw new YamlException(near, near, "what follows here makes no sense", e);
            }
        }

        private void Fault(ParsingEvent at, string message) =>
            faults.Add(Number(at.Start.Line), Number(at.Start.Column), message);
    }
}
