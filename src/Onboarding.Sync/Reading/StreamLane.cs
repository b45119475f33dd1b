using System.Collections.Immutable;

using Onboarding.Connectors;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Streams;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Reading;

/// <summary>How far one stream has been read in this run: in itself a log of other streams' deletes.</summary>
internal class StreamLane
{
    private readonly ImmutableArray<string> _fields;
    private readonly string? _savedBefore;
    private readonly string? _begin;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private string? _pageToken;
    private string? _cursor;
    private DateTimeOffset? _begunAt;
    private bool _found;
    private int _restarts;

    /// <param name="stream">Name of the stream.</param>
    /// <param name="fields">Native fields to ask for.</param>
    /// <param name="saved">The saved cursor; null where the run reads everything.</param>
    /// <param name="begin">Where this run begins: a little before the saved cursor.</param>
    public StreamLane(string stream, ImmutableArray<string> fields, string? saved, string? begin)
    {
        Stream = stream;
        Saved = saved;
        (_fields, _savedBefore, _begin, _cursor) = (fields, saved, begin, begin);
    }

    public string Stream { get; }

    /// <summary>The cursor that is stored.</summary>
    public string? Saved { get; private set; }

    public bool Ended { get; private set; }

    /// <summary>Whether it was read to its end.</summary>
    public bool Whole { get; private set; }

    /// <summary>A page that was read and not stored yet.</summary>
    public PageOutcome.Page? Held { get; private set; }

    /// <summary>Whether this run was shown a record, also as deleted.</summary>
    public bool Saw(string id) => _seen.Contains(id);

    /// <summary>Whether the next call should ask for a page of it.</summary>
    public bool Asks => !Ended && Held is null;

    public StreamRead Next => new(Stream, _fields, _cursor, _pageToken);

    /// <summary>Whether what another stream gives must be stored first: a log of deletes comes after everything.</summary>
    public virtual bool WaitsFor(StreamLane other) => other != this;

    /// <summary>Takes a page that was read.</summary>
    /// <param name="page">The page.</param>
    /// <param name="platform">Knows its cursors.</param>
    /// <param name="at">When it was read, by the earlier of the platform's clock and ours.</param>
    /// <param name="remembers">Whether <see cref="Saw"/> will be asked.</param>
    public void Hold(PageOutcome.Page page, Platform platform, DateTimeOffset at, bool remembers)
    {
        _begunAt ??= at;
        _found |= !page.Records.IsEmpty;
        if (remembers)
        {
            _seen.UnionWith(page.Records.Select(record => record.Id));
        }

        // Read to its end, everything that was visible when the run began is known; only what was found moves the cursor,
        // or each run would read the same last rows again for ever, or write a place mark for nothing.
        string? end = !page.More && _found ? platform.CursorAt(_savedBefore, _begunAt.Value) : null;
        Held = end is null ? page : page with { Cursor = end };
    }

    /// <summary>The held page was stored.</summary>
    public void Advance()
    {
        PageOutcome.Page page = Held!;
        Held = null;
        if (page.More && page.PageToken == _pageToken && (page.Cursor ?? _cursor) == _cursor)
        {
            throw new ConnectorException(
                FailureKind.Transient,
                $"{Stream} gives the same page again and again; nothing after it was read. Try again later, and report "
                    + "it to the maintainer of the connector if it stays.");
        }

        Saved = page.Cursor ?? Saved;
        (_cursor, _pageToken) = (page.Cursor ?? _cursor, page.PageToken);
        Ended = Whole = !page.More;
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
