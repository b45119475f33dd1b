using Onboarding.Connectors.Mappings;

namespace Onboarding.Sync.Reading;

/// <summary>A stream whose records are the hub's too.</summary>
/// <param name="mapping">The stream's mapping.</param>
/// <param name="keyField">Native field that carries the hub's key; null where the stream has none.</param>
/// <param name="saved">The saved cursor; null where the run reads everything.</param>
/// <param name="begin">Where this run begins: a little before the saved cursor.</param>
internal sealed class MappedLane(StreamMapping mapping, string? keyField, string? saved, string? begin)
    : StreamLane(
        mapping.Stream,
        [
            .. mapping.Fields.Select(field => field.Native)
                .Concat([keyField, mapping.MatchField])
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ],
        saved,
        begin)
{
    public StreamMapping Mapping => mapping;

    /// <summary>Records taken as deleted so far.</summary>
    public int Deleted { get; set; }

    /// <summary>
    /// Streams whose links are needed before a record can be applied: those that do not make a key of their own, and for
    /// roles in deals, the deals.
    /// </summary>
    public override bool WaitsFor(StreamLane other) =>
        mapping.Fields.Any(field => field.References == other.Stream)
        && other is MappedLane referred
        && (referred.Mapping.Kind == RecordKind.Person || !referred.Mapping.Creates || mapping.Kind == RecordKind.Stakeholder);
}
