using System.Collections.Immutable;

using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Reading;

/// <summary>How far one stream has been read in this run.</summary>
internal sealed class StreamLane
{
    private readonly string? _begin;
    private string? _pageToken;
    private string? _cursor;
    private int _restarts;

    /// <param name="mapping">The stream's mapping.</param>
    /// <param name="keyField">Native field that carries the hub's key; null where the stream has none.</param>
    /// <param name="saved">The saved cursor; null before the first run.</param>
    /// <param name="begin">Where this run begins: a little before the saved cursor.</param>
    public StreamLane(StreamMapping mapping, string? keyField, string? saved, string? begin)
    {
        Mapping = mapping;
        Saved = saved;
        _begin = begin;
        _cursor = begin;
        Fields =
        [
            .. mapping.Fields.Select(field => field.Native)
                .Concat([keyField, mapping.MatchField])
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    public StreamMapping Mapping { get; }

    /// <summary>The cursor that is stored.</summary>
    public string? Saved { get; private set; }

    public bool Ended { get; private set; }

    /// <summary>A page that was read and not stored yet.</summary>
    public PageOutcome.Page? Held { get; private set; }

    /// <summary>Records taken as deleted so far.</summary>
    public int Deleted { get; set; }

    /// <summary>Whether the next call should ask for a page of it.</summary>
    public bool Asks => !Ended && Held is null;

    private ImmutableArray<string> Fields { get; }

    public StreamRead Next => new(Mapping.Stream, Fields, _cursor, _pageToken);

    /// <summary>
    /// Streams whose links are needed before a record can be applied: those that do not make a key of their own, and for
    /// roles in deals, the deals.
    /// </summary>
    public bool WaitsFor(StreamLane other) => Mapping.Fields.Any(field => field.References == other.Mapping.Stream)
        && (other.Mapping.Kind == RecordKind.Person || !other.Mapping.Creates || Mapping.Kind == RecordKind.Stakeholder);

    public void Hold(PageOutcome.Page page) => Held = page;

    /// <summary>The held page was stored.</summary>
    public void Advance()
    {
        PageOutcome.Page page = Held!;
        Held = null;
        if (page.More && page.PageToken == _pageToken && (page.Cursor ?? _cursor) == _cursor)
        {
            throw new ConnectorException(
                FailureKind.Transient,
                $"{Mapping.Stream} gives the same page again and again; nothing after it was read. Try again later, and report "
                    + "it to the maintainer of the connector if it stays.");
        }

        Saved = page.Cursor ?? Saved;
        (_cursor, _pageToken) = (page.Cursor ?? _cursor, page.PageToken);
        Ended = !page.More;
    }

    public void End()
    {
        Held = null;
        Ended = true;
    }

    /// <summary>
    /// Begins again where the run began, because the place mark is not known any more. Gives false when that was
    /// done too often.
    /// </summary>
    public bool Restart(SyncSettings settings)
    {
        (_cursor, _pageToken) = (_begin, null);
        return ++_restarts <= settings.RestartsMax;
    }
}
