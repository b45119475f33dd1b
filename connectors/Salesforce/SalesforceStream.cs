using Onboarding.Connectors.Streams;

namespace Onboarding.Connectors.Salesforce;

/// <summary>One object of Salesforce that is read, and perhaps written.</summary>
/// <param name="Name">API name of the object.</param>
/// <param name="KeepsDeleted">Whether its rows have IsDeleted, so that queryAll tells deletes.</param>
/// <param name="Merges">Whether its rows have MasterRecordId, which a merge sets on the row that loses.</param>
/// <param name="Writes">Whether the hub may write it.</param>
internal sealed record SalesforceStream(string Name, bool KeepsDeleted, bool Merges, bool Writes)
{
    // "REST API Developer Guide, Query": up to 2,000 rows on a page.
    private const int PageMax = 2_000;

    public StreamDescriptor Descriptor => new()
    {
        Name = Name,
        Read = new ReadDescriptor(PageMax, KeepsDeleted),
        Write = Writes
            ? new WriteDescriptor
            {
                BatchMax = SalesforceWrites.RowsMax,
                Upserts = true,
                KeyField = SalesforceStreams.KeyField,
            }
            : null,
    };
}
