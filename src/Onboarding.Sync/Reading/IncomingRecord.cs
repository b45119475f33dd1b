using Onboarding.Connectors.Streams;
using Onboarding.Model.Fields;
using Onboarding.Sync.Links;

namespace Onboarding.Sync.Reading;

/// <summary>A record that differs from what the hub knows of it.</summary>
/// <param name="Record">As received.</param>
/// <param name="Link">Its link as it stands; for a new one without a base.</param>
/// <param name="IsNew">Whether record and resource were not linked before.</param>
/// <param name="Observed">Its canonical values.</param>
/// <param name="Difference">In what it differs.</param>
internal sealed record IncomingRecord(
    PlatformRecord Record, Link Link, bool IsNew, FieldMap Observed, Difference Difference)
{
    /// <summary>The link once the record has been applied.</summary>
    public Link Settled => Difference.Settle(Link, Observed, Record.ModifiedAt) with { State = LinkState.Linked };
}
