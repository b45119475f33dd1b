using System.Collections.Immutable;

using Onboarding.Connectors.Gainsight.Sandbox;
using Onboarding.Connectors.Mappings;

namespace Onboarding.Cli.Demo.Checking;

/// <summary>All that the customer-success platform holds of what is mapped, from its own state and not through its API.</summary>
internal sealed class CsRecords
{
    private readonly ImmutableArray<GainsightRow> _rows;
    private readonly Dictionary<string, GainsightRow> _byGsid;
    private readonly Dictionary<string, string> _labels;

    private CsRecords(ImmutableArray<GainsightRow> snapshot, ImmutableArray<GainsightRow> picklists)
    {
        _rows = snapshot;
        _byGsid = snapshot.ToDictionary(row => row.Gsid, StringComparer.Ordinal);
        _labels = picklists.ToDictionary(item => item.Gsid, item => item.Text("Name") ?? "", StringComparer.Ordinal);
    }

    /// <param name="snapshot">All rows.</param>
    /// <param name="picklists">The items that picklist fields point to.</param>
    /// <param name="mapping">The connection's mapping.</param>
    public static ImmutableArray<Filed> Of(
        ImmutableArray<GainsightRow> snapshot, ImmutableArray<GainsightRow> picklists, Mapping mapping)
    {
        var records = new CsRecords(snapshot, picklists);
        return [.. mapping.Streams.Where(stream => stream.Kind != RecordKind.Person).SelectMany(records.OfStream)];
    }

    private IEnumerable<Filed> OfStream(StreamMapping stream) => _rows
        .Where(row => string.Equals(row.Object, stream.Stream, StringComparison.OrdinalIgnoreCase))
        .Select(row => new Filed(
            stream.Kind,
            NameOf(stream.Kind, row),
            MappedFields.Of(stream, native => Native(row, native), (_, id) => NameOf(id))));

    private string NameOf(RecordKind kind, GainsightRow row) => kind switch
    {
        RecordKind.Task => $"{NameOf(row.Text("CtaId") ?? "")}: {row.Text("Name")}",
        RecordKind.Milestone => $"{NameOf(row.Text("Call_To_Action__gc") ?? "")}: {row.Text("Name")}",
        RecordKind.Note => row.Text("Subject") ?? "",
        _ => row.Text("Name") ?? "",
    };

    private string NameOf(string gsid) => _byGsid.GetValueOrDefault(gsid) is not { } row
        ? gsid
        : row.Object == GainsightObjects.User ? row.Text("Email")!.ToLowerInvariant() : row.Text("Name") ?? gsid;

    // Cockpit takes names where its rows hold ids: what is written as "status" stands in StatusId.
    private object? Native(GainsightRow row, string field) => field switch
    {
        "status" => row.Text("StatusId") is { } item ? _labels.GetValueOrDefault(item, item) : null,
        "OwnerEmail" => row.Text("OwnerId") is { } owner ? NameOf(owner) : null,
        "Author" => row.Text("AuthorId") is { } author ? NameOf(author) : null,
        _ => row[field],
    };
}
