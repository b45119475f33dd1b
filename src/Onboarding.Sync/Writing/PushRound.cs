using Onboarding.Connectors.Mappings;
using Onboarding.Model.Journal;
using Onboarding.Sync.Links;

namespace Onboarding.Sync.Writing;

/// <summary>The keys of the aggregates that one round of a push looks at, by kind.</summary>
internal sealed class PushRound
{
    private readonly Dictionary<string, SortedSet<string>> _keys = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    public void Add(StreamId stream)
    {
        if (!_keys.TryGetValue(stream.Kind, out SortedSet<string>? keys))
        {
            _keys[stream.Kind] = keys = new SortedSet<string>(StringComparer.Ordinal);
        }

        Count += keys.Add(stream.Key) ? 1 : 0;
    }

    public IReadOnlyCollection<string> Of(RecordKind kind) =>
        RecordStreams.KindOf(kind) is { } aggregates && _keys.TryGetValue(aggregates.Name, out SortedSet<string>? keys)
            ? keys
            : [];
}
