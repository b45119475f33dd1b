using System.Globalization;
using System.Text;

using Google.Protobuf;
using Google.Protobuf.Reflection;

using Grpc.Core;

using Onboarding.Hub.Api.Failures;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api.Requests;

/// <summary>Which page of a list is asked for. Reads page_size and page_token of any list request.</summary>
internal sealed class PageQuery
{
    private const int SizeDefault = 50;
    private const int SizeMax = 500;

    private readonly byte[] _asked;
    private readonly string _token;

    private PageQuery(byte[] asked, string token, int size)
    {
        _asked = asked;
        _token = token;
        Size = size;
    }

    /// <summary>Most rows of the page.</summary>
    public int Size { get; }

    /// <summary>Rows to ask a query for: one more, so as to know whether there is a next page.</summary>
    public int Rows => Size + 1;

    /// <param name="request">A list request.</param>
    /// <param name="context">The call.</param>
    /// <param name="sizeMax">Most rows of a page, where a row is costly.</param>
    public static PageQuery Of(IMessage request, ServerCallContext context, int sizeMax = SizeMax)
    {
        FieldDescriptor sizeField = request.Descriptor.FindFieldByName("page_size");
        FieldDescriptor tokenField = request.Descriptor.FindFieldByName("page_token");
        int size = (int)sizeField.Accessor.GetValue(request);
        if (size < 0)
        {
            throw Refuse.PageSize($"The page size is {size}; it is 0 for the default of {SizeDefault}, or 1 to {sizeMax}.");
        }

        // The page size may change from page to page (AIP-158); everything else is what the token is bound to.
        IMessage bare = request.Descriptor.Parser.ParseFrom(request.ToByteString());
        sizeField.Accessor.Clear(bare);
        tokenField.Accessor.Clear(bare);
        byte[] asked = [.. Encoding.UTF8.GetBytes(context.Method), 0, .. bare.ToByteArray()];
        return new PageQuery(
            asked, (string)tokenField.Accessor.GetValue(request), size == 0 ? SizeDefault : Math.Min(size, sizeMax));
    }

    /// <summary>The end of the page before in a list of aggregates; null for the first page.</summary>
    public AggregatePlace? AfterAggregate() => Parts(2) is [var title, var key] ? new AggregatePlace(title, key) : null;

    /// <summary>The end of the page before in several lists of aggregates, one after the other; null for the first page.</summary>
    public (int List, AggregatePlace Place)? AfterListed() => Parts(3) is [var list, var title, var key]
        ? (int.Parse(list, CultureInfo.InvariantCulture), new AggregatePlace(title, key))
        : null;

    /// <summary>The end of the page before in a list in order of time; null for the first page.</summary>
    public TimePlace? AfterTime() => Parts(2) is [var ticks, var id]
        ? new TimePlace(
            new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), Guid.ParseExact(id,
                "D"))
        : null;

    /// <summary>The text after which the page begins; null for the first page.</summary>
    public string? AfterText() => Parts(1)?[0];

    /// <summary>The position or number after which the page begins; null for the first page.</summary>
    public long? AfterNumber() => Parts(1) is [var number] ? long.Parse(number, CultureInfo.InvariantCulture) : null;

    /// <summary>The rows to show and the token of the next page, from a query that asked for <see cref="Rows"/>.</summary>
    public (IEnumerable<TRow> Shown, string NextToken) Cut<TRow>(
        IReadOnlyList<TRow> rows, Func<TRow, string[]> placeOf) =>
        rows.Count <= Size
            ? (rows, "")
            : (rows.Take(Size), OpaqueToken.Write(_asked, placeOf(rows[Size - 1])));

    public static string[] Place(AggregatePlace place) => [place.Title, place.Key];

    public static string[] Place(int list, AggregatePlace place) =>
        [list.ToString(CultureInfo.InvariantCulture), place.Title, place.Key];

    public static string[] Place(TimePlace place) =>
        [place.Time.UtcTicks.ToString(CultureInfo.InvariantCulture), place.Id.ToString("D")];

    public static string[] Place(long number) => [number.ToString(CultureInfo.InvariantCulture)];

    private string[]? Parts(int count) => _token.Length == 0
        ? null
        : OpaqueToken.Read(_asked, _token, count) ?? throw Refuse.PageToken();
}
